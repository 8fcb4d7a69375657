package io.keepwell.core.metric.support;

import io.keepwell.core.ledger.Measure;
import io.keepwell.core.metric.Metric;
import io.keepwell.core.metric.MetricId;
import io.keepwell.core.metric.MetricInfo;
import io.keepwell.core.metric.Uncounted;
import io.keepwell.core.metric.Unit;
import jakarta.inject.Singleton;
import java.util.List;

/// support.resolution_time: how long tickets are open.
@Singleton
final class ResolutionTime implements Metric {
    private static final TicketTimes TIMES = TicketTimes.of(
            new TicketTimes.Rule(
                    "",
                    "",
                    "a ticket was open, from its opening to its resolution and again from each reopening to the next resolution",
                    "tickets last resolved in the period and not reopened since",
                    "",
                    false),
            Measure.RESOLUTION_TIME,
            Measure.RESOLUTION_BUSINESS_TIME,
            "resolved tickets",
            "No ticket was resolved for good in the period.",
            List.of(
                    new Uncounted(Measure.RESOLVED_UNOPENED, "resolved tickets whose opening was never sent"),
                    new Uncounted(Measure.RESOLVED_BEFORE_OPENING, "tickets resolved before their opening only"),
                    new Uncounted(Measure.RESOLVED_REOPENED, "tickets resolved and open again since")));

    private static final MetricInfo INFO = new MetricInfo(
            new MetricId("support.resolution_time"),
            "Resolution time",
            "Support",
            MetricInfo.Kind.PROCESS,
            Unit.HOURS,
            MetricInfo.Better.LOWER,
            "Time customers wait until their ticket is resolved.",
            TIMES.definitions());

    @Override
    public MetricInfo info() {
        return INFO;
    }
}
