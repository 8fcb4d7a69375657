package io.keepwell.core.metric.growth;

import static io.keepwell.core.metric.Calculations.written;

import io.keepwell.core.fact.StayReason;
import io.keepwell.core.ledger.Measure;
import io.keepwell.core.metric.Calculation;
import io.keepwell.core.metric.Calculations;
import io.keepwell.core.metric.CustomDimension;
import io.keepwell.core.metric.Definition;
import io.keepwell.core.metric.DrillThrough;
import io.keepwell.core.metric.Metric;
import io.keepwell.core.metric.MetricId;
import io.keepwell.core.metric.MetricInfo;
import io.keepwell.core.metric.Outcome;
import io.keepwell.core.metric.Reads;
import io.keepwell.core.metric.Term;
import io.keepwell.core.metric.TermId;
import io.keepwell.core.metric.Unit;
import io.keepwell.core.rollup.read.MeasureReader;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;

/// growth.free_to_paid: how many free customers began to pay, and why others don't; by reason where one
/// is asked about.
@Singleton
final class FreeToPaid implements Metric {
    /// Who was free for a part of a month only leaves no trace among the free customers, but among the starts.
    private static final Reads FREE = Reads.of(Measure.FREE_CUSTOMERS, Measure.FREE_STARTS);

    private static final DrillThrough LIST_OF_UPGRADES =
            new DrillThrough.Entries(new TermId("upgrades"), Measure.UPGRADES, Unit.COUNT);

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
                            .accumulates()
                            .by(FREE.and(Measure.UPGRADES), FreeToPaid::upgrades),
                    Definition.first(
                                    "share",
                                    "of free customers",
                                    "upgrades ÷ F",
                                    "Upgrades of the period, of the free customers of the beginning.",
                                    "It shows how well the free plan leads to a paid one.",
                                    "Who came within the period and upgraded at once counts above the line only, so it can pass 100 %.")
                            .in(Unit.PERCENT)
                            .by(FREE.and(Measure.UPGRADES), FreeToPaid::share),
                    Definition.first(
                                    "stay_reasons",
                                    "reasons for staying",
                                    "Σ reasons",
                                    "Reasons given in the period for staying with the free plan: price, quality, regulation, other.",
                                    "It shows what stands in the way.",
                                    "Only those who were asked have answered.")
                            .customDimension(CustomDimension.of(
                                    "reason", Set.of(Measure.STAY_REASONS), StayReason.Reason.values()))
                            .accumulates()
                            .by(FREE.and(Measure.STAY_REASONS), FreeToPaid::stayReasons)));

    @Override
    public MetricInfo info() {
        return INFO;
    }

    private static Calculation upgrades(MeasureReader readings) {
        Term upgrades = termUpgrades(readings);
        return calculation(
                readings.hasData(Measure.FREE_STARTS)
                        ? Calculations.value(upgrades.amount())
                        : Calculations.noData("No free plan was reported before the end of the period."),
                written(upgrades),
                List.of(upgrades, termFree(readings)),
                LIST_OF_UPGRADES);
    }

    private static Calculation share(MeasureReader readings) {
        Term upgrades = termUpgrades(readings);
        Term free = termFree(readings);
        return calculation(
                Calculations.percent(
                        upgrades.amount(), free.amount(), "There were no free customers when the period began."),
                written(upgrades) + " ÷ " + written(free),
                List.of(upgrades, free),
                LIST_OF_UPGRADES);
    }

    private static Calculation stayReasons(MeasureReader readings) {
        Term reasons = Calculations.count(
                "reasons", "reasons given for staying", Calculations.sum(readings, Measure.STAY_REASONS));
        return calculation(
                readings.hasData(Measure.STAY_REASONS)
                        ? Calculations.value(reasons.amount())
                        : Calculations.noData("No reason was reported before the end of the period."),
                written(reasons),
                List.of(reasons, termFree(readings)),
                Calculations.entries(new TermId("reasons"), readings, Measure.STAY_REASONS, Unit.COUNT));
    }

    private static Term termUpgrades(MeasureReader readings) {
        return Calculations.count("upgrades", "free customers who began to pay", readings.sum(Measure.UPGRADES));
    }

    private static Term termFree(MeasureReader readings) {
        LocalDate from = readings.period().from();
        return Calculations.count(
                "F",
                "free customers " + Calculations.on(from),
                readings.switchedInAt(Measure.FREE_CUSTOMERS, from).size());
    }

    private static Calculation calculation(
            Outcome outcome, String numbers, List<Term> terms, DrillThrough drillThrough) {
        Term free = terms.getLast();
        return new Calculation(outcome, written(free) + " " + free.name(), numbers, terms, List.of(), drillThrough);
    }
}
