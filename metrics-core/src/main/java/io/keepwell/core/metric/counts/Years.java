package io.keepwell.core.metric.counts;

import io.keepwell.core.time.Period;
import java.math.BigDecimal;
import java.math.MathContext;

/// How long something is, in years: the one unit of time in which rates and lifespans are multiplied.
/// Whole months are twelfths of a year, and a day is the 365th part of one.
public record Years(BigDecimal count) {
    private static final BigDecimal MONTHS_A_YEAR = BigDecimal.valueOf(12);
    private static final BigDecimal DAYS_A_YEAR = BigDecimal.valueOf(365);
    private static final MathContext PRECISE = MathContext.DECIMAL128;

    public static Years of(Period period) {
        return new Years(months(period).divide(MONTHS_A_YEAR, PRECISE));
    }

    public static Years ofDays(BigDecimal days) {
        return new Years(days.divide(DAYS_A_YEAR, PRECISE));
    }

    /// How many months a period is long.
    public static BigDecimal months(Period period) {
        return period.wholeMonths()
                .map(BigDecimal::valueOf)
                .orElseGet(() -> BigDecimal.valueOf(period.days())
                        .multiply(MONTHS_A_YEAR)
                        .divide(DAYS_A_YEAR, PRECISE));
    }

    /// How many of something are in a year, where there are so many in these.
    public BigDecimal perYear(BigDecimal amount) {
        return amount.divide(count, PRECISE);
    }
}
