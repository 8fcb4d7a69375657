package io.keepwell.core.metric;

import io.keepwell.core.ledger.Measure;
import io.keepwell.core.rollup.MeasureReader;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;

/// support.complaints: how many complaints come in and are solved.
@Singleton
final class Complaints implements Metric {
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
                            .accumulates(),
                    Definition.first(
                                    "solved",
                                    "solved",
                                    "solved",
                                    "Of the complaints opened in the period, those that are resolved and not reopened.",
                                    "It shows how much was put right.",
                                    "It grows with the number of complaints.")
                            .accumulates()
                            .better(MetricInfo.Better.HIGHER),
                    Definition.first(
                                    "share_solved",
                                    "share solved",
                                    "solved ÷ C × 100",
                                    "Of the complaints opened in the period, the share that is resolved and not reopened.",
                                    "It shows whether solving keeps up.",
                                    "Young complaints had little time yet.")
                            .in(Unit.PERCENT)
                            .better(MetricInfo.Better.HIGHER)));

    private static final TicketTimes.Uncounted UNOPENED =
            new TicketTimes.Uncounted(Measure.COMPLAINTS_UNOPENED, "complaints whose opening was never sent");

    @Override
    public MetricInfo info() {
        return INFO;
    }

    @Override
    public Set<Measure> needs() {
        return Set.of(Measure.TICKETS, Measure.COMPLAINTS, Measure.COMPLAINTS_SOLVED, Measure.COMPLAINTS_UNOPENED);
    }

    @Override
    public Calculation calculate(DefinitionId definition, MeasureReader readings) {
        Term received = Calculations.count("C", "complaints opened", readings.sum(Measure.COMPLAINTS));
        Term solved = Calculations.count("solved", "of them, solved", readings.sum(Measure.COMPLAINTS_SOLVED));
        return switch (definition.id()) {
            case "received" -> count(received, Measure.COMPLAINTS, readings);
            case "solved" -> count(solved, Measure.COMPLAINTS_SOLVED, readings);
            case "share_solved" ->
                Calculations.share(
                        solved,
                        received,
                        Calculations.written(received) + " complaints",
                        "No complaint was opened in the period.",
                        List.of(UNOPENED.in(readings)),
                        new DrillThrough.Entries("solved", Measure.COMPLAINTS_SOLVED, Unit.COUNT));
            default -> throw new IllegalArgumentException("complaints has no definition " + definition);
        };
    }

    private static Calculation count(Term term, Measure measure, MeasureReader readings) {
        return Calculations.plain(
                readings.hasData()
                        ? Calculations.value(term.amount())
                        : Calculations.noData("No ticket was reported before the end of the period."),
                term,
                Calculations.base(readings.sum(Measure.TICKETS), "tickets opened"),
                List.of(UNOPENED.in(readings)),
                new DrillThrough.Entries(term.symbol(), measure, Unit.COUNT));
    }
}
