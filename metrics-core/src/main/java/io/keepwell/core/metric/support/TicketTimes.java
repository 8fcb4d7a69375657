package io.keepwell.core.metric.support;

import io.keepwell.core.ledger.Measure;
import io.keepwell.core.metric.Calculations;
import io.keepwell.core.metric.Definition;
import io.keepwell.core.metric.Formula;
import io.keepwell.core.metric.Term;
import io.keepwell.core.metric.TimeTaken;
import io.keepwell.core.metric.Uncounted;
import io.keepwell.core.metric.Unit;
import io.keepwell.core.rollup.read.MeasureReader;
import io.keepwell.core.time.BusinessHours;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;

/// A time that tickets take, by the clock and in business hours: its mean, its median, and what nine of ten don't
/// exceed.
///
/// @param rule how the time is measured
record TicketTimes(Rule rule, TimeTaken clock, TimeTaken business) {
    private static final String MEAN = "mean";
    private static final String MEDIAN = "median";
    private static final String P90 = "p90";
    private static final String BUSINESS_MEAN = "business_mean";
    private static final String BUSINESS_MEDIAN = "business_median";
    private static final String BUSINESS_P90 = "business_p90";

    /// Since then percentiles are found by another rule, and there are several rules of one time.
    private static final int VERSION = 2;

    private static final LocalDate VERSION_SINCE = LocalDate.of(2026, 11, 30);

    private static final String BY_CLOCK = "by the clock";
    private static final String IN_BUSINESS =
            "in business hours (a setting: hours of each day of the week, holidays, in the reporting zone)";
    private static final String AT_NIGHT = "A customer waits at night, too.";
    private static final String THE_WORK = "It judges the work, not the calendar.";
    private static final String RECKON = "It is what a customer has to reckon with.";
    private static final String FEW_LONG = "A few very long ones move it by much.";
    private static final String SLOW_HALF =
            "It says nothing of the slow half. Of an even number it is the lower one of the middle two.";
    private static final String SLOWEST = "Of fewer than ten of them it is the slowest.";
    private static final String FRIDAY = "A customer who writes on Friday evening waits longer than it says. ";

    /// How a time is measured.
    ///
    /// @param id before the ids of its definitions, and by itself the id of its mean; empty where there
    ///     is no other rule
    /// @param name before the names of its definitions; may be empty
    /// @param time what is timed, after *the time*
    /// @param tickets over which tickets
    /// @param limits where the rule itself stops making sense, sentences; may be empty
    /// @param added whether it is a rule beside the one by which the time was measured before
    record Rule(String id, String name, String time, String tickets, String limits, boolean added) {
        private String id(String statistic) {
            if (id.isEmpty()) {
                return statistic;
            }
            return statistic.equals(MEAN) ? id : id + "_" + statistic;
        }

        private String name(String statistic) {
            return name.isEmpty() ? statistic : name + ": " + statistic;
        }

        private String limits(String ofStatistic) {
            return limits.isEmpty() ? ofStatistic : ofStatistic + " " + limits;
        }
    }

    /// @param things which tickets are counted, as people read it: `resolved tickets`
    /// @param none what is said where there are none
    /// @param exclusions tickets that are not timed, and why
    static TicketTimes of(
            Rule rule, Measure clock, Measure business, String things, String none, List<Uncounted> exclusions) {
        return new TicketTimes(
                rule,
                new TimeTaken(clock, Unit.HOURS, things, none, Set.of(), exclusions),
                new TimeTaken(business, Unit.HOURS, things, none, Set.of(), exclusions));
    }

    List<Definition> definitions() {
        return List.of(
                mean(MEAN, "mean", BY_CLOCK, AT_NIGHT, FEW_LONG).by(clock.mean()),
                median(MEDIAN, "median", BY_CLOCK, AT_NIGHT, SLOW_HALF).by(clock.median()),
                ninetieth(P90, "nine of ten", BY_CLOCK, SLOWEST).by(clock.ninetieth()),
                mean(BUSINESS_MEAN, "mean in business hours", IN_BUSINESS, THE_WORK, FRIDAY + FEW_LONG)
                        .by(inBusiness(business.mean())),
                median(BUSINESS_MEDIAN, "median in business hours", IN_BUSINESS, THE_WORK, FRIDAY + SLOW_HALF)
                        .by(inBusiness(business.median())),
                ninetieth(BUSINESS_P90, "nine of ten in business hours", IN_BUSINESS, FRIDAY + SLOWEST)
                        .by(inBusiness(business.ninetieth())));
    }

    private static Formula inBusiness(Formula formula) {
        return new Formula.WithSetting(formula, TicketTimes::week);
    }

    private Definition mean(String id, String name, String counted, String why, String limits) {
        Definition mean = definition(id, name, "Σ t ÷ n", "The mean " + words(counted) + ".", why, limits);
        return rule.id().isEmpty() ? mean : dated(mean);
    }

    private Definition dated(Definition definition) {
        return rule.added() ? definition.since(VERSION_SINCE) : definition.revised(VERSION, VERSION_SINCE);
    }

    private Definition median(String id, String name, String counted, String why, String limits) {
        String words = "The median " + words(counted) + ": the shortest that at least half did not exceed.";
        return dated(definition(id, name, "median of t", words, why, limits)).approximately();
    }

    private Definition ninetieth(String id, String name, String counted, String limits) {
        String words = "The shortest time " + rule.time() + ", " + counted + ", that at least nine tenths of "
                + rule.tickets() + " did not exceed.";
        return dated(definition(id, name, "90th percentile of t", words, RECKON, limits))
                .approximately();
    }

    private Definition definition(String id, String name, String symbols, String words, String why, String limits) {
        return Definition.first(rule.id(id), rule.name(name), symbols, words, why, rule.limits(limits));
    }

    private String words(String counted) {
        return "time " + rule.time() + ", " + counted + ", over " + rule.tickets();
    }

    private static Term week(MeasureReader readings) {
        BusinessHours hours = readings.policies().businessHours();
        return Calculations.setting(
                "week",
                "business hours a week, " + hours.words(),
                Unit.HOURS.ofStored(hours.aWeek().toSeconds()),
                Unit.HOURS);
    }
}
