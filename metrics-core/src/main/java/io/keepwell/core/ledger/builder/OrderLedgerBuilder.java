package io.keepwell.core.ledger.builder;

import io.keepwell.core.fact.FactTable;
import io.keepwell.core.fact.FactTables;
import io.keepwell.core.fact.Order;
import io.keepwell.core.fact.store.StoredFact;
import io.keepwell.core.ledger.AccountFacts;
import io.keepwell.core.ledger.Ledger;
import io.keepwell.core.ledger.LedgerBuilder;
import io.keepwell.core.ledger.LedgerRows;
import io.keepwell.core.ledger.LedgerRules;
import io.keepwell.core.ledger.Measure;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.OptionalLong;
import java.util.Set;

/// What was ordered, by product.
@Singleton
final class OrderLedgerBuilder implements LedgerBuilder {
    @Override
    public Set<FactTable<?>> reads() {
        return Set.of(FactTables.ORDER);
    }

    @Override
    public Set<Measure> writes() {
        return Set.of(Measure.ORDERS, Measure.ORDER_VALUE, Measure.ORDERS_PENDING, Measure.ORDERING);
    }

    @Override
    public void write(AccountFacts facts, Ledger subscriptions, LedgerRules rules, LedgerRows entries) {
        for (StoredFact<Order> stored : facts.of(FactTables.ORDER)) {
            Order order = stored.fact();
            LocalDate day = stored.day();
            OptionalLong micros = rules.rates().convert(order.value(), day);
            if (micros.isPresent()) {
                entries.add(Measure.ORDERS, day, order.product(), 1, order.orderId());
                entries.add(Measure.ORDER_VALUE, day, order.product(), micros.getAsLong(), order.orderId());
            } else {
                entries.add(Measure.ORDERS_PENDING, day, order.product(), 1, order.orderId());
            }
            entries.add(Measure.ORDERING, day, 1, order.orderId());
        }
    }
}
