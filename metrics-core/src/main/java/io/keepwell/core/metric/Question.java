package io.keepwell.core.metric;

import io.keepwell.core.account.Slice;
import io.keepwell.core.time.Period;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Asks for one metric by one definition, for one or more periods.
///
/// @param periods 1 to 1,000, each answered by a figure, in this order
/// @param detail what is asked about beyond the slice, for metrics that are told apart so: a feature, a
///     theme, the name of a measure; empty for all together
/// @param asKnownAt empty for what is known now
public record Question(
        MetricId metric,
        DefinitionId definition,
        List<Period> periods,
        Slice slice,
        Optional<String> detail,
        Optional<Instant> asKnownAt) {
    public static final int MOST_PERIODS = 1_000;

    public Question {
        if (periods.isEmpty() || periods.size() > MOST_PERIODS) {
            throw new IllegalArgumentException(
                    "a question is about 1 to " + MOST_PERIODS + " periods, not " + periods.size());
        }
        periods = List.copyOf(periods);
    }

    public Question(
            MetricId metric, DefinitionId definition, List<Period> periods, Slice slice, Optional<Instant> asKnownAt) {
        this(metric, definition, periods, slice, Optional.empty(), asKnownAt);
    }

    /// The same, as known at another moment.
    ///
    /// @param moment empty for now
    Question asKnown(Optional<Instant> moment) {
        return new Question(metric, definition, periods, slice, detail, moment);
    }
}
