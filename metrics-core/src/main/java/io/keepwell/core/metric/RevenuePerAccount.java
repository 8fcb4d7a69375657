package io.keepwell.core.metric;

import static io.keepwell.core.metric.Calculations.written;

import io.keepwell.core.ledger.Measure;
import io.keepwell.core.rollup.MeasureReader;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;

/// revenue.arpa: what one customer brings in on average.
@Singleton
final class RevenuePerAccount implements Metric {
    private static final MetricInfo INFO = new MetricInfo(
            new MetricId("revenue.arpa"),
            "Average revenue per account",
            "Revenue",
            MetricInfo.Kind.OUTCOME,
            Unit.MONEY,
            MetricInfo.Better.HIGHER,
            "Average revenue of one customer.",
            List.of(
                    Definition.first(
                            "revenue",
                            "revenue received",
                            "R ÷ E",
                            "Revenue of the period less refunds, divided by the customers of the end.",
                            "It counts everything that was paid.",
                            "Needs payments. Uneven payments make it jump, and former customers who still paid are in R."),
                    Definition.first(
                                    "mrr",
                                    "MRR",
                                    "closing ÷ E",
                                    "Monthly recurring revenue of the end, divided by the customers of the end.",
                                    "It moves only when a contract does.",
                                    "One-off and metered charges are not in it.")
                            .in(Unit.MONEY_PER_MONTH)));

    @Override
    public MetricInfo info() {
        return INFO;
    }

    @Override
    public Set<Measure> needs() {
        return MrrCounts.needs(RevenueCounts.with(Measure.CUSTOMERS));
    }

    @Override
    public Set<Measure> needs(DefinitionId definition) {
        return switch (definition.id()) {
            case "revenue" -> RevenueCounts.with(Measure.CUSTOMERS);
            default -> MrrCounts.needs(Set.of(Measure.CUSTOMERS));
        };
    }

    @Override
    public Calculation calculate(DefinitionId definition, MeasureReader readings) {
        LocalDate end = readings.period().to();
        Term e = Calculations.count(
                "E",
                "customers " + Calculations.on(end),
                readings.customersAt(end).size());
        String base = ValueFormat.count(e.amount().longValue()) + " customers " + Calculations.on(end);
        String nobody = "There were no customers when the period ended.";
        return switch (definition.id()) {
            case "revenue" -> {
                RevenueCounts revenue = RevenueCounts.of(readings);
                yield new Calculation(
                        revenue.missing().orElseGet(() -> Calculations.ratio(revenue.net(), e.amount(), nobody)),
                        base,
                        written(revenue.termR()) + " ÷ " + written(e),
                        revenue.terms(revenue.termR(), e),
                        revenue.exclusions(),
                        revenue.drillThrough());
            }
            case "mrr" -> {
                MrrCounts counts = MrrCounts.of(readings);
                Term closing = counts.termClosing();
                yield new Calculation(
                        counts.missing().orElseGet(() -> Calculations.ratio(closing.amount(), e.amount(), nobody)),
                        base,
                        written(closing) + " ÷ " + written(e),
                        List.of(closing, e),
                        counts.exclusions(),
                        new DrillThrough.Balances("closing", end));
            }
            default -> throw new IllegalArgumentException(INFO.id() + " has no definition " + definition);
        };
    }
}
