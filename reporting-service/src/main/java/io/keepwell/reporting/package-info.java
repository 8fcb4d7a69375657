/// Delivers reports to people, by schedule and by hand.
@NullMarked
package io.keepwell.reporting;

import org.jspecify.annotations.NullMarked;
