package io.keepwell.core.time;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How far a rolling figure looks back: the last so many days or months.
///
/// @param count 1 to 3,660 days or 120 months
public record Window(int count, Unit unit) {
    private static final Pattern TEXT = Pattern.compile("([0-9]{1,4}) (day|month)s?");

    public enum Unit {
        DAYS(3_660),
        MONTHS(120);

        private final int most;

        Unit(int most) {
            this.most = most;
        }
    }

    public Window {
        if (count < 1 || count > unit.most) {
            throw new IllegalArgumentException("a window is 1 to " + unit.most + " " + name(unit) + ", not " + count);
        }
    }

    /// @param text such as `90 days` or `3 months`
    /// @return empty where it is no window
    public static Optional<Window> parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        Unit unit = matcher.group(2).equals("day") ? Unit.DAYS : Unit.MONTHS;
        int count = Integer.parseInt(matcher.group(1));
        return count < 1 || count > unit.most ? Optional.empty() : Optional.of(new Window(count, unit));
    }

    /// The window that ends before a day. Months lead back to the same day of the month, or its last one.
    public Period until(LocalDate end) {
        return new Period(
                switch (unit) {
                    case DAYS -> end.minusDays(count);
                    case MONTHS -> end.minusMonths(count);
                },
                end);
    }

    /// For each period the window with its end: the points of a rolling trend.
    public List<Period> over(List<Period> periods) {
        return periods.stream().map(period -> until(period.to())).toList();
    }

    private static String name(Unit unit) {
        return unit.name().toLowerCase(Locale.ROOT);
    }

    /// As it is written and as people read it: `3 months`.
    @Override
    public String toString() {
        String name = name(unit);
        return count + " " + (count == 1 ? name.substring(0, name.length() - 1) : name);
    }
}
