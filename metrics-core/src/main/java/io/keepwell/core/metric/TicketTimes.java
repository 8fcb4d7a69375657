package io.keepwell.core.metric;

import io.keepwell.core.ledger.Quantity;
import io.keepwell.core.rollup.Readings;
import io.keepwell.core.time.BusinessHours;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;

/// A time that tickets take, by the clock and in business hours: its mean, its median, and what nine of ten don't
/// exceed.
record TicketTimes(TimeTaken clock, TimeTaken business) {
    private static final String BY_CLOCK = "by the clock";
    private static final String IN_BUSINESS =
            "in business hours (a setting: hours of the day, days of the week, holidays, in the reporting zone)";
    private static final String AT_NIGHT = "A customer waits at night, too.";
    private static final String THE_WORK = "It judges the work, not the calendar.";
    private static final String RECKON = "It is what a customer has to reckon with.";
    private static final String FEW_LONG = "A few very long ones move it by much.";
    private static final String SLOW_HALF =
            "It says nothing of the slow half. Of an even number it is the lower one of the middle two.";
    private static final String SLOWEST = "Of fewer than ten of them it is the slowest.";

    /// Of the quantiles, which are found by another rule since then, and exactly of few.
    private static final int VERSION = 2;

    private static final LocalDate VERSION_SINCE = LocalDate.of(2026, 11, 30);
    private static final String FRIDAY = "A customer who writes on Friday evening waits longer than it says. ";

    /// @param tickets which ones are counted, as people read it: `resolved tickets`
    /// @param none what is said where there are none
    static TicketTimes of(Quantity clock, Quantity business, String tickets, String none) {
        return new TicketTimes(
                new TimeTaken(clock, Unit.HOURS, tickets, none), new TimeTaken(business, Unit.HOURS, tickets, none));
    }

    /// @param time what is timed, after *the time*
    /// @param tickets over which tickets
    static List<Definition> definitions(String time, String tickets) {
        return List.of(
                mean("mean", "mean", words(time, BY_CLOCK, tickets), AT_NIGHT, FEW_LONG),
                median("median", "median", words(time, BY_CLOCK, tickets), AT_NIGHT, SLOW_HALF),
                ninetieth("p90", "nine of ten", words90(time, BY_CLOCK, tickets), SLOWEST),
                mean(
                        "business_mean",
                        "mean in business hours",
                        words(time, IN_BUSINESS, tickets),
                        THE_WORK,
                        FRIDAY + FEW_LONG),
                median(
                        "business_median",
                        "median in business hours",
                        words(time, IN_BUSINESS, tickets),
                        THE_WORK,
                        FRIDAY + SLOW_HALF),
                ninetieth(
                        "business_p90",
                        "nine of ten in business hours",
                        words90(time, IN_BUSINESS, tickets),
                        FRIDAY + SLOWEST));
    }

    private static Definition mean(String id, String name, String words, String why, String limits) {
        return Definition.first(id, name, "Σ t ÷ n", "The mean " + words + ".", why, limits);
    }

    private static Definition median(String id, String name, String words, String why, String limits) {
        return Definition.first(
                        id,
                        name,
                        "median of t",
                        "The median " + words + ": the shortest that at least half did not exceed.",
                        why,
                        limits)
                .revised(VERSION, VERSION_SINCE)
                .approximately();
    }

    private static Definition ninetieth(String id, String name, String words, String limits) {
        return Definition.first(id, name, "90th percentile of t", words, RECKON, limits)
                .revised(VERSION, VERSION_SINCE)
                .approximately();
    }

    private static String words(String time, String counted, String tickets) {
        return "time " + time + ", " + counted + ", over " + tickets;
    }

    private static String words90(String time, String counted, String tickets) {
        return "The shortest time " + time + ", " + counted + ", that at least nine tenths of " + tickets
                + " did not exceed.";
    }

    private static Term week(Readings readings) {
        BusinessHours hours = readings.policies().businessHours();
        return Calculations.setting(
                "week",
                "business hours a week, " + hours.words(),
                Unit.HOURS.ofStored(hours.aWeek().toSeconds()),
                Unit.HOURS);
    }

    Set<Quantity> needs() {
        return Set.of(clock.quantity(), business.quantity());
    }

    /// @param definition one of those that `definitions` gives
    Calculation calculate(DefinitionId definition, Readings readings) {
        return switch (definition.id()) {
            case "mean" -> clock.mean(readings);
            case "median" -> clock.median(readings);
            case "p90" -> clock.ninetieth(readings);
            case "business_mean" -> business.mean(readings).with(week(readings));
            case "business_median" -> business.median(readings).with(week(readings));
            case "business_p90" -> business.ninetieth(readings).with(week(readings));
            default -> throw new IllegalArgumentException("ticket times have no definition " + definition);
        };
    }
}
