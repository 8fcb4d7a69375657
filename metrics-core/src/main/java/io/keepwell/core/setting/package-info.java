/// What is set for the whole firm.
@NullMarked
package io.keepwell.core.setting;

import org.jspecify.annotations.NullMarked;
