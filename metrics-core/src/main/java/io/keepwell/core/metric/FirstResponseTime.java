package io.keepwell.core.metric;

import io.keepwell.core.ledger.Quantity;
import io.keepwell.core.rollup.Readings;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;

/// support.first_response_time: how long customers wait for a person.
@Singleton
final class FirstResponseTime implements Metric {
    private static final MetricInfo INFO = new MetricInfo(
            new MetricId("support.first_response_time"),
            "First response time",
            "Support",
            MetricInfo.Kind.PROCESS,
            Unit.HOURS,
            MetricInfo.Better.LOWER,
            "How long customers wait for the first answer of a person.",
            List.of(
                    Definition.first(
                            "mean",
                            "mean",
                            "Σ t ÷ n",
                            "The mean time from the opening of a ticket to the first answer of a person, not a program, by the clock, over tickets first answered in the period.",
                            "A customer waits at night, too.",
                            "A few very long ones move it by much."),
                    Definition.first(
                                    "median",
                                    "median",
                                    "median of t",
                                    "The median time from the opening of a ticket to the first answer of a person, not a program, by the clock, over tickets first answered in the period: half took no longer.",
                                    "A customer waits at night, too.",
                                    "It says nothing of the slow half. Of an even number it is the lower one of the middle two.")
                            .approximately(),
                    Definition.first(
                                    "p90",
                                    "nine of ten",
                                    "90th percentile of t",
                                    "The time from the opening of a ticket to the first answer of a person, not a program, by the clock, that nine tenths of tickets first answered in the period did not exceed.",
                                    "It is what a customer has to reckon with.",
                                    "With few of them it is close to the slowest.")
                            .approximately(),
                    Definition.first(
                            "business_mean",
                            "mean in business hours",
                            "Σ t ÷ n",
                            "The mean time from the opening of a ticket to the first answer of a person, not a program, in business hours (a setting: hours of the day, days of the week, holidays, in the reporting zone), over tickets first answered in the period.",
                            "It judges the work, not the calendar.",
                            "A customer who writes on Friday evening waits longer than it says. A few very long ones move it by much."),
                    Definition.first(
                                    "business_median",
                                    "median in business hours",
                                    "median of t",
                                    "The median time from the opening of a ticket to the first answer of a person, not a program, in business hours (a setting: hours of the day, days of the week, holidays, in the reporting zone), over tickets first answered in the period: half took no longer.",
                                    "It judges the work, not the calendar.",
                                    "A customer who writes on Friday evening waits longer than it says. It says nothing of the slow half. Of an even number it is the lower one of the middle two.")
                            .approximately(),
                    Definition.first(
                                    "business_p90",
                                    "nine of ten in business hours",
                                    "90th percentile of t",
                                    "The time from the opening of a ticket to the first answer of a person, not a program, in business hours (a setting: hours of the day, days of the week, holidays, in the reporting zone), that nine tenths of tickets first answered in the period did not exceed.",
                                    "It is what a customer has to reckon with.",
                                    "A customer who writes on Friday evening waits longer than it says. With few of them it is close to the slowest.")
                            .approximately()));

    private static final String NONE = "No ticket got its first answer of a person in the period.";
    private static final TimeTaken CLOCK =
            new TimeTaken(Quantity.FIRST_RESPONSE_TIME, Unit.HOURS, "tickets answered", NONE);
    private static final TimeTaken BUSINESS =
            new TimeTaken(Quantity.FIRST_RESPONSE_BUSINESS_TIME, Unit.HOURS, "tickets answered", NONE);

    @Override
    public MetricInfo info() {
        return INFO;
    }

    @Override
    public Set<Quantity> needs() {
        return Set.of(Quantity.FIRST_RESPONSE_TIME, Quantity.FIRST_RESPONSE_BUSINESS_TIME);
    }

    @Override
    public Calculation calculate(DefinitionId definition, Readings readings) {
        return switch (definition.id()) {
            case "mean" -> CLOCK.mean(readings);
            case "median" -> CLOCK.median(readings);
            case "p90" -> CLOCK.ninetieth(readings);
            case "business_mean" -> BUSINESS.mean(readings);
            case "business_median" -> BUSINESS.median(readings);
            case "business_p90" -> BUSINESS.ninetieth(readings);
            default -> throw new IllegalArgumentException("first response time has no definition " + definition);
        };
    }
}
