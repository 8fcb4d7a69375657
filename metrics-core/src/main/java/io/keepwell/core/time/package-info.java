/// Days of the reporting zone, periods, grains.
@NullMarked
package io.keepwell.core.time;

import org.jspecify.annotations.NullMarked;
