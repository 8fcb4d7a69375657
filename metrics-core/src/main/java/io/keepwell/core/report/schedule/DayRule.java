package io.keepwell.core.report.schedule;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// On which days something is due.
sealed interface DayRule {
    /// @param working whether people work on a day
    boolean on(LocalDate day, Predicate<LocalDate> working);

    /// Each day.
    record Daily() implements DayRule {
        @Override
        public boolean on(LocalDate day, Predicate<LocalDate> working) {
            return true;
        }

        @Override
        public String toString() {
            return "daily";
        }
    }

    /// On days of the week.
    record Weekly(Set<DayOfWeek> days) implements DayRule {
        public Weekly {
            days = Set.copyOf(days);
        }

        @Override
        public boolean on(LocalDate day, Predicate<LocalDate> working) {
            return days.contains(day.getDayOfWeek());
        }

        @Override
        public String toString() {
            return days.equals(WEEKDAYS)
                    ? "weekdays"
                    : "weekly on "
                            + EnumSet.copyOf(days).stream().map(DayRule::name).collect(Collectors.joining(" and "));
        }
    }

    /// On one day of every month, of each quarter's or year's first month.
    ///
    /// @param every 1, 3 or 12 months
    record Monthly(int every, DayOfMonth which) implements DayRule {
        @Override
        public boolean on(LocalDate day, Predicate<LocalDate> working) {
            return (day.getMonthValue() - 1) % every == 0
                    && which.in(day.withDayOfMonth(1), working)
                            .filter(day::equals)
                            .isPresent();
        }

        @Override
        public String toString() {
            return switch (every) {
                        case 1 -> "monthly";
                        case 3 -> "quarterly";
                        default -> "yearly";
                    }
                    + " on " + which;
        }
    }

    /// One day of a month.
    sealed interface DayOfMonth {
        /// @param first of the month
        /// @return empty where the month has no such day
        Optional<LocalDate> in(LocalDate first, Predicate<LocalDate> working);
    }

    /// @param day 1 to 31; in a month that is shorter, its last day
    record Numbered(int day) implements DayOfMonth {
        public Numbered {
            if (day < 1 || day > LAST_DAY) {
                throw new IllegalArgumentException("a day of the month is 1 to 31, not " + day);
            }
        }

        @Override
        public Optional<LocalDate> in(LocalDate first, Predicate<LocalDate> working) {
            return Optional.of(first.withDayOfMonth(Math.min(day, first.lengthOfMonth())));
        }

        @Override
        public String toString() {
            return day == LAST_DAY ? "the last day" : "day " + day;
        }
    }

    /// @param number 1 to 5 from the beginning; −1 is the last
    record OfWeek(int number, DayOfWeek day) implements DayOfMonth {
        @Override
        public Optional<LocalDate> in(LocalDate first, Predicate<LocalDate> working) {
            LocalDate found = first.with(TemporalAdjusters.dayOfWeekInMonth(number, day));
            return Optional.of(found).filter(there -> there.getMonth() == first.getMonth());
        }

        @Override
        public String toString() {
            return "the " + ordinal(number) + " " + name(day);
        }
    }

    /// @param number 1 to 5 from the beginning; −1 is the last
    record Working(int number) implements DayOfMonth {
        @Override
        public Optional<LocalDate> in(LocalDate first, Predicate<LocalDate> working) {
            List<LocalDate> days = new ArrayList<>(
                    first.datesUntil(first.plusMonths(1)).filter(working).toList());
            if (number < 0) {
                return days.isEmpty() ? Optional.empty() : Optional.of(days.getLast());
            }
            return number > days.size() ? Optional.empty() : Optional.of(days.get(number - 1));
        }

        @Override
        public String toString() {
            return "the " + ordinal(number) + " working day";
        }
    }

    int LAST_DAY = 31;
    Set<DayOfWeek> WEEKDAYS = Set.copyOf(EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY));
    List<String> ORDINALS = List.of("first", "second", "third", "fourth", "fifth");
    Pattern WEEKLY = Pattern.compile("weekly on (\\w+(?:(?: and |, ?)\\w+)*)");
    Pattern MONTHLY = Pattern.compile("(monthly|quarterly|yearly) on"
            + " (?:day (?<day>\\d{1,2})|the (?<ordinal>first|second|third|fourth|fifth|last) (?<kind>.+))");

    private static String ordinal(int number) {
        return number < 0 ? "last" : ORDINALS.get(number - 1);
    }

    private static int number(String ordinal) {
        return ordinal.equals("last") ? -1 : ORDINALS.indexOf(ordinal) + 1;
    }

    private static String name(DayOfWeek day) {
        return day.name().charAt(0) + day.name().substring(1).toLowerCase(Locale.ROOT);
    }

    private static DayOfWeek day(String name) {
        return Arrays.stream(DayOfWeek.values())
                .filter(day -> name(day).equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'" + name + "' is no day of the week such as Monday"));
    }

    /// @throws IllegalArgumentException where the text is none; says what one looks like
    static DayRule parse(String text) {
        if (text.equals("daily")) {
            return new Daily();
        }
        if (text.equals("weekdays")) {
            return new Weekly(WEEKDAYS);
        }
        Matcher weekly = WEEKLY.matcher(text);
        if (weekly.matches()) {
            return new Weekly(Arrays.stream(weekly.group(1).split(" and |, ?"))
                    .map(DayRule::day)
                    .collect(Collectors.toSet()));
        }
        Matcher monthly = MONTHLY.matcher(text);
        if (monthly.matches()) {
            int every = switch (monthly.group(1)) {
                case "monthly" -> 1;
                case "quarterly" -> 3;
                default -> 12;
            };
            return new Monthly(every, dayOfMonth(monthly));
        }
        throw new IllegalArgumentException("'" + text + "' says no days such as 'daily', 'weekly on Monday',"
                + " 'monthly on day 1', 'monthly on the last working day' or 'quarterly on the second Tuesday'");
    }

    private static DayOfMonth dayOfMonth(Matcher monthly) {
        if (monthly.group("day") != null) {
            return new Numbered(Integer.parseInt(monthly.group("day")));
        }
        String kind = monthly.group("kind");
        int number = number(monthly.group("ordinal"));
        if (kind.equals("day") && number < 0) {
            return new Numbered(LAST_DAY);
        }
        return kind.equals("working day") ? new Working(number) : new OfWeek(number, day(kind));
    }
}
