package io.keepwell.core.metric.query;

import io.keepwell.core.metric.Calculations;
import io.keepwell.core.metric.Interval;
import io.keepwell.core.metric.MetricValue;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/// What became of a metric from one figure to another of the same definition.
///
/// @param amount later less earlier, in the metric's unit; percentage points where that is per cent
/// @param relative the change in per cent of the earlier amount, for money; empty where it would mislead,
///     because the earlier amount was not more than zero, the later one is less than zero, or it more than
///     tripled
public record Change(BigDecimal amount, Optional<BigDecimal> relative, Verdict verdict) {
    private static final BigDecimal MOST_RELATIVE = BigDecimal.valueOf(200);
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    /// What the change means for this metric.
    public enum Verdict {
        BETTER,
        WORSE,
        /// Nothing changed.
        SAME,
        /// The interval of the difference holds zero: chance alone may have made the change.
        WITHIN_NOISE;

        /// In a word or two: `better`.
        public String words() {
            return switch (this) {
                case BETTER -> "better";
                case WORSE -> "worse";
                case SAME -> "unchanged";
                case WITHIN_NOISE -> "within noise";
            };
        }
    }

    /// Which way the figure went, for whoever doesn't see colours: `▲` or `▼`, and `●` where it went no way for sure.
    public String sign() {
        return switch (verdict) {
            case BETTER, WORSE -> amount.signum() > 0 ? "▲" : "▼";
            case SAME, WITHIN_NOISE -> "●";
        };
    }

    /// The change between two figures; empty where either is unavailable.
    public static Optional<Change> between(MetricValue earlier, MetricValue later) {
        return earlier.amount()
                .flatMap(from -> later.amount()
                        .map(to -> new Change(
                                to.subtract(from),
                                relative(from, to, later),
                                verdict(to.subtract(from), earlier, later))));
    }

    private static Optional<BigDecimal> relative(BigDecimal from, BigDecimal to, MetricValue figure) {
        if (!figure.metric().unit().isMoney() || from.signum() <= 0 || to.signum() < 0) {
            return Optional.empty();
        }
        BigDecimal percent =
                to.subtract(from).multiply(HUNDRED).divide(from, Calculations.SCALE, RoundingMode.HALF_EVEN);
        return Optional.of(percent).filter(change -> change.compareTo(MOST_RELATIVE) <= 0);
    }

    private static Verdict verdict(BigDecimal amount, MetricValue earlier, MetricValue later) {
        if (amount.signum() != 0 && isWithinNoise(amount, earlier, later)) {
            return Verdict.WITHIN_NOISE;
        }
        return switch (later.metric().better().judge(amount.signum())) {
            case 1 -> Verdict.BETTER;
            case -1 -> Verdict.WORSE;
            default -> Verdict.SAME;
        };
    }

    private static boolean isWithinNoise(BigDecimal amount, MetricValue earlier, MetricValue later) {
        return earlier.amount()
                .flatMap(from -> earlier.calculation()
                        .interval()
                        .flatMap(ofFrom -> later.calculation()
                                .interval()
                                .map(ofTo -> Interval.mayBeChance(from, ofFrom, from.add(amount), ofTo))))
                .orElse(false);
    }
}
