/// Metrics of money: MRR and its movements, growth, revenue per account, order values, lifetime value.
@NullMarked
package io.keepwell.core.metric.revenue;

import org.jspecify.annotations.NullMarked;
