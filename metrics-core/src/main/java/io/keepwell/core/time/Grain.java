package io.keepwell.core.time;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// How finely a period is cut. Weeks begin on Monday. Fiscal quarters and years begin as the calendar says; by
/// themselves they begin with January.
public enum Grain {
    DAY,
    WEEK,
    MONTH,
    QUARTER,
    YEAR,
    FISCAL_QUARTER,
    FISCAL_YEAR;

    /// Whether it depends on when the fiscal year begins.
    public boolean isFiscal() {
        return switch (this) {
            case DAY, WEEK, MONTH, QUARTER, YEAR -> false;
            case FISCAL_QUARTER, FISCAL_YEAR -> true;
        };
    }

    /// The grain's first day that is not after the day given.
    public LocalDate startOf(LocalDate day) {
        return switch (this) {
            case DAY -> day;
            case WEEK -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            case MONTH -> day.withDayOfMonth(1);
            case QUARTER, FISCAL_QUARTER -> day.withDayOfMonth(1).minusMonths((day.getMonthValue() - 1) % 3L);
            case YEAR, FISCAL_YEAR -> day.withDayOfYear(1);
        };
    }

    /// The start of the next one, given the start of one.
    public LocalDate next(LocalDate start) {
        return switch (this) {
            case DAY -> start.plusDays(1);
            case WEEK -> start.plusWeeks(1);
            case MONTH -> start.plusMonths(1);
            case QUARTER, FISCAL_QUARTER -> start.plusMonths(3);
            case YEAR, FISCAL_YEAR -> start.plusYears(1);
        };
    }

    /// As people read it: `fiscal quarter`.
    public String label() {
        return id().replace('_', ' ');
    }

    /// The grain of an id; empty where there is none.
    public static Optional<Grain> parse(String id) {
        return Arrays.stream(values()).filter(grain -> grain.id().equals(id)).findFirst();
    }

    /// Lower case, as it is written in addresses and commands.
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
