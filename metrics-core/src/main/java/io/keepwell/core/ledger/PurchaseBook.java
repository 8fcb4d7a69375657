package io.keepwell.core.ledger;

import io.keepwell.core.fact.FactTable;
import io.keepwell.core.fact.FactTables;
import io.keepwell.core.fact.Order;
import io.keepwell.core.fact.StoredFact;
import jakarta.inject.Singleton;
import java.util.Set;

/// Notes who ordered something. An order in a currency for which there is no rate is held back.
@Singleton
final class PurchaseBook implements Book {
    @Override
    public Set<FactTable<?>> reads() {
        return Set.of(FactTables.ORDER);
    }

    @Override
    public Set<Quantity> writes() {
        return Set.of(Quantity.ORDERED);
    }

    @Override
    public void write(AccountFacts facts, Ledger subscriptions, LedgerRules rules, Entries entries) {
        for (StoredFact<Order> order : facts.of(FactTables.ORDER)) {
            if (rules.rates().convert(order.fact().value(), order.day()).isPresent()) {
                entries.add(Quantity.ORDERED, order.day(), 1, order.fact().orderId());
            }
        }
    }
}
