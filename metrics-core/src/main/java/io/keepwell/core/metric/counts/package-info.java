/// What several metrics count: MRR and its movements, customers, revenue. They read measures; metrics make formulas of
/// them.
@NullMarked
package io.keepwell.core.metric.counts;

import org.jspecify.annotations.NullMarked;
