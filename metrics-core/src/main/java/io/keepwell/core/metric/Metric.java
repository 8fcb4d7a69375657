package io.keepwell.core.metric;

import io.keepwell.core.rollup.Quantity;
import io.keepwell.core.rollup.Readings;
import java.util.Set;

/// A formula over readings. One class, one test, one row in docs/metrics.md; no SQL. Pure: the same readings always
/// give
/// the same calculation.
public interface Metric {
    MetricInfo info();

    /// All quantities that any of its definitions reads.
    Set<Quantity> needs();

    /// @param definition one of the metric's own
    Calculation calculate(DefinitionId definition, Readings readings);
}
