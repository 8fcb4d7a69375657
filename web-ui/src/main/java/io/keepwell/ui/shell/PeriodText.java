package io.keepwell.ui.shell;

import io.keepwell.core.time.Grain;
import io.keepwell.core.time.Period;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How a period is written in an address: `2026`, `2026-Q3`, `2026-10`, or its first and last day,
/// `2026-10-05..2026-10-11`.
final class PeriodText {
    /// What can be written, for people.
    static final String VALID = "a year such as 2026, a quarter such as 2026-Q3, a month such as 2026-10,"
            + " or the first and the last day, such as 2026-10-05..2026-10-11";

    private static final Pattern YEAR = Pattern.compile("(\\d{4})");
    private static final Pattern QUARTER = Pattern.compile("(\\d{4})-Q([1-4])");
    private static final Pattern MONTH = Pattern.compile("(\\d{4})-(\\d{2})");
    private static final Pattern DAYS = Pattern.compile("(\\d{4}-\\d{2}-\\d{2})\\.\\.(\\d{4}-\\d{2}-\\d{2})");

    private PeriodText() {}

    static String write(Period period) {
        LocalDate from = period.from();
        if (period.equals(Period.of(Grain.YEAR, from))) {
            return "%04d".formatted(from.getYear());
        }
        if (period.equals(Period.of(Grain.QUARTER, from))) {
            return "%04d-Q%d".formatted(from.getYear(), (from.getMonthValue() - 1) / 3 + 1);
        }
        if (period.equals(Period.of(Grain.MONTH, from))) {
            return "%04d-%02d".formatted(from.getYear(), from.getMonthValue());
        }
        return from + ".." + period.to().minusDays(1);
    }

    /// Empty where the text is no period.
    static Optional<Period> parse(String text) {
        try {
            Matcher year = YEAR.matcher(text);
            if (year.matches()) {
                return Optional.of(Period.of(Grain.YEAR, LocalDate.of(number(year, 1), 1, 1)));
            }
            Matcher quarter = QUARTER.matcher(text);
            if (quarter.matches()) {
                LocalDate first = LocalDate.of(number(quarter, 1), number(quarter, 2) * 3 - 2, 1);
                return Optional.of(Period.of(Grain.QUARTER, first));
            }
            Matcher month = MONTH.matcher(text);
            if (month.matches()) {
                return Optional.of(Period.of(Grain.MONTH, LocalDate.of(number(month, 1), number(month, 2), 1)));
            }
            Matcher days = DAYS.matcher(text);
            return days.matches() ? days(days) : Optional.empty();
        } catch (DateTimeException noSuchDay) {
            return Optional.empty();
        }
    }

    private static Optional<Period> days(Matcher days) {
        LocalDate from = LocalDate.parse(days.group(1));
        LocalDate last = LocalDate.parse(days.group(2));
        return last.isBefore(from) ? Optional.empty() : Optional.of(new Period(from, last.plusDays(1)));
    }

    private static int number(Matcher matcher, int group) {
        return Integer.parseInt(matcher.group(group));
    }
}
