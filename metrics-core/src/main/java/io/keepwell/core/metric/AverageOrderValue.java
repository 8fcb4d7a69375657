package io.keepwell.core.metric;

import static io.keepwell.core.metric.Calculations.written;

import io.keepwell.core.ledger.Quantity;
import io.keepwell.core.rollup.Readings;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;

/// revenue.aov: what one order is worth on average, by product where one is asked about.
@Singleton
final class AverageOrderValue implements Metric {
    private static final MetricInfo INFO = new MetricInfo(
            new MetricId("revenue.aov"),
            "Average order value",
            "Revenue",
            MetricInfo.Kind.OUTCOME,
            Unit.MONEY,
            MetricInfo.Better.HIGHER,
            "What one order is worth on average, by product where one is asked about.",
            List.of(Definition.first(
                            "per_order",
                            "per order",
                            "order value ÷ orders",
                            "Value of all orders of the period, divided by how many there were.",
                            "It shows whether customers buy more at once.",
                            "A few large orders lift it for all; it says nothing about how often is ordered.")
                    .toldApartBy(Detail.of("product", Set.of(Quantity.ORDERS, Quantity.ORDERS_HELD_BACK)))));

    @Override
    public MetricInfo info() {
        return INFO;
    }

    @Override
    public Set<Quantity> needs() {
        return Set.of(Quantity.ORDERS, Quantity.ORDER_VALUE, Quantity.ORDERS_HELD_BACK);
    }

    @Override
    public Calculation calculate(DefinitionId definition, Readings readings) {
        long heldBack = Calculations.sum(readings, Quantity.ORDERS_HELD_BACK);
        Term value = Calculations.money(
                "order value", "value of all orders", Calculations.sum(readings, Quantity.ORDER_VALUE));
        Term orders = Calculations.count("orders", "how many", Calculations.sum(readings, Quantity.ORDERS));
        return new Calculation(
                orders.amount().signum() == 0 && heldBack > 0
                        ? Calculations.missingRate("orders")
                        : Calculations.ratio(value.amount(), orders.amount(), "Nothing was ordered in the period."),
                written(orders) + " orders"
                        + readings.detail().map(product -> " of " + product).orElse(""),
                written(value) + " ÷ " + written(orders),
                List.of(value, orders),
                List.of(Calculations.heldBack("orders", heldBack)),
                Calculations.entries("order value", readings, Quantity.ORDER_VALUE, Unit.MONEY));
    }
}
