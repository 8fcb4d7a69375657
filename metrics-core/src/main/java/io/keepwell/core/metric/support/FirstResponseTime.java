package io.keepwell.core.metric.support;

import io.keepwell.core.ledger.Measure;
import io.keepwell.core.metric.Metric;
import io.keepwell.core.metric.MetricId;
import io.keepwell.core.metric.MetricInfo;
import io.keepwell.core.metric.Uncounted;
import io.keepwell.core.metric.Unit;
import jakarta.inject.Singleton;
import java.util.List;

/// support.first_response_time: how long customers wait for a person.
@Singleton
final class FirstResponseTime implements Metric {
    private static final String TICKETS = "tickets first answered in the period";

    private static final List<Uncounted> LEFT_OUT = List.of(
            new Uncounted(Measure.ANSWERED_UNOPENED, "tickets that a person answered and whose opening was never sent"),
            new Uncounted(Measure.ANSWERED_BEFORE_OPENING, "tickets that a person answered before their opening only"),
            new Uncounted(Measure.ANSWERED_BY_PROGRAM, "tickets that a program answered and no person so far"));

    private static final TicketTimes WAITING = times(
            new TicketTimes.Rule(
                    "waiting",
                    "waiting",
                    "that a ticket was open until the first answer of a person, not a program",
                    TICKETS,
                    "Time between a resolution and a reopening is not in it.",
                    false),
            Measure.FIRST_RESPONSE_TIME,
            Measure.FIRST_RESPONSE_BUSINESS_TIME);
    private static final TicketTimes SINCE_OPENED = times(
            new TicketTimes.Rule(
                    "since_opened",
                    "since opening",
                    "from the opening of a ticket to the first answer of a person, not a program",
                    TICKETS,
                    "Days on which the ticket was resolved count, too.",
                    true),
            Measure.FIRST_RESPONSE_SINCE_OPENED,
            Measure.FIRST_RESPONSE_SINCE_OPENED_BUSINESS);
    private static final TicketTimes AFTER_HANDOVER = times(
            new TicketTimes.Rule(
                    "after_handover",
                    "after handover",
                    "from the last step of a program, or the last reopening, before the first answer of a person to that answer; from the opening where there was neither",
                    TICKETS,
                    "What a program sends late makes it short.",
                    true),
            Measure.FIRST_RESPONSE_AFTER_HANDOVER,
            Measure.FIRST_RESPONSE_AFTER_HANDOVER_BUSINESS);

    private static final List<TicketTimes> ALL = List.of(WAITING, SINCE_OPENED, AFTER_HANDOVER);

    private static final MetricInfo INFO = new MetricInfo(
            new MetricId("support.first_response_time"),
            "First response time",
            "Support",
            MetricInfo.Kind.PROCESS,
            Unit.HOURS,
            MetricInfo.Better.LOWER,
            "Time customers wait for the first answer from a person.",
            ALL.stream().flatMap(times -> times.definitions().stream()).toList());

    private static TicketTimes times(TicketTimes.Rule rule, Measure clock, Measure business) {
        return TicketTimes.of(
                rule,
                clock,
                business,
                "tickets answered",
                "No ticket got its first answer of a person in the period.",
                LEFT_OUT);
    }

    @Override
    public MetricInfo info() {
        return INFO;
    }
}
