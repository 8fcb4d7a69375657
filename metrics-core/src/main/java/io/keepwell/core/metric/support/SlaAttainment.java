package io.keepwell.core.metric.support;

import io.keepwell.core.ledger.Measure;
import io.keepwell.core.metric.Calculation;
import io.keepwell.core.metric.Calculations;
import io.keepwell.core.metric.Definition;
import io.keepwell.core.metric.DrillThrough;
import io.keepwell.core.metric.Formula;
import io.keepwell.core.metric.Metric;
import io.keepwell.core.metric.MetricId;
import io.keepwell.core.metric.MetricInfo;
import io.keepwell.core.metric.Reads;
import io.keepwell.core.metric.Term;
import io.keepwell.core.metric.TermId;
import io.keepwell.core.metric.Uncounted;
import io.keepwell.core.metric.Unit;
import io.keepwell.core.rollup.read.MeasureReader;
import io.keepwell.core.setting.Policies;
import io.keepwell.core.setting.Policy;
import io.keepwell.core.setting.ServicePromise;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/// support.sla_attainment: whether what is promised about tickets is kept.
@Singleton
final class SlaAttainment implements Metric {
    private static final LocalDate SINCE = LocalDate.of(2026, 12, 1);

    private static final String PROMISED =
            " in time counts on that day, any other on the day on which its time ran out. Time counts while the ticket is open, by the clock or in business hours, as the promise says. What is promised is a setting, by the priority of the ticket and the segment in which its account stood when it was opened.";
    private static final String WAITING =
            "A ticket that waits is missed once the day is over on which its time ran out; until then it is not due.";

    private static final Promise FIRST_RESPONSE = new Promise(
            "answered",
            "tickets due for a first response",
            Policy.FIRST_RESPONSE_PROMISE,
            Policies::firstResponsePromise,
            Measure.FIRST_RESPONSE_KEPT,
            Measure.FIRST_RESPONSE_LATE,
            Measure.FIRST_RESPONSE_OVERDUE,
            List.of(
                    new Uncounted(Measure.TICKETS_UNOPENED, "tickets whose opening was never sent"),
                    new Uncounted(
                            Measure.ANSWERED_BEFORE_OPENING,
                            "tickets that a person answered before their opening only"),
                    new Uncounted(Measure.FIRST_RESPONSE_UNPROMISED, "tickets that no time was promised for")));
    private static final Promise RESOLUTION = new Promise(
            "resolved",
            "tickets due for a resolution",
            Policy.RESOLUTION_PROMISE,
            Policies::resolutionPromise,
            Measure.RESOLUTION_KEPT,
            Measure.RESOLUTION_LATE,
            Measure.RESOLUTION_OVERDUE,
            List.of(
                    new Uncounted(Measure.TICKETS_UNOPENED, "tickets whose opening was never sent"),
                    new Uncounted(Measure.RESOLVED_BEFORE_OPENING, "tickets resolved before their opening only"),
                    new Uncounted(Measure.RESOLUTION_UNPROMISED, "tickets that no time was promised for")));

    private static final MetricInfo INFO = new MetricInfo(
            new MetricId("support.sla_attainment"),
            "SLA attainment",
            "Support",
            MetricInfo.Kind.PROCESS,
            Unit.PERCENT,
            MetricInfo.Better.HIGHER,
            "Share of tickets answered, or resolved, within the time promised.",
            List.of(
                    Definition.first(
                                    "first_response",
                                    "first response in time",
                                    "K ÷ D × 100",
                                    "Tickets that a person first answered within the time promised, of all tickets due in the period. One that was answered"
                                            + PROMISED,
                                    "It shows whether promises are kept, which a mean hides behind quick answers.",
                                    WAITING
                                            + " One that is resolved in time without an answer of a person is never due.")
                            .since(SINCE)
                            .by(FIRST_RESPONSE.formula()),
                    Definition.first(
                                    "resolution",
                                    "resolution in time",
                                    "K ÷ D × 100",
                                    "Tickets resolved within the time promised and not reopened since, of all tickets due in the period. One that was resolved"
                                            + PROMISED,
                                    "It shows whether customers get their solution as soon as they may expect it.",
                                    WAITING
                                            + " Time between a resolution and a reopening is not in it, so a reopening can undo what was kept.")
                            .since(SINCE)
                            .by(RESOLUTION.formula())));

    /// What is promised about tickets.
    ///
    /// @param done what is done in time, or not
    /// @param due the tickets of which that is decided, as people read them
    /// @param policy by which it is promised
    /// @param without tickets that don't count, and why
    private record Promise(
            String done,
            String due,
            Policy policy,
            Function<Policies, ServicePromise> promised,
            Measure kept,
            Measure late,
            Measure overdue,
            List<Uncounted> without) {
        Formula formula() {
            Reads reads = Reads.of(kept, late, overdue)
                    .and(without.stream().map(Uncounted::measure).toArray(Measure[]::new))
                    .pastDays(Set.of(overdue));
            return new Formula.WhereSet(
                    new Formula.Custom(reads, this::calculate),
                    policies -> !promised.apply(policies).isNothing(),
                    "Nothing is promised: set " + policy.id() + " to what is.");
        }

        private Calculation calculate(MeasureReader readings) {
            Term inTime = Calculations.count("K", done + " in time", readings.sum(kept));
            Term tooLate = Calculations.count("L", done + " after the time ran out", readings.sum(late));
            Term notYet = Calculations.count(
                    "O", "not " + done + " when the time ran out, nor since", readings.sumOfPastDays(overdue));
            long all =
                    inTime.amount().add(tooLate.amount()).add(notYet.amount()).longValueExact();
            return Calculations.share(
                            inTime,
                            Calculations.count("D", due, all),
                            Calculations.base(all, due),
                            "There were no " + due + " in the period.",
                            Uncounted.exclusions(without, readings),
                            new DrillThrough.Entries(new TermId("K"), kept, Unit.COUNT))
                    .with(tooLate)
                    .with(notYet);
        }
    }

    @Override
    public MetricInfo info() {
        return INFO;
    }
}
