package io.keepwell.core.metric.revenue;

import static io.keepwell.core.metric.Calculations.written;

import io.keepwell.core.ledger.Measure;
import io.keepwell.core.metric.Calculation;
import io.keepwell.core.metric.Calculations;
import io.keepwell.core.metric.CustomDimension;
import io.keepwell.core.metric.Definition;
import io.keepwell.core.metric.Metric;
import io.keepwell.core.metric.MetricId;
import io.keepwell.core.metric.MetricInfo;
import io.keepwell.core.metric.Reads;
import io.keepwell.core.metric.Term;
import io.keepwell.core.metric.TermId;
import io.keepwell.core.metric.Unit;
import io.keepwell.core.rollup.read.MeasureReader;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;

/// revenue.aov: what one order is worth on average, by product on request.
@Singleton
final class AverageOrderValue implements Metric {
    private static final MetricInfo INFO = new MetricInfo(
            new MetricId("revenue.aov"),
            "Average order value",
            "Revenue",
            MetricInfo.Kind.OUTCOME,
            Unit.MONEY,
            MetricInfo.Better.HIGHER,
            "Average value of an order; by product on request.",
            List.of(Definition.first(
                            "per_order",
                            "per order",
                            "order value ÷ orders",
                            "Value of all orders of the period, divided by how many there were.",
                            "It shows whether customers buy more at once.",
                            "A few large orders lift it for all; it says nothing about how often is ordered.")
                    .customDimension(CustomDimension.of("product", Set.of(Measure.ORDERS, Measure.ORDERS_PENDING)))
                    .by(
                            Reads.of(Measure.ORDERS, Measure.ORDER_VALUE, Measure.ORDERS_PENDING),
                            AverageOrderValue::perOrder)));

    @Override
    public MetricInfo info() {
        return INFO;
    }

    private static Calculation perOrder(MeasureReader readings) {
        long pending = Calculations.sum(readings, Measure.ORDERS_PENDING);
        Term value = Calculations.money(
                "order value", "value of all orders", Calculations.sum(readings, Measure.ORDER_VALUE));
        Term orders = Calculations.count("orders", "how many", Calculations.sum(readings, Measure.ORDERS));
        return new Calculation(
                orders.amount().signum() == 0 && pending > 0
                        ? Calculations.missingRate("orders")
                        : Calculations.ratio(value.amount(), orders.amount(), "Nothing was ordered in the period."),
                written(orders) + " orders"
                        + readings.customValue()
                                .map(product -> " of " + product)
                                .orElse(""),
                written(value) + " ÷ " + written(orders),
                List.of(value, orders),
                List.of(Calculations.pending("orders", pending)),
                Calculations.entries(new TermId("order value"), readings, Measure.ORDER_VALUE, Unit.MONEY));
    }
}
