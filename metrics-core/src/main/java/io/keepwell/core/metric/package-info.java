/// Metrics: formulas over cells, with all their definitions and explanations.
@NullMarked
package io.keepwell.core.metric;

import org.jspecify.annotations.NullMarked;
