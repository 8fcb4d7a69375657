package io.keepwell.core.time;

import java.time.LocalDate;
import java.util.Optional;

/// A half-open run of days `[from, to)` in the reporting zone. Never empty.
///
/// @param from the first day
/// @param to the first day after
public record Period(LocalDate from, LocalDate to) {
    public Period {
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException(
                    "a period's first day must be before its end, but " + from + " is not before " + to);
        }
    }

    /// The one period of the grain that holds the day, by the common calendar.
    public static Period of(Grain grain, LocalDate day) {
        LocalDate start = grain.startOf(day);
        return new Period(start, grain.next(start));
    }

    public boolean contains(LocalDate day) {
        return !day.isBefore(from) && day.isBefore(to);
    }

    /// The period just before: as many whole months where this one is made of whole months, else as many
    /// days.
    public Period previous() {
        return isWholeMonths() ? minusMonths(months()) : new Period(from.minusDays(days()), from);
    }

    /// The same period a year before.
    public Period yearBefore() {
        return isWholeMonths()
                ? minusMonths(12)
                : new Period(from.minusYears(1), from.minusYears(1).plusDays(days()));
    }

    public long days() {
        return to.toEpochDay() - from.toEpochDay();
    }

    /// How many months it is made of; empty where it begins or ends within one.
    public Optional<Long> wholeMonths() {
        return isWholeMonths() ? Optional.of(months()) : Optional.empty();
    }

    private boolean isWholeMonths() {
        return from.getDayOfMonth() == 1 && to.getDayOfMonth() == 1;
    }

    private long months() {
        return (to.getYear() - from.getYear()) * 12L + to.getMonthValue() - from.getMonthValue();
    }

    private Period minusMonths(long months) {
        return new Period(from.minusMonths(months), to.minusMonths(months));
    }

    @Override
    public String toString() {
        return from + " to " + to;
    }
}
