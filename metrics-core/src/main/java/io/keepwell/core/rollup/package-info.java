/// Cells: measures that add up, by day, month and slice.
@NullMarked
package io.keepwell.core.rollup;

import org.jspecify.annotations.NullMarked;
