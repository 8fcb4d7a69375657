package io.keepwell.core.time;

import io.keepwell.core.time.BusinessHours.Span;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Business hours as people write them: groups of days with their hours, between semicolons, such as
/// `Mon-Thu 09:00-12:00, 13:00-17:00; Fri 22:00-06:00; holidays 2026-12-25, 2026-12-26`. Hours that end before they
/// begin go past midnight. `always` is every hour of every day. `minutes 540-1020, …` are minutes since Sunday 00:00,
/// as a schedule of Zendesk has them.
///
/// What earlier versions kept is read, too: `09:00 17:00 MONDAY,TUESDAY 2026-12-25`.
///
/// Over 300 lines: one grammar, read and written side by side so that the two agree.
final class BusinessHoursText {
    private static final String ALWAYS = "always";
    private static final String HOLIDAYS = "holidays";
    private static final String MINUTES = "minutes";
    private static final String EXAMPLE = "'Mon-Fri 09:00-17:00; holidays 2026-12-25'";
    private static final int MOST_CHARACTERS = 2_000;
    private static final int MINUTES_A_DAY = 1_440;
    private static final int DAYS_A_WEEK = DayOfWeek.values().length;
    private static final int SHORTEST_NAME = 3;
    private static final int END_OF_DAY = 24;
    private static final Span WHOLE_DAY = new Span(LocalTime.MIDNIGHT, LocalTime.MIDNIGHT);

    private static final Pattern TIME = Pattern.compile("(\\d{1,2}):(\\d{2})(?::(\\d{2}))?");
    private static final Pattern MINUTE_RANGE = Pattern.compile("(\\d{1,5})-(\\d{1,5})");

    private final Map<DayOfWeek, List<Span>> week = new EnumMap<>(DayOfWeek.class);
    private final Set<LocalDate> holidays = new TreeSet<>();

    private BusinessHoursText() {}

    static BusinessHours parse(String text) {
        if (text.length() > MOST_CHARACTERS) {
            throw new IllegalArgumentException("they are longer than " + MOST_CHARACTERS + " characters");
        }
        String plain = text.strip()
                .replaceAll("[\\u2013\\u2014\\u2212]", "-")
                .replaceAll("\\s*([,-])\\s*", "$1")
                .replaceAll("\\s+", " ");
        BusinessHoursText parsed = new BusinessHoursText();
        // A date has dashes of its own, between digits that are no times.
        String first = plain.split("[ ;]", 2)[0];
        if (TIME.matcher(first).matches()) {
            parsed.readEarlierForm(plain);
        } else {
            parsed.read(plain);
        }
        return new BusinessHours(parsed.week, parsed.holidays);
    }

