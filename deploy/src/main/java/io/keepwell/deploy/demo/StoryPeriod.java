package io.keepwell.deploy.demo;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Month;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.random.RandomGenerator;

/// The time in which the demo's story plays: 24 whole months and the running one, and what marked them for everybody.
///
/// Before its first day only profiles and subscriptions are reported, as an import would.
///
/// @param lastDay nothing happens after it
record StoryPeriod(LocalDate lastDay) {
    static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
    static final int MONTHS = 24;

    /// How long before the first day the firm won its first customers.
    static final int MONTHS_BEFORE = 66;

    /// The segment that an outage in April hurt.
    static final Size HURT = Size.MEDIUM;

    private static final int COUNTS_EVERYBODY_AFTER_MONTHS = 10;

    /// Long enough to be noticed, and short enough that the last full month has events of before.
    private static final int SILENT_DAYS = 20;

    private static final int INCIDENT_SHOWS_AFTER_DAYS = 75;
    private static final LocalTime OPENS = LocalTime.of(8, 0);
    private static final int BUSINESS_SECONDS = 10 * 3_600;

    /// The first day of the 24 months.
    LocalDate firstDay() {
        return lastDay.withDayOfMonth(1).minusMonths(MONTHS);
    }

    /// From this day on the product counts what small customers use, too.
    LocalDate countsEverybodyFrom() {
        return firstDay().plusMonths(COUNTS_EVERYBODY_AFTER_MONTHS);
    }

    /// The day of the outage: in the newest April of which the consequences are known.
    LocalDate incident() {
        LocalDate day = LocalDate.of(lastDay.getYear(), Month.APRIL, 9);
        return day.plusDays(INCIDENT_SHOWS_AFTER_DAYS).isAfter(lastDay) ? day.minusYears(1) : day;
    }

    /// Whether an outage's three weeks are under way.
    boolean isDisturbed(LocalDate day) {
        long days = ChronoUnit.DAYS.between(incident(), day);
        return days >= 0 && days < 21;
    }

    /// From this day on the academy sends nothing.
    LocalDate silentFrom() {
        return lastDay.minusDays(SILENT_DAYS);
    }

    /// Whether the help desk's export stood still that day; it was made up for weeks later.
    boolean isHeldUp(LocalDate day) {
        LocalDate first = lastDay.withDayOfMonth(1).minusMonths(2).plusDays(22);
        return !day.isBefore(first) && day.isBefore(first.plusDays(6));
    }

    /// How many begin in a month, for each that would in a usual one.
    static double joining(Month month) {
        return switch (month) {
            case JANUARY, SEPTEMBER, OCTOBER -> 1.25;
            case JULY, AUGUST -> 0.7;
            case DECEMBER -> 0.65;
            default -> 1;
        };
    }

    /// How busy customers are in the product, from 0 to 1.
    static double busy(LocalDate day) {
        if (day.getMonth() == Month.DECEMBER && day.getDayOfMonth() > 21) {
            return 0.7;
        }
        return day.getMonth() == Month.AUGUST ? 0.92 : 1;
    }

    /// A moment of a working day.
    static Instant hours(LocalDate day, RandomGenerator random) {
        return day.atTime(OPENS)
                .plusSeconds(random.nextInt(BUSINESS_SECONDS))
                .atZone(ZONE)
                .toInstant();
    }

    /// A moment of the night, when billing works.
    static Instant night(LocalDate day, RandomGenerator random) {
        return day.atTime(4, 0).plusSeconds(random.nextInt(3_600)).atZone(ZONE).toInstant();
    }

    /// Shortly after the firm opens.
    static Instant morning(LocalDate day) {
        return day.atTime(OPENS).plusMinutes(30).atZone(ZONE).toInstant();
    }

    /// The day itself, or the Monday after a weekend.
    static LocalDate workday(LocalDate day) {
        return switch (day.getDayOfWeek()) {
            case SATURDAY -> day.plusDays(2);
            case SUNDAY -> day.plusDays(1);
            default -> day;
        };
    }

    static LocalDate monday(LocalDate day) {
        return day.minusDays(day.getDayOfWeek().getValue() - (long) DayOfWeek.MONDAY.getValue());
    }

    static LocalDate dayOf(Instant moment) {
        return LocalDate.ofInstant(moment, ZONE);
    }
}
