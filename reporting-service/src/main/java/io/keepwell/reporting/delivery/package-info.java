/// Brings rendered runs to their recipients, each once.
@NullMarked
package io.keepwell.reporting.delivery;

import org.jspecify.annotations.NullMarked;
