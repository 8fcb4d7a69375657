package io.keepwell.core.report.schedule;

import io.keepwell.core.time.ReportingZone;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// When a report is due, as people write it: `daily at 07:00`, `weekly on Monday at 07:00`, `monthly on the last
/// working day at 07:00 in Europe/Berlin, not on holidays of DE-BY`.
///
/// At most once a day, by the clocks of its zone. Where the clock is put forward over the time, it is due as much
/// later as the clock is put forward; where the clock is put back over it, it is due the first time. A day that a
/// zone left out is due with the day after.
///
/// @param zone empty for the firm's reporting zone
/// @param holidays on which days nobody works, besides Saturdays and Sundays; empty where that doesn't matter
public record ReportSchedule(DayRule days, LocalTime at, Optional<ZoneId> zone, Optional<HolidayRule> holidays) {
    private static final Pattern FORM = Pattern.compile("(?<days>.+?) at (?<at>[^\\s,]+)(?: in (?<zone>[^\\s,]+))?"
            + "(?:,? (?<move>not on|before|after) holidays of (?<code>\\S+))?");

    /// What isn't due within so many days never is: at the least often, a day of every year.
    private static final int MOST_DAYS = 2_200;

    /// By so much a due day may be moved.
    private static final int MOST_MOVED = 20;

    private static final Duration LONGEST_LOOK_BACK = Duration.ofDays(3_660);

    /// What a holiday does to a day that is due.
    ///
    /// @param move what becomes of it
    record HolidayRule(Move move, Holidays holidays) {
        @Override
        public String toString() {
            return move.words + " holidays of " + holidays;
        }
    }

    /// What becomes of a day that is due and a holiday.
    enum Move {
        /// It is left out.
        SKIPPED("not on"),
        /// The last working day before it is due instead.
        BEFORE("before"),
        /// The first working day after it is due instead.
        AFTER("after");

        private final String words;

        Move(String words) {
            this.words = words;
        }

        private static Move parse(String words) {
            return switch (words) {
                case "not on" -> SKIPPED;
                case "before" -> BEFORE;
                default -> AFTER;
            };
        }
    }

    /// @throws IllegalArgumentException where the text is none; says what is wrong with it
    public static ReportSchedule parse(String text) {
        Matcher form = FORM.matcher(text.strip().replaceAll("\\s+", " "));
        if (!form.matches()) {
            throw new IllegalArgumentException("'" + text + "' is no schedule such as 'daily at 07:00',"
                    + " 'monthly on the last working day at 07:00 in Europe/Berlin'"
                    + " or 'weekly on Monday at 07:00, after holidays of DE-BY'");
        }
        return new ReportSchedule(
                DayRule.parse(form.group("days")),
                time(form.group("at")),
                Optional.ofNullable(form.group("zone")).map(ReportSchedule::zone),
                Optional.ofNullable(form.group("code"))
                        .map(code -> new HolidayRule(Move.parse(form.group("move")), new Holidays(code))));
    }

    private static LocalTime time(String text) {
        if (!text.matches("([01]\\d|2[0-3]):[0-5]\\d")) {
            throw new IllegalArgumentException("'" + text + "' is no time of day such as 07:00");
        }
        return LocalTime.parse(text);
    }

    private static ZoneId zone(String text) {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException unknown) {
            throw new IllegalArgumentException("there is no zone '" + text + "'; one is Europe/Berlin", unknown);
        }
    }

    /// The first moment after one at which it is due; empty where it never is again, as on holidays that are left out.
    ///
    /// @param firm whose days count where no zone is named
    public Optional<Instant> next(Instant after, ReportingZone firm) {
        ZoneId clocks = zone.orElse(firm.id());
        // Days are moved together and never past each other, so the first one that lies after it is the next.
        LocalDate first = LocalDate.ofInstant(after, clocks).minusDays(MOST_MOVED);
        return first.datesUntil(first.plusDays(MOST_DAYS + MOST_MOVED))
                .filter(day -> days.on(day, this::isWorking))
                .flatMap(day -> moved(day).stream())
                .map(day -> day.atTime(at).atZone(clocks).toInstant())
                .filter(moment -> moment.isAfter(after))
                .findFirst();
    }

    private boolean isWorking(LocalDate day) {
        return day.getDayOfWeek() != DayOfWeek.SATURDAY && day.getDayOfWeek() != DayOfWeek.SUNDAY && !isHoliday(day);
    }

    private boolean isHoliday(LocalDate day) {
        return holidays.filter(rule -> rule.holidays().contains(day)).isPresent();
    }

    /// The day on which it is due instead of a day.
    private Optional<LocalDate> moved(LocalDate day) {
        if (!isHoliday(day)) {
            return Optional.of(day);
        }
        Move move = holidays.orElseThrow().move();
        return switch (move) {
            case SKIPPED -> Optional.empty();
            case BEFORE, AFTER -> {
                int step = move == Move.AFTER ? 1 : -1;
                LocalDate other = day.plusDays(step);
                for (int tried = 1; tried < MOST_MOVED && !isWorking(other); tried++) {
                    other = other.plusDays(step);
                }
                yield Optional.of(other);
            }
        };
    }

    /// The latest moments at which it was due, in order.
    ///
    /// @param after not at this moment, and not before
    /// @param upTo at this moment or before
    /// @param firm whose days count where no zone is named
    /// @param most of how many; earlier ones are left out
    public List<Instant> latest(Instant after, Instant upTo, ReportingZone firm, int most) {
        Instant longAgo = upTo.minus(LONGEST_LOOK_BACK);
        Deque<Instant> latest = new ArrayDeque<>();
        Optional<Instant> each = next(after.isAfter(longAgo) ? after : longAgo, firm);
        while (each.isPresent() && !each.get().isAfter(upTo)) {
            latest.addLast(each.get());
            if (latest.size() > most) {
                latest.removeFirst();
            }
            each = next(each.get(), firm);
        }
        return List.copyOf(latest);
    }

    /// As `parse` reads it.
    @Override
    public String toString() {
        return days + " at " + at + zone.map(id -> " in " + id).orElse("")
                + holidays.map(rule -> ", " + rule).orElse("");
    }
}
