package io.keepwell.core.metric;

import static io.keepwell.core.metric.Calculations.written;

import io.keepwell.core.ledger.Measure;
import io.keepwell.core.rollup.MeasureReader;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;

/// retention.customer_retention: which share of customers stayed.
@Singleton
final class CustomerRetention implements Metric {
    private static final MetricInfo INFO = new MetricInfo(
            new MetricId("retention.customer_retention"),
            "Customer retention",
            "Retention",
            MetricInfo.Kind.OUTCOME,
            Unit.PERCENT,
            MetricInfo.Better.HIGHER,
            "Share of customers who stayed through the period.",
            List.of(
                    Definition.first(
                            "cohort",
                            "of opening customers",
                            "(E − N) ÷ S",
                            "Customers of the beginning that still are at the end, of all customers of the beginning.",
                            "It asks one group of customers one question, so it never passes 100 %.",
                            "With few opening customers a single loss moves it by much."),
                    Definition.first(
                            "closing",
                            "closing for opening",
                            "E ÷ S",
                            "All customers of the end, new ones included, for those of the beginning.",
                            "It is quick to have, from two counts.",
                            "It passes 100 % when more join than leave, so it says growth rather than loyalty.")));

    @Override
    public MetricInfo info() {
        return INFO;
    }

    @Override
    public Set<Measure> needs() {
        return CustomerCounts.NEEDS;
    }

    @Override
    public Set<Measure> everywhere() {
        return CustomerCounts.EVERYWHERE;
    }

    @Override
    public Calculation calculate(DefinitionId definition, MeasureReader readings) {
        CustomerCounts counts = CustomerCounts.of(readings);
        Term s = counts.termS();
        Term e = counts.termE();
        long kept = counts.s() - counts.l();
        Term stayed = Calculations.count(
                "S − L",
                "of S, still customers " + Calculations.on(readings.period().to()),
                kept);
        return switch (definition.id()) {
            case "cohort" ->
                counts.calculation(
                        counts.ofOpening(kept),
                        written(stayed) + " ÷ " + written(s),
                        counts.terms(stayed, s),
                        new DrillThrough.Accounts(
                                "S − L",
                                counts.opening().minus(counts.lost()),
                                readings.period().from()));
            case "closing" ->
                counts.calculation(
                        counts.ofOpening(counts.e()),
                        written(e) + " ÷ " + written(s),
                        counts.terms(e),
                        new DrillThrough.Accounts(
                                "E", counts.closing(), readings.period().to()));
            default -> throw new IllegalArgumentException("customer retention has no definition " + definition);
        };
    }
}
