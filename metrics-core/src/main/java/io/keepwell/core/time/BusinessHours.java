package io.keepwell.core.time;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.TextStyle;
import java.time.zone.ZoneOffsetTransition;
import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// When a firm works, by the clocks of the reporting zone.
///
/// @param opens the first moment of a working day
/// @param closes the first moment after it, later than `opens`; midnight for the end of the day
/// @param days of the week on which it works; at least one
/// @param holidays days on which it doesn't, at most 90
public record BusinessHours(LocalTime opens, LocalTime closes, Set<DayOfWeek> days, Set<LocalDate> holidays) {
    public static final BusinessHours DEFAULT = new BusinessHours(
            LocalTime.of(9, 0),
            LocalTime.of(17, 0),
            Set.of(DayOfWeek.MONDAY, DayOfWeek.TUESDAY, DayOfWeek.WEDNESDAY, DayOfWeek.THURSDAY, DayOfWeek.FRIDAY),
            Set.of());

    private static final int MOST_HOLIDAYS = 90;

    public BusinessHours {
        if (!closes.equals(LocalTime.MIDNIGHT) && !opens.isBefore(closes)) {
            throw new IllegalArgumentException("a working day can't open at " + opens + " and close at " + closes);
        }
        if (days.isEmpty()) {
            throw new IllegalArgumentException("there must be a working day in the week");
        }
        if (holidays.size() > MOST_HOLIDAYS) {
            throw new IllegalArgumentException("at most " + MOST_HOLIDAYS + " holidays, not " + holidays.size());
        }
        days = Set.copyOf(days);
        holidays = Set.copyOf(holidays);
    }

    /// How much of the time from one moment to another is business time. A working day on which clocks
    /// change is as long as it really was.
    public Duration between(Instant from, Instant to, ReportingZone zone) {
        Duration total = Duration.ZERO;
        // Where clocks are put back across midnight, a moment of a day lies in the hours of the next one.
        LocalDate last = zone.dayOf(to).plusDays(1);
        for (LocalDate day = zone.dayOf(from); !day.isAfter(last); day = day.plusDays(1)) {
            if (days.contains(day.getDayOfWeek()) && !holidays.contains(day)) {
                total = total.plus(worked(day, from, to, zone));
            }
        }
        return total;
    }

    private Duration worked(LocalDate day, Instant from, Instant to, ReportingZone zone) {
        LocalDate closingDay = closes.equals(LocalTime.MIDNIGHT) ? day.plusDays(1) : day;
        Instant opening = whenClocksReach(day.atTime(opens), zone);
        Instant closing = whenClocksReach(closingDay.atTime(closes), zone);
        Instant start = opening.isBefore(from) ? from : opening;
        Instant end = closing.isBefore(to) ? closing : to;
        return start.isBefore(end) ? Duration.between(start, end) : Duration.ZERO;
    }

    /// The first moment at which clocks show the time, or, where they are put on over it, a later one. A
    /// day that was skipped, as one was in Samoa, ends when it begins.
    private static Instant whenClocksReach(LocalDateTime time, ReportingZone zone) {
        ZoneOffsetTransition change = zone.id().getRules().getTransition(time);
        return change != null && change.isGap()
                ? change.getInstant()
                : time.atZone(zone.id()).toInstant();
    }

    /// How much of a week without holidays, and without a change of clocks, is business time.
    public Duration aWeek() {
        Duration aDay = Duration.between(opens, closes);
        return (closes.equals(LocalTime.MIDNIGHT) ? aDay.plusDays(1) : aDay).multipliedBy(days.size());
    }

    /// As people read it: `Mon, Tue 09:00 to 17:00, but 2 holidays`.
    public String words() {
        String weekdays = days.stream()
                .sorted()
                .map(day -> day.getDisplayName(TextStyle.SHORT, Locale.ENGLISH))
                .collect(Collectors.joining(", "));
        String off = holidays.isEmpty() ? "" : ", but " + holidays.size() + " holidays";
        return weekdays + " " + opens + " to " + closes + off;
    }

    /// As it is kept: `09:00 17:00 MONDAY,TUESDAY 2026-12-25`.
    public String text() {
        return String.join(" ", opens.toString(), closes.toString(), joined(days), joined(holidays));
    }

    private static <T extends Comparable<? super T>> String joined(Collection<T> items) {
        return items.stream().sorted().map(Object::toString).collect(Collectors.joining(","));
    }

    /// @throws IllegalArgumentException where it is no text of business hours
    public static BusinessHours parse(String text) {
        String[] parts = text.split(" ", -1);
        if (parts.length != 4) {
            throw new IllegalArgumentException("not business hours: " + text);
        }
        return new BusinessHours(
                LocalTime.parse(parts[0]),
                LocalTime.parse(parts[1]),
                items(parts[2], DayOfWeek::valueOf),
                items(parts[3], LocalDate::parse));
    }

    private static <T> Set<T> items(String text, Function<String, T> parser) {
        return text.isEmpty()
                ? Set.of()
                : Arrays.stream(text.split(",", -1)).map(parser).collect(Collectors.toUnmodifiableSet());
    }
}
