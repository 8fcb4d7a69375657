package io.keepwell.core.time;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// When a firm works, by the clocks of the reporting zone.
///
/// @param week when it works on each day of the week, in order; a day without work isn't in it
/// @param holidays days on which it doesn't work, at most 90; work that begins the evening before ends
///     at midnight
public record BusinessHours(Map<DayOfWeek, List<Span>> week, Set<LocalDate> holidays) {
    /// Between two breaks at most; so that a week can be stored as text.
    static final int MOST_STRETCHES = 5;

    private static final int MOST_HOLIDAYS = 90;

    public static final BusinessHours DEFAULT = BusinessHoursText.parse("Mon-Fri 09:00-17:00");

    /// Work without a break, within one day.
    ///
    /// @param from the first moment
    /// @param to the first moment after it, later than `from`; midnight for the end of the day
    public record Span(LocalTime from, LocalTime to) {
        public Span {
            if (!from.isBefore(to) && !to.equals(LocalTime.MIDNIGHT)) {
                throw new IllegalArgumentException("work within one day can't go from " + from + " to " + to);
            }
        }

        public boolean isToMidnight() {
            return to.equals(LocalTime.MIDNIGHT);
        }

        private Duration length() {
            Duration length = Duration.between(from, to);
            return isToMidnight() ? length.plusDays(1) : length;
        }

        private boolean reaches(Span later) {
            return isToMidnight() || !to.isBefore(later.from);
        }

        private boolean overlaps(Span later) {
            return isToMidnight() || to.isAfter(later.from);
        }
    }

    /// Stretches of a day that touch become one.
    ///
    /// @throws IllegalArgumentException where stretches of a day overlap, there are too many of them, no
    ///     day of the week has any, or there are too many holidays; the message says which
    public BusinessHours {
        Map<DayOfWeek, List<Span>> whole = new EnumMap<>(DayOfWeek.class);
        week.forEach((day, stretches) -> {
            if (!stretches.isEmpty()) {
                whole.put(day, joined(day, stretches));
            }
        });
        if (whole.isEmpty()) {
            throw new IllegalArgumentException("no day of the week has any hours");
        }
        if (holidays.size() > MOST_HOLIDAYS) {
            throw new IllegalArgumentException(
                    "there are " + holidays.size() + " holidays, and at most " + MOST_HOLIDAYS + " can be kept");
        }
        week = Collections.unmodifiableMap(whole);
        holidays = Set.copyOf(holidays);
    }

    private static List<Span> joined(DayOfWeek day, Collection<Span> stretches) {
        List<Span> joined = new ArrayList<>();
        stretches.stream().sorted(Comparator.comparing(Span::from)).forEach(next -> {
            Span last = joined.isEmpty() ? null : joined.getLast();
            if (last != null && last.overlaps(next)) {
                throw new IllegalArgumentException("on " + BusinessHoursText.name(day) + ", "
                        + BusinessHoursText.written(last) + " and " + BusinessHoursText.written(next) + " overlap");
            }
            if (last != null && last.reaches(next)) {
                joined.set(joined.size() - 1, new Span(last.from(), next.to()));
            } else {
                joined.add(next);
            }
        });
        if (joined.size() > MOST_STRETCHES) {
            throw new IllegalArgumentException(BusinessHoursText.name(day) + " has " + joined.size()
                    + " stretches of work, and at most " + MOST_STRETCHES + " can be kept");
        }
        return List.copyOf(joined);
    }

    /// The same hours on some days of the week.
    ///
    /// @param opens the first moment of a working day
    /// @param closes the first moment after it; midnight for the end of the day
    public static BusinessHours of(LocalTime opens, LocalTime closes, Set<DayOfWeek> days, Set<LocalDate> holidays) {
        Map<DayOfWeek, List<Span>> week = new EnumMap<>(DayOfWeek.class);
        days.forEach(day -> week.put(day, List.of(new Span(opens, closes))));
        return new BusinessHours(week, holidays);
    }

    /// How much of the time from one moment to another is business time. A working day on which clocks
    /// change is as long as it really was.
    public Duration between(Instant from, Instant to, ReportingZone zone) {
        Duration total = Duration.ZERO;
        // Where clocks are put back across midnight, a moment of a day lies in the hours of the next one.
        LocalDate last = zone.dayOf(to).plusDays(1);
        for (LocalDate day = zone.dayOf(from); !day.isAfter(last); day = day.plusDays(1)) {
            if (!holidays.contains(day)) {
                for (Span stretch : week.getOrDefault(day.getDayOfWeek(), List.of())) {
                    total = total.plus(worked(stretch, day, from, to, zone));
                }
            }
        }
        return total;
    }

    private static Duration worked(Span stretch, LocalDate day, Instant from, Instant to, ReportingZone zone) {
        Instant opening = opening(stretch, day, zone);
        Instant closing = closing(stretch, day, zone);
        Instant start = opening.isBefore(from) ? from : opening;
        Instant end = closing.isBefore(to) ? closing : to;
        return start.isBefore(end) ? Duration.between(start, end) : Duration.ZERO;
    }

    private static Instant opening(Span stretch, LocalDate day, ReportingZone zone) {
        return whenClocksReach(day.atTime(stretch.from()), zone);
    }

    private static Instant closing(Span stretch, LocalDate day, ReportingZone zone) {
        LocalDate lastDay = stretch.isToMidnight() ? day.plusDays(1) : day;
        return whenClocksReach(lastDay.atTime(stretch.to()), zone);
    }

    /// The last moment until which no more than so much business time has passed since another one. Where work
    /// stops just then, it is the moment at which work goes on.
    ///
    /// @param time not below zero
    public Instant lastWithin(Instant from, Duration time, ReportingZone zone) {
        Duration left = time;
        for (LocalDate day = zone.dayOf(from); ; day = day.plusDays(1)) {
            if (!holidays.contains(day)) {
                for (Span stretch : week.getOrDefault(day.getDayOfWeek(), List.of())) {
                    Instant opening = opening(stretch, day, zone);
                    Instant closing = closing(stretch, day, zone);
                    Instant start = opening.isBefore(from) ? from : opening;
                    Instant last = start.plus(left);
                    if (last.isBefore(closing)) {
                        return last;
                    }
                    left = start.isBefore(closing) ? left.minus(Duration.between(start, closing)) : left;
                }
            }
        }
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
        return week.values().stream().flatMap(List::stream).map(Span::length).reduce(Duration.ZERO, Duration::plus);
    }

    /// As people read it: `Mon-Fri 09:00-17:00, but 2 holidays`.
    public String words() {
        String off = holidays.isEmpty()
                ? ""
                : ", but " + holidays.size() + (holidays.size() == 1 ? " holiday" : " holidays");
        return BusinessHoursText.week(this) + off;
    }

    /// As it is kept and written: `Mon-Thu 09:00-12:00, 13:00-17:00; Fri 09:00-15:00; holidays 2026-12-25`.
    public String text() {
        return BusinessHoursText.text(this);
    }

    /// @throws IllegalArgumentException where it is no text of business hours; the message says what is
    ///     wrong and what would be right
    public static BusinessHours parse(String text) {
        return BusinessHoursText.parse(text);
    }
}
