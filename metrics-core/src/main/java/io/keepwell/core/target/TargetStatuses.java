package io.keepwell.core.target;

import io.keepwell.core.metric.InvalidQueryException;
import io.keepwell.core.metric.MetricCatalogue;
import io.keepwell.core.metric.MetricInfo;
import io.keepwell.core.metric.MetricValue;
import io.keepwell.core.metric.Outcome;
import io.keepwell.core.metric.ValueFormat;
import io.keepwell.core.metric.query.MetricQueries;
import io.keepwell.core.metric.query.MetricQuery;
import io.keepwell.core.setting.Settings;
import io.keepwell.core.time.Period;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// Tells how targets stand.
///
/// When the period has ended, its figure is held against the target. Until then the figure of the days
/// that have passed is held against it: a figure that adds up over days against the part of the target
/// that belongs to those days, by their number; a ratio or a level against the whole target. A ratio
/// that builds up over the period, such as churn, looks better at first than it will in the end.
@Singleton
public final class TargetStatuses {
    /// Decimals of a part of a target.
    private static final int SCALE = 10;

    private final MetricCatalogue catalogue;
    private final MetricQueries figures;
    private final Settings settings;
    private final Clock clock;

    public TargetStatuses(MetricCatalogue catalogue, MetricQueries figures, Settings settings, Clock clock) {
        this.catalogue = catalogue;
        this.figures = figures;
        this.settings = settings;
        this.clock = clock;
    }

    /// How a target stands at the end of yesterday.
    public TargetStatus of(Target target) {
        return of(target, Optional.empty());
    }

    /// How a target stood at the end of the day before a moment, as of that moment.
    ///
    /// @param asOf empty for now
    public TargetStatus of(Target target, Optional<Instant> asOf) {
        LocalDate today = settings.firm().zone().dayOf(asOf.orElseGet(clock::instant));
        Period period = target.period();
        if (!period.from().isBefore(today)) {
            return new TargetStatus.Unknown(
                    "No day of it has passed: it begins on " + ValueFormat.day(period.from()) + ".");
        }
        boolean ended = !period.to().isAfter(today);
        Period passed = ended ? period : new Period(period.from(), today);
        Optional<MetricValue> figure = figure(target, passed, asOf);
        if (figure.isEmpty()) {
            return new TargetStatus.Unknown("Its metric, definition or slice is not there any more.");
        }
        return switch (figure.get().outcome()) {
            case Outcome.Unavailable(Outcome.Reason _, String message) -> new TargetStatus.Unknown(message);
            case Outcome.Value(BigDecimal amount) -> {
                BigDecimal asked = figure.get().definition().accumulating()
                        ? target.value()
                                .multiply(BigDecimal.valueOf(passed.days()))
                                .divide(BigDecimal.valueOf(period.days()), SCALE, RoundingMode.HALF_EVEN)
                        : target.value();
                boolean good = isAsGood(figure.get().metric().better(), amount, asked);
                yield new TargetStatus.Judged(verdict(ended, good), figure.get(), asked);
            }
        };
    }

    /// Empty where the target is about something that can't be asked for any more.
    private Optional<MetricValue> figure(Target target, Period period, Optional<Instant> asOf) {
        if (catalogue.find(target.metric().id()).isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(figures.answer(new MetricQuery(
                            target.metric(), target.definition(), List.of(period), target.slice(), asOf))
                    .getFirst());
        } catch (InvalidQueryException gone) {
            return Optional.empty();
        }
    }

    private static boolean isAsGood(MetricInfo.Better better, BigDecimal amount, BigDecimal asked) {
        return better.judge(amount.compareTo(asked)) >= 0;
    }

    private static TargetStatus.Verdict verdict(boolean ended, boolean good) {
        if (ended) {
            return good ? TargetStatus.Verdict.ATTAINED : TargetStatus.Verdict.MISSED;
        }
        return good ? TargetStatus.Verdict.ON_TRACK : TargetStatus.Verdict.AT_RISK;
    }
}
