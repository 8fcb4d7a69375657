package io.keepwell.core.metric;

import io.keepwell.core.ledger.Quantity;
import io.keepwell.core.rollup.Readings;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;

/// support.resolution_time: how long tickets are open.
@Singleton
final class ResolutionTime implements Metric {
    private static final MetricInfo INFO = new MetricInfo(
            new MetricId("support.resolution_time"),
            "Resolution time",
            "Support",
            MetricInfo.Kind.PROCESS,
            Unit.HOURS,
            MetricInfo.Better.LOWER,
            "How long customers wait until their ticket is resolved.",
            List.of(
                    Definition.first(
                            "mean",
                            "mean",
                            "Σ t ÷ n",
                            "The mean time a ticket was open, from its opening to its resolution and again from each reopening to the next resolution, by the clock, over tickets last resolved in the period and not reopened since.",
                            "A customer waits at night, too.",
                            "A few very long ones move it by much."),
                    Definition.first(
                                    "median",
                                    "median",
                                    "median of t",
                                    "The median time a ticket was open, from its opening to its resolution and again from each reopening to the next resolution, by the clock, over tickets last resolved in the period and not reopened since: half took no longer.",
                                    "A customer waits at night, too.",
                                    "It says nothing of the slow half. Of an even number it is the lower one of the middle two.")
                            .approximately(),
                    Definition.first(
                                    "p90",
                                    "nine of ten",
                                    "90th percentile of t",
                                    "The time a ticket was open, from its opening to its resolution and again from each reopening to the next resolution, by the clock, that nine tenths of tickets last resolved in the period and not reopened since did not exceed.",
                                    "It is what a customer has to reckon with.",
                                    "With few of them it is close to the slowest.")
                            .approximately(),
                    Definition.first(
                            "business_mean",
                            "mean in business hours",
                            "Σ t ÷ n",
                            "The mean time a ticket was open, from its opening to its resolution and again from each reopening to the next resolution, in business hours (a setting: hours of the day, days of the week, holidays, in the reporting zone), over tickets last resolved in the period and not reopened since.",
                            "It judges the work, not the calendar.",
                            "A customer who writes on Friday evening waits longer than it says. A few very long ones move it by much."),
                    Definition.first(
                                    "business_median",
                                    "median in business hours",
                                    "median of t",
                                    "The median time a ticket was open, from its opening to its resolution and again from each reopening to the next resolution, in business hours (a setting: hours of the day, days of the week, holidays, in the reporting zone), over tickets last resolved in the period and not reopened since: half took no longer.",
                                    "It judges the work, not the calendar.",
                                    "A customer who writes on Friday evening waits longer than it says. It says nothing of the slow half. Of an even number it is the lower one of the middle two.")
                            .approximately(),
                    Definition.first(
                                    "business_p90",
                                    "nine of ten in business hours",
                                    "90th percentile of t",
                                    "The time a ticket was open, from its opening to its resolution and again from each reopening to the next resolution, in business hours (a setting: hours of the day, days of the week, holidays, in the reporting zone), that nine tenths of tickets last resolved in the period and not reopened since did not exceed.",
                                    "It is what a customer has to reckon with.",
                                    "A customer who writes on Friday evening waits longer than it says. With few of them it is close to the slowest.")
                            .approximately()));

    private static final String NONE = "No ticket was resolved for good in the period.";
    private static final TimeTaken CLOCK =
            new TimeTaken(Quantity.RESOLUTION_TIME, Unit.HOURS, "resolved tickets", NONE);
    private static final TimeTaken BUSINESS =
            new TimeTaken(Quantity.RESOLUTION_BUSINESS_TIME, Unit.HOURS, "resolved tickets", NONE);

    @Override
    public MetricInfo info() {
        return INFO;
    }

    @Override
    public Set<Quantity> needs() {
        return Set.of(Quantity.RESOLUTION_TIME, Quantity.RESOLUTION_BUSINESS_TIME);
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
            default -> throw new IllegalArgumentException("resolution time has no definition " + definition);
        };
    }
}
