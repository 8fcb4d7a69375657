package io.keepwell.core.metric;

import io.keepwell.core.ledger.Quantity;
import io.keepwell.core.rollup.Readings;
import jakarta.inject.Singleton;
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
            TicketTimes.definitions(
                    "a ticket was open, from its opening to its resolution and again from each reopening to the next resolution",
                    "tickets last resolved in the period and not reopened since"));

    private static final TicketTimes TIMES = TicketTimes.of(
            Quantity.RESOLUTION_TIME,
            Quantity.RESOLUTION_BUSINESS_TIME,
            "resolved tickets",
            "No ticket was resolved for good in the period.");

    @Override
    public MetricInfo info() {
        return INFO;
    }

    @Override
    public Set<Quantity> needs() {
        return TIMES.needs();
    }

    @Override
    public Calculation calculate(DefinitionId definition, Readings readings) {
        return TIMES.calculate(definition, readings);
    }
}
