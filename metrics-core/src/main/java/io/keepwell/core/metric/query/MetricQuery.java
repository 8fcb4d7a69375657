package io.keepwell.core.metric.query;

import io.keepwell.core.account.Slice;
import io.keepwell.core.metric.DefinitionId;
import io.keepwell.core.metric.MetricId;
import io.keepwell.core.time.Period;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Asks for one metric by one definition, for one or more periods.
///
/// @param periods 1 to 1,000, each answered by a figure, in this order
/// @param customValue what is asked about beyond the slice, for metrics that are distinguished so: a feature, a
///     theme, the name of a measure; empty for all together
/// @param asOf empty for what is known now
public record MetricQuery(
        MetricId metric,
        DefinitionId definition,
        List<Period> periods,
        Slice slice,
        Optional<String> customValue,
        Optional<Instant> asOf) {
    public static final int MOST_PERIODS = 1_000;

    public MetricQuery {
        if (periods.isEmpty() || periods.size() > MOST_PERIODS) {
            throw new IllegalArgumentException("a query has 1 to " + MOST_PERIODS + " periods, not " + periods.size());
        }
        periods = List.copyOf(periods);
    }

    public MetricQuery(
            MetricId metric, DefinitionId definition, List<Period> periods, Slice slice, Optional<Instant> asOf) {
        this(metric, definition, periods, slice, Optional.empty(), asOf);
    }

    /// The same, as of another moment.
    ///
    /// @param moment empty for now
    MetricQuery asOf(Optional<Instant> moment) {
        return new MetricQuery(metric, definition, periods, slice, customValue, moment);
    }
}
