package io.keepwell.core.metric.support;

import io.keepwell.core.ledger.Measure;
import io.keepwell.core.metric.Definition;
import io.keepwell.core.metric.Formula;
import io.keepwell.core.metric.Metric;
import io.keepwell.core.metric.MetricId;
import io.keepwell.core.metric.MetricInfo;
import io.keepwell.core.metric.Uncounted;
import io.keepwell.core.metric.Unit;
import jakarta.inject.Singleton;
import java.util.List;

/// support.complaints: how many complaints come in and are solved.
@Singleton
final class Complaints implements Metric {
    private static final Formula.Counted TICKETS =
            new Formula.Counted("tickets", "tickets opened", "tickets opened", Measure.TICKETS);
    private static final Formula.Counted COMPLAINTS =
            new Formula.Counted("C", "complaints opened", "complaints", Measure.COMPLAINTS);
    private static final Formula.Counted SOLVED =
            new Formula.Counted("solved", "of them, solved", "complaints solved", Measure.COMPLAINTS_SOLVED);
    private static final String NO_TICKET = "No ticket was reported before the end of the period.";
    private static final List<Uncounted> UNOPENED =
            List.of(new Uncounted(Measure.COMPLAINTS_UNOPENED, "complaints whose opening was never sent"));

    private static final MetricInfo INFO = new MetricInfo(
            new MetricId("support.complaints"),
            "Complaints",
            "Support",
            MetricInfo.Kind.PROCESS,
            Unit.COUNT,
            MetricInfo.Better.LOWER,
            "Complaints received, and the share that was solved.",
            List.of(
                    Definition.first(
                                    "received",
                                    "received",
                                    "C",
                                    "Tickets opened in the period that are complaints, by the first topic reported for them.",
                                    "It shows how much goes wrong.",
                                    "Who complains hasn't given up yet: fewer complaints can mean fewer customers.")
                            .accumulates()
                            .by(new Formula.Count(COMPLAINTS, TICKETS, NO_TICKET, UNOPENED)),
                    Definition.first(
                                    "solved",
                                    "solved",
                                    "solved",
                                    "Of the complaints opened in the period, those that are resolved and not reopened.",
                                    "It shows how much was put right.",
                                    "It grows with the number of complaints.")
                            .accumulates()
                            .better(MetricInfo.Better.HIGHER)
                            .by(new Formula.Count(SOLVED, TICKETS, NO_TICKET, UNOPENED)),
                    Definition.first(
                                    "share_solved",
                                    "share solved",
                                    "solved ÷ C × 100",
                                    "Of the complaints opened in the period, the share that is resolved and not reopened.",
                                    "It shows whether solving keeps up.",
                                    "Young complaints had little time yet.")
                            .in(Unit.PERCENT)
                            .better(MetricInfo.Better.HIGHER)
                            .by(new Formula.Share(
                                    SOLVED, COMPLAINTS, "No complaint was opened in the period.", false, UNOPENED))));

    @Override
    public MetricInfo info() {
        return INFO;
    }
}
