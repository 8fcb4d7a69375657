package io.keepwell.core.metric;

import static io.keepwell.core.metric.Calculations.written;

import io.keepwell.core.fact.StayReason;
import io.keepwell.core.ledger.Measure;
import io.keepwell.core.rollup.MeasureReader;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;

/// growth.free_to_paid: how many free customers began to pay, and why others don't; by reason where one
/// is asked about.
@Singleton
final class FreeToPaid implements Metric {
    private static final MetricInfo INFO = new MetricInfo(
            new MetricId("growth.free_to_paid"),
            "Free to paid",
            "Growth",
            MetricInfo.Kind.OUTCOME,
            Unit.COUNT,
            MetricInfo.Better.HIGHER,
            "Free customers who began to pay, and why others don't; by reason on request.",
            List.of(
                    Definition.first(
                                    "upgrades",
                                    "upgrades",
                                    "Σ upgrades",
                                    "How often a customer with a free plan, which is no trial, began to pay in the period.",
                                    "It counts what the free plan brings.",
                                    "It says nothing about how many could have.")
                            .accumulates(),
                    Definition.first(
                                    "share",
                                    "of free customers",
                                    "upgrades ÷ F",
                                    "Upgrades of the period, of the free customers of the beginning.",
                                    "It shows how well the free plan leads to a paid one.",
                                    "Who came within the period and upgraded at once counts above the line only, so it can pass 100 %.")
                            .in(Unit.PERCENT),
                    Definition.first(
                                    "stay_reasons",
                                    "reasons for staying",
                                    "Σ reasons",
                                    "Reasons given in the period for staying with the free plan: price, quality, regulation, other.",
                                    "It shows what stands in the way.",
                                    "Only those who were asked have answered.")
                            .customDimension(CustomDimension.of(
                                    "reason", Set.of(Measure.STAY_REASONS), StayReason.Reason.values()))
                            .accumulates()));

    @Override
    public MetricInfo info() {
        return INFO;
    }

    @Override
    public Set<Measure> needs() {
        return Set.of(Measure.FREE_CUSTOMERS, Measure.FREE_STARTS, Measure.UPGRADES, Measure.STAY_REASONS);
    }

    @Override
    public Set<Measure> needs(DefinitionId definition) {
        return switch (definition.id()) {
            case "stay_reasons" -> needs();
            default -> Set.of(Measure.FREE_CUSTOMERS, Measure.FREE_STARTS, Measure.UPGRADES);
        };
    }

    @Override
    public Calculation calculate(DefinitionId definition, MeasureReader readings) {
        Term upgrades =
                Calculations.count("upgrades", "free customers who began to pay", readings.sum(Measure.UPGRADES));
        LocalDate from = readings.period().from();
        Term free = Calculations.count(
                "F",
                "free customers " + Calculations.on(from),
                readings.switchedInAt(Measure.FREE_CUSTOMERS, from).size());
        DrillThrough drillThrough = new DrillThrough.Entries("upgrades", Measure.UPGRADES, Unit.COUNT);
        return switch (definition.id()) {
            case "upgrades" ->
                calculation(
                        readings.hasData(Set.of(Measure.FREE_STARTS))
                                ? Calculations.value(upgrades.amount())
                                : Calculations.noData("No free plan was reported before the end of the period."),
                        written(upgrades),
                        List.of(upgrades, free),
                        drillThrough);
            case "share" ->
                calculation(
                        Calculations.percent(
                                upgrades.amount(),
                                free.amount(),
                                "There were no free customers when the period began."),
                        written(upgrades) + " ÷ " + written(free),
                        List.of(upgrades, free),
                        drillThrough);
            case "stay_reasons" -> {
                Term reasons = Calculations.count(
                        "reasons", "reasons given for staying", Calculations.sum(readings, Measure.STAY_REASONS));
                yield calculation(
                        readings.hasData(Set.of(Measure.STAY_REASONS))
                                ? Calculations.value(reasons.amount())
                                : Calculations.noData("No reason was reported before the end of the period."),
                        written(reasons),
                        List.of(reasons, free),
                        Calculations.entries("reasons", readings, Measure.STAY_REASONS, Unit.COUNT));
            }
            default -> throw new IllegalArgumentException(INFO.id() + " has no definition " + definition);
        };
    }

    private static Calculation calculation(
            Outcome outcome, String numbers, List<Term> terms, DrillThrough drillThrough) {
        Term free = terms.getLast();
        return new Calculation(outcome, written(free) + " " + free.name(), numbers, terms, List.of(), drillThrough);
    }
}
