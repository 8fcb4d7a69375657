package io.keepwell.core.ledger;

import io.keepwell.core.fact.FactTable;
import io.keepwell.core.fact.FactTables;
import io.keepwell.core.fact.Order;
import io.keepwell.core.fact.StoredFact;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.OptionalLong;
import java.util.Set;

/// What was ordered, by product.
@Singleton
final class OrderBook implements Book {
    @Override
    public Set<FactTable<?>> reads() {
        return Set.of(FactTables.ORDER);
    }

    @Override
    public Set<Quantity> writes() {
        return Set.of(Quantity.ORDERS, Quantity.ORDER_VALUE, Quantity.ORDERS_HELD_BACK, Quantity.ORDERING);
    }

    @Override
    public void write(AccountFacts facts, Ledger subscriptions, LedgerRules rules, Entries entries) {
        for (StoredFact<Order> stored : facts.of(FactTables.ORDER)) {
            Order order = stored.fact();
            LocalDate day = stored.day();
            OptionalLong micros = rules.rates().convert(order.value(), day);
            if (micros.isPresent()) {
                entries.add(Quantity.ORDERS, day, order.product(), 1, order.orderId());
                entries.add(Quantity.ORDER_VALUE, day, order.product(), micros.getAsLong(), order.orderId());
            } else {
                entries.add(Quantity.ORDERS_HELD_BACK, day, order.product(), 1, order.orderId());
            }
            entries.add(Quantity.ORDERING, day, 1, order.orderId());
        }
    }
}
