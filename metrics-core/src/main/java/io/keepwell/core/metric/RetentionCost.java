package io.keepwell.core.metric;

import static io.keepwell.core.metric.Calculations.written;

import io.keepwell.core.ledger.Measure;
import io.keepwell.core.rollup.MeasureReader;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;

/// retention.cost: what customer success costs for each customer.
@Singleton
final class RetentionCost implements Metric {
    private static final MetricInfo INFO = new MetricInfo(
            new MetricId("retention.cost"),
            "Cost of retention",
            "Retention",
            MetricInfo.Kind.PROCESS,
            Unit.MONEY,
            MetricInfo.Better.LOWER,
            "Cost of customer success for each customer.",
            List.of(
                    Definition.first(
                                    "closing",
                                    "by closing customers",
                                    "cost ÷ E",
                                    "Cost of customer success in the period, divided by the customers of the end.",
                                    "It is quick to have and matches the size the firm has now.",
                                    "When many join or leave, the customers of the end are not those the money was spent on. In a slice only costs count that are reported for its accounts.")
                            .revised(2, LocalDate.of(2026, 11, 23)),
                    Definition.first(
                                    "average",
                                    "by average customers",
                                    "cost ÷ ((S + E) ÷ 2)",
                                    "Cost of customer success in the period, divided by the mean of the customers of the beginning and of the end.",
                                    "It follows growth and decline within the period.",
                                    "Who joined and left within the period is not seen. In a slice only costs count that are reported for its accounts.")
                            .revised(2, LocalDate.of(2026, 11, 23))));

    @Override
    public MetricInfo info() {
        return INFO;
    }

    @Override
    public Set<Measure> needs() {
        return Set.of(Measure.SUCCESS_COST, Measure.SUCCESS_COST_PENDING, Measure.CUSTOMERS);
    }

    @Override
    public Calculation calculate(DefinitionId definition, MeasureReader readings) {
        long micros = readings.sum(Measure.SUCCESS_COST);
        long pending = readings.sum(Measure.SUCCESS_COST_PENDING);
        long opening = readings.customersAt(readings.period().from()).size();
        long closing = readings.customersAt(readings.period().to()).size();
        Term cost = Calculations.money("cost", "cost of customer success in the period", micros);
        Term s = Calculations.count(
                "S", "customers " + Calculations.on(readings.period().from()), opening);
        Term e = Calculations.count(
                "E", "customers " + Calculations.on(readings.period().to()), closing);
        BigDecimal customers = customers(definition, opening, closing);
        return new Calculation(
                Calculations.missing(readings, Measure.SUCCESS_COST, micros, "costs of customer success", pending)
                        .orElseGet(() -> Calculations.ratio(cost.amount(), customers, "There were no customers.")),
                ValueFormat.bare(customers, Unit.SCORE) + " customers",
                written(cost) + " ÷ " + ValueFormat.bare(customers, Unit.SCORE),
                List.of(cost, e, s),
                List.of(Calculations.pending("costs", pending)),
                new DrillThrough.Entries("cost", Measure.SUCCESS_COST, Unit.MONEY));
    }

    private static BigDecimal customers(DefinitionId definition, long opening, long closing) {
        return switch (definition.id()) {
            case "closing" -> BigDecimal.valueOf(closing);
            case "average" -> new BigDecimal("0.5").multiply(BigDecimal.valueOf(opening + closing));
            default -> throw new IllegalArgumentException(INFO.id() + " has no definition " + definition);
        };
    }
}
