package io.keepwell.core.fact;

import io.keepwell.core.money.Money;
import java.util.List;
import java.util.Optional;

/// Something was ordered.
///
/// @param product may be empty
/// @param value of the whole order, without taxes
/// @param quantity 1 to 10^9
/// @param recurring whether it renews by itself
public record Order(String orderId, String product, Money value, long quantity, boolean recurring) implements Fact {
    public static final long MOST_QUANTITY = 1_000_000_000L;

    public static final FactTable<Order> TABLE = new FactTable<>(
            Order.class,
            "order",
            5,
            List.of(
                    Column.text("order_id", Order::orderId),
                    Column.text("product", Order::product),
                    Column.money("value", Order::value),
                    Column.number("quantity", Order::quantity).summed(),
                    Column.flag("recurring", Order::recurring)),
            rows -> new Order(
                    rows.getString("order_id"),
                    rows.getString("product"),
                    Column.money(rows, "value"),
                    rows.getLong("quantity"),
                    Column.flag(rows, "recurring")));

    @Override
    public FactTable<Order> table() {
        return TABLE;
    }

    @Override
    public Sentence sentence() {
        return Sentence.of("Order " + orderId).also(product).worth(Optional.of(value));
    }
}
