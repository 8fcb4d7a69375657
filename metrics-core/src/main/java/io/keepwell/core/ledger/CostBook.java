package io.keepwell.core.ledger;

import io.keepwell.core.fact.Cost;
import io.keepwell.core.fact.FactTable;
import io.keepwell.core.fact.FactTables;
import io.keepwell.core.fact.StoredFact;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;

/// What was spent on keeping customers, and on winning them.
@Singleton
final class CostBook implements Book {
    @Override
    public Set<FactTable<?>> reads() {
        return Set.of(FactTables.COST);
    }

    @Override
    public Set<Quantity> writes() {
        return Set.of(
                Quantity.SUCCESS_COST,
                Quantity.SUCCESS_COST_HELD_BACK,
                Quantity.ACQUISITION_COST,
                Quantity.ACQUISITION_COST_HELD_BACK);
    }

    @Override
    public void write(AccountFacts facts, Ledger subscriptions, LedgerRules rules, Entries entries) {
        for (StoredFact<Cost> stored : facts.of(FactTables.COST)) {
            switch (stored.fact().purpose()) {
                case CUSTOMER_SUCCESS ->
                    write(stored, rules, entries, Quantity.SUCCESS_COST, Quantity.SUCCESS_COST_HELD_BACK);
                case SALES, MARKETING ->
                    write(stored, rules, entries, Quantity.ACQUISITION_COST, Quantity.ACQUISITION_COST_HELD_BACK);
            }
        }
    }

    private static void write(
            StoredFact<Cost> stored, LedgerRules rules, Entries entries, Quantity cost, Quantity heldBack) {
        String purpose = stored.fact().purpose().name().toLowerCase(Locale.ROOT);
        OptionalLong micros = rules.rates().convert(stored.fact().amount(), stored.day());
        if (micros.isPresent()) {
            entries.add(cost, stored.day(), purpose, micros.getAsLong(), "");
        } else {
            entries.add(heldBack, stored.day(), purpose, 1, "");
        }
    }
}
