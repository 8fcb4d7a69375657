package io.keepwell.ui.retention;

import io.keepwell.core.metric.Analysis;
import io.keepwell.core.metric.Definition;
import io.keepwell.core.metric.Unit;
import io.keepwell.core.metric.cohort.CohortTable;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// Of what a cohort keeps a share: the definitions of its table.
enum CohortMeasure {
    CUSTOMERS(Unit.COUNT),
    MRR(Unit.MONEY_PER_MONTH);

    private final Unit unit;

    CohortMeasure(Unit unit) {
        this.unit = unit;
    }

    /// The one that is shown where none is chosen.
    static CohortMeasure byDefault() {
        return CUSTOMERS;
    }

    static Optional<CohortMeasure> parse(String id) {
        return Arrays.stream(values()).filter(each -> each.id().equals(id)).findFirst();
    }

    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    String label() {
        return definition().name();
    }

    String symbols() {
        return definition().symbols();
    }

    String words() {
        return definition().words();
    }

    /// As the catalogue describes it.
    private Definition definition() {
        return Analysis.COHORTS.info().definition(id()).orElseThrow();
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
