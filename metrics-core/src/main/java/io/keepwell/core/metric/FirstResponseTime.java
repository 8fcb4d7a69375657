package io.keepwell.core.metric;

import io.keepwell.core.ledger.Quantity;
import io.keepwell.core.rollup.Readings;
import jakarta.inject.Singleton;
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
            TicketTimes.definitions(
                    "from the opening of a ticket to the first answer of a person, not a program",
                    "tickets first answered in the period"));

    private static final TicketTimes TIMES = TicketTimes.of(
            Quantity.FIRST_RESPONSE_TIME,
            Quantity.FIRST_RESPONSE_BUSINESS_TIME,
            "tickets answered",
            "No ticket got its first answer of a person in the period.");

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