    private void read(String text) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("nothing is said of any day: write " + EXAMPLE + ", or 'always'");
        }
        for (String clause : text.split(";", -1)) {
            if (!clause.isBlank()) {
                readClause(clause.strip());
            }
        }
    }

    private void readClause(String clause) {
        String[] words = clause.split(" ", -1);
        String first = words[0].toLowerCase(Locale.ROOT);
        if (first.equals(ALWAYS) && words.length == 1) {
            for (DayOfWeek day : DayOfWeek.values()) {
                put(day, WHOLE_DAY);
            }
            return;
        }
        if (words.length != 2) {
            throw new IllegalArgumentException("'" + clause + "' isn't days with their hours, such as "
                    + "'Mon-Fri 09:00-12:00, 13:00-17:00', with a semicolon before the next days or the holidays");
        }
        switch (first) {
            case HOLIDAYS -> readHolidays(words[1]);
            case MINUTES -> readMinutes(words[1]);
            default -> {
                Set<DayOfWeek> days = days(words[0]);
                for (String hours : words[1].split(",", -1)) {
                    readHours(days, hours, clause);
                }
            }
        }
    }

    private void readHolidays(String dates) {
        for (String date : dates.split(",", -1)) {
            try {
                holidays.add(LocalDate.parse(date));
            } catch (DateTimeException noDate) {
                throw new IllegalArgumentException("the holiday '" + date + "' isn't a day such as 2026-12-25", noDate);
            }
        }
    }

    private void readHours(Set<DayOfWeek> days, String hours, String clause) {
        String[] ends = hours.split("-", -1);
        if (ends.length != 2) {
            throw new IllegalArgumentException("'" + hours + "' in '" + clause + "' isn't hours such as 09:00-17:00");
        }
        LocalTime from = time(ends[0]);
        LocalTime to = time(ends[1]);
        if (isEndOfDay(ends[0])) {
            throw new IllegalArgumentException(
                    "'" + hours + "' in '" + clause + "' begins at the end of the day: write 00:00 on the next one");
        }
        if (from.equals(to) && !isEndOfDay(ends[1])) {
            throw new IllegalArgumentException("'" + hours + "' in '" + clause
                    + "' ends when it begins: write 00:00-24:00 for the whole day, and leave out days without work");
        }
        for (DayOfWeek day : days) {
            if (to.equals(LocalTime.MIDNIGHT) || from.isBefore(to)) {
                put(day, new Span(from, to));
            } else {
                put(day, new Span(from, LocalTime.MIDNIGHT));
                put(day.plus(1), new Span(LocalTime.MIDNIGHT, to));
            }
        }
    }

    /// Minutes since Sunday 00:00.
    private void readMinutes(String ranges) {
        for (String range : ranges.split(",", -1)) {
            Matcher matcher = MINUTE_RANGE.matcher(range);
            if (!matcher.matches()) {
                throw wrongMinutes(range);
            }
            int from = Integer.parseInt(matcher.group(1));
            int to = Integer.parseInt(matcher.group(2));
            if (from >= to || to > DAYS_A_WEEK * MINUTES_A_DAY) {
                throw wrongMinutes(range);
            }
            int start = from;
            while (start < to) {
                int day = start / MINUTES_A_DAY;
                int end = Math.min(to, (day + 1) * MINUTES_A_DAY);
                put(DayOfWeek.SUNDAY.plus(day), new Span(minute(start), minute(end)));
                start = end;
            }
        }
    }

    private static IllegalArgumentException wrongMinutes(String range) {
        return new IllegalArgumentException("'" + range + "' isn't two minutes of the week, the first less than the"
                + " second, from 0 on Sunday at 00:00 to 10080, such as 1980-2460 for Monday from 09:00 to 17:00");
    }

    private static LocalTime minute(int ofWeek) {
        return LocalTime.ofSecondOfDay(ofWeek % MINUTES_A_DAY * 60L);
    }

    /// Opening, closing, days of the week and, if any, holidays.
    private void readEarlierForm(String text) {
        String[] parts = text.split(" ", -1);
        if (parts.length < 3 || parts.length > 4) {
            throw new IllegalArgumentException("'" + text + "' isn't days with their hours, such as " + EXAMPLE);
        }
        LocalTime opens = time(parts[0]);
        LocalTime closes = time(parts[1]);
        if (!opens.isBefore(closes) && !closes.equals(LocalTime.MIDNIGHT)) {
            throw new IllegalArgumentException("a day that opens at " + parts[0] + " can't close at " + parts[1]
                    + ": for hours past midnight write the days first, such as 'Mon-Fri " + parts[0] + "-" + parts[1]
                    + "'");
        }
        days(parts[2]).forEach(day -> put(day, new Span(opens, closes)));
        if (parts.length == 4) {
            readHolidays(parts[3]);
        }
    }

    private void put(DayOfWeek day, Span stretch) {
        week.computeIfAbsent(day, _ -> new ArrayList<>()).add(stretch);
    }

    private static Set<DayOfWeek> days(String text) {
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        for (String item : text.split(",", -1)) {
            String[] ends = item.split("-", -1);
            if (ends.length > 2) {
                throw new IllegalArgumentException("'" + item + "' isn't days such as Mon-Fri");
            }
            DayOfWeek last = day(ends[ends.length - 1]);
            DayOfWeek day = day(ends[0]);
            days.add(day);
            while (day != last) {
                day = day.plus(1);
                days.add(day);
            }
        }
        return days;
    }

    /// By its first three letters or more.
    private static DayOfWeek day(String name) {
        for (DayOfWeek day : DayOfWeek.values()) {
            if (name.length() >= SHORTEST_NAME && day.name().startsWith(name.toUpperCase(Locale.ROOT))) {
                return day;
            }
        }
        throw new IllegalArgumentException(
                "'" + name + "' isn't a day of the week: write Mon, Tue, Wed, Thu, Fri, Sat or Sun");
    }

    private static LocalTime time(String text) {
        if (isEndOfDay(text)) {
            return LocalTime.MIDNIGHT;
        }
        Matcher matcher = TIME.matcher(text);
        try {
            if (matcher.matches()) {
                String seconds = matcher.group(3);
                return LocalTime.of(
                        Integer.parseInt(matcher.group(1)),
                        Integer.parseInt(matcher.group(2)),
                        seconds == null ? 0 : Integer.parseInt(seconds));
            }
        } catch (DateTimeException outOfRange) {
            throw wrongTime(text, outOfRange);
        }
        throw wrongTime(text, new DateTimeException("not digits and a colon"));
    }

    private static IllegalArgumentException wrongTime(String text, DateTimeException cause) {
        return new IllegalArgumentException("'" + text + "' isn't a time of day from 00:00 to 24:00", cause);
    }

    private static boolean isEndOfDay(String text) {
        Matcher matcher = TIME.matcher(text);
        return matcher.matches()
                && Integer.parseInt(matcher.group(1)) == END_OF_DAY
                && Integer.parseInt(matcher.group(2)) == 0
                && (matcher.group(3) == null || Integer.parseInt(matcher.group(3)) == 0);
    }

    static String text(BusinessHours hours) {
        return hours.holidays().isEmpty()
                ? week(hours)
                : week(hours) + "; " + HOLIDAYS + " "
                        + hours.holidays().stream()
                                .sorted()
                                .map(LocalDate::toString)
                                .collect(Collectors.joining(", "));
    }

    /// Without holidays. Days of the same hours stand together.
    static String week(BusinessHours hours) {
        Map<DayOfWeek, List<String>> written = new EnumMap<>(DayOfWeek.class);
        for (DayOfWeek day : DayOfWeek.values()) {
            written.put(day, written(day, hours));
        }
        if (hours.week().size() == DAYS_A_WEEK && hours.week().values().stream().allMatch(List.of(WHOLE_DAY)::equals)) {
            return ALWAYS;
        }
        Map<List<String>, List<DayOfWeek>> daysOf = new LinkedHashMap<>();
        written.forEach((day, stretches) -> {
            if (!stretches.isEmpty()) {
                daysOf.computeIfAbsent(stretches, _ -> new ArrayList<>()).add(day);
            }
        });
        return daysOf.entrySet().stream()
                .map(group -> names(group.getValue()) + " " + String.join(", ", group.getKey()))
                .collect(Collectors.joining("; "));
    }

    /// What goes past midnight stands on the day on which it begins.
    private static List<String> written(DayOfWeek day, BusinessHours hours) {
        List<String> written = new ArrayList<>();
        for (Span stretch : of(day, hours)) {
            if (!isPastMidnight(day.minus(1), stretch, hours)) {
                written.add(
                        stretch.isToMidnight() && isContinued(day, stretch, hours)
                                ? clock(stretch.from()) + "-"
                                        + clock(of(day.plus(1), hours)
                                                .getFirst()
                                                .to())
                                : written(stretch));
            }
        }
        return written;
    }

    /// Whether a stretch is the end of one of the day before.
    private static boolean isPastMidnight(DayOfWeek before, Span stretch, BusinessHours hours) {
        List<Span> stretches = of(before, hours);
        return !stretches.isEmpty()
                && stretch.from().equals(LocalTime.MIDNIGHT)
                && stretches.getLast().isToMidnight()
                && isContinued(before, stretches.getLast(), hours);
    }

    /// Whether a stretch that ends with its day goes on to a time before it began.
    private static boolean isContinued(DayOfWeek day, Span stretch, BusinessHours hours) {
        List<Span> next = of(day.plus(1), hours);
        return !next.isEmpty()
                && next.getFirst().from().equals(LocalTime.MIDNIGHT)
                && !next.getFirst().isToMidnight()
                && next.getFirst().to().isBefore(stretch.from());
    }

    private static List<Span> of(DayOfWeek day, BusinessHours hours) {
        return hours.week().getOrDefault(day, List.of());
    }

    static String written(Span stretch) {
        return clock(stretch.from()) + "-" + (stretch.isToMidnight() ? "24:00" : clock(stretch.to()));
    }

    /// With seconds where there are some.
    private static String clock(LocalTime time) {
        return time.toString();
    }

    static String name(DayOfWeek day) {
        return day.getDisplayName(TextStyle.SHORT, Locale.ENGLISH);
    }

    /// @param days in order
    private static String names(List<DayOfWeek> days) {
        List<List<DayOfWeek>> runs = new ArrayList<>();
        for (DayOfWeek day : days) {
            if (!runs.isEmpty() && runs.getLast().getLast().getValue() == day.getValue() - 1) {
                runs.getLast().add(day);
            } else {
                runs.add(new ArrayList<>(Collections.singletonList(day)));
            }
        }
        return runs.stream()
                .map(run -> run.size() == 1 ? name(run.getFirst()) : name(run.getFirst()) + "-" + name(run.getLast()))
                .collect(Collectors.joining(", "));
    }
}
