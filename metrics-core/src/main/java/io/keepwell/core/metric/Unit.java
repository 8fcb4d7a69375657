package io.keepwell.core.metric;

import io.keepwell.core.money.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;

/// What a figure is counted in.
public enum Unit {
    /// 26.54 means 26.54 %.
    PERCENT,
    /// Main units of the reporting currency.
    MONEY,
    /// Main units of the reporting currency, each month.
    MONEY_PER_MONTH,
    /// A plain number on a scale.
    SCORE,
    /// A plain ratio: 1.5 means three to two.
    RATIO,
    /// A plain number in the unit of whoever sends it, to six decimals.
    NUMBER,
    /// Hours of clock or business time.
    HOURS,
    /// Days of 24 hours.
    DAYS,
    /// How many.
    COUNT;

    private static final BigDecimal SECONDS_AN_HOUR = BigDecimal.valueOf(3_600);
    private static final BigDecimal SECONDS_A_DAY = BigDecimal.valueOf(86_400);

    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    public boolean isMoney() {
        return this == MONEY || this == MONEY_PER_MONTH;
    }

    /// How many seconds one is, for a unit of time.
    BigDecimal seconds() {
        return switch (this) {
            case HOURS -> SECONDS_AN_HOUR;
            case DAYS -> SECONDS_A_DAY;
            case PERCENT, MONEY, MONEY_PER_MONTH, SCORE, RATIO, NUMBER, COUNT ->
                throw new IllegalArgumentException(id() + " is no unit of time");
        };
    }

    /// An amount as cells and entries keep it, in this unit: money and numbers are kept in millionths,
    /// time in seconds.
    public BigDecimal ofStored(long amount) {
        return switch (this) {
            case MONEY, MONEY_PER_MONTH, NUMBER -> Money.units(amount);
            case HOURS ->
                BigDecimal.valueOf(amount).divide(SECONDS_AN_HOUR, Calculations.SCALE, RoundingMode.HALF_EVEN);
            case DAYS -> BigDecimal.valueOf(amount).divide(SECONDS_A_DAY, Calculations.SCALE, RoundingMode.HALF_EVEN);
            case PERCENT, SCORE, RATIO, COUNT -> BigDecimal.valueOf(amount);
        };
    }
}
