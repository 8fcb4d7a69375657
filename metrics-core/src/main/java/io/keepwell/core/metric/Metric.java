package io.keepwell.core.metric;

import io.keepwell.core.ledger.Quantity;
import io.keepwell.core.rollup.Readings;
import io.keepwell.core.time.Period;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;

/// A formula over readings. One class, one test, one row in docs/metrics.md; no SQL. Pure: the same readings always
/// give
/// the same calculation.
public interface Metric {
    MetricInfo info();

    /// All quantities that any of its definitions reads.
    Set<Quantity> needs();

    /// Days on which other periods begin or end that are read besides the one that is asked about.
    default List<LocalDate> otherDays(Period period) {
        return List.of();
    }

    /// @param definition one of the metric's own
    Calculation calculate(DefinitionId definition, Readings readings);
}
