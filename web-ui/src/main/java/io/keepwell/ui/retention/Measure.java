package io.keepwell.ui.retention;

import io.keepwell.core.metric.CohortTable;
import io.keepwell.core.metric.Unit;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// Of what a cohort keeps a share: the definitions of its table.
enum Measure {
    CUSTOMERS(
            "customers kept",
            "kept ÷ won",
            Unit.COUNT,
            "How many of the customers won in a month still were customers at the end of that month and of each later one."),
    MRR(
            "MRR kept",
            "MRR then ÷ first MRR",
            Unit.MONEY_PER_MONTH,
            "What the customers won in a month came to at the end of that month and of each later one, of what they came to"
                    + " on the days of their first subscriptions. It passes 100 % where those who stay pay more than was lost.");

    private final String label;
    private final String symbols;
    private final Unit unit;
    private final String words;

    Measure(String label, String symbols, Unit unit, String words) {
        this.label = label;
        this.symbols = symbols;
        this.unit = unit;
        this.words = words;
    }

    /// The one that is shown where none is chosen.
    static Measure byDefault() {
        return CUSTOMERS;
    }

    static Optional<Measure> parse(String id) {
        return Arrays.stream(values()).filter(each -> each.id().equals(id)).findFirst();
    }

    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    String label() {
        return label;
    }

    String symbols() {
        return symbols;
    }

    String words() {
        return words;
    }

    /// Of its amounts; its shares are in per cent.
    Unit unit() {
        return unit;
    }

    BigDecimal percent(CohortTable.Cell cell) {
        return switch (this) {
            case CUSTOMERS -> cell.keptPercent();
            case MRR -> cell.mrrPercent();
        };
    }

    BigDecimal amount(CohortTable.Cell cell) {
        return switch (this) {
            case CUSTOMERS -> BigDecimal.valueOf(cell.kept().size());
            case MRR -> cell.mrr();
        };
    }

    /// What the cohort began with.
    BigDecimal first(CohortTable.Cohort cohort) {
        return switch (this) {
            case CUSTOMERS -> BigDecimal.valueOf(cohort.customers().size());
            case MRR -> cohort.firstMrr();
        };
    }

    /// In per cent; empty where no cohort is old enough.
    Optional<BigDecimal> mean(CohortTable.Mean mean) {
        return switch (this) {
            case CUSTOMERS -> mean.keptPercent();
            case MRR -> mean.mrrPercent();
        };
    }
}
