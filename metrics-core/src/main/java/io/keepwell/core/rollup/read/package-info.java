/// Measures of a period and a slice: from stored cells, or made again from what was known at a moment.
@NullMarked
package io.keepwell.core.rollup.read;

import org.jspecify.annotations.NullMarked;
