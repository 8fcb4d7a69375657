package io.keepwell.core.report;

import io.keepwell.core.metric.Figure;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Optional;

/// How far a figure moved from an earlier one of the same metric and definition.
///
/// @param amount in the metric's unit
public record Change(BigDecimal amount, Verdict verdict) {
    /// What the change means.
    public enum Verdict {
        BETTER,
        WORSE,
        /// It didn't move.
        SAME,
        /// It may well have come about by chance.
        WITHIN_NOISE
    }

    /// Empty where one of the two can't be had.
    public static Optional<Change> between(Figure earlier, Figure later) {
        return earlier.amount()
                .flatMap(before -> later.amount().map(after -> {
                    BigDecimal amount = after.subtract(before);
                    return new Change(amount, verdict(amount, earlier, later));
                }));
    }

    private static Verdict verdict(BigDecimal amount, Figure earlier, Figure later) {
        if (amount.signum() == 0) {
            return Verdict.SAME;
        }
        Optional<BigDecimal> margin = margin(earlier, later);
        if (margin.isPresent() && amount.abs().compareTo(margin.get()) <= 0) {
            return Verdict.WITHIN_NOISE;
        }
        return later.metric().better().judge(amount.signum()) > 0 ? Verdict.BETTER : Verdict.WORSE;
    }

    /// The margin of error of the difference of two independent samples: the root of the sum of both margins'
    /// squares.
    private static Optional<BigDecimal> margin(Figure earlier, Figure later) {
        return earlier.calculation()
                .marginOfError()
                .flatMap(one -> later.calculation()
                        .marginOfError()
                        .map(other ->
                                one.multiply(one).add(other.multiply(other)).sqrt(MathContext.DECIMAL64)));
    }
}
