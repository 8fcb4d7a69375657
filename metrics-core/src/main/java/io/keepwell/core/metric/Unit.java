package io.keepwell.core.metric;

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
    /// How many.
    COUNT;

    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    public boolean isMoney() {
        return this == MONEY || this == MONEY_PER_MONTH;
    }
}
