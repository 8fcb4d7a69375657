package io.keepwell.core.ledger.builder;

import io.keepwell.core.fact.Cost;
import io.keepwell.core.fact.FactTable;
import io.keepwell.core.fact.FactTables;
import io.keepwell.core.fact.store.StoredFact;
import io.keepwell.core.ledger.AccountFacts;
import io.keepwell.core.ledger.Ledger;
import io.keepwell.core.ledger.LedgerBuilder;
import io.keepwell.core.ledger.LedgerRows;
import io.keepwell.core.ledger.LedgerRules;
import io.keepwell.core.ledger.Measure;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;

/// What was spent on keeping customers, and on winning them.
@Singleton
final class CostLedgerBuilder implements LedgerBuilder {
    @Override
    public Set<FactTable<?>> reads() {
        return Set.of(FactTables.COST);
    }

    @Override
    public Set<Measure> writes() {
        return Set.of(
                Measure.SUCCESS_COST,
                Measure.SUCCESS_COST_PENDING,
                Measure.ACQUISITION_COST,
                Measure.ACQUISITION_COST_PENDING);
    }

    @Override
    public void write(AccountFacts facts, Ledger subscriptions, LedgerRules rules, LedgerRows entries) {
        for (StoredFact<Cost> stored : facts.of(FactTables.COST)) {
            switch (stored.fact().purpose()) {
                case CUSTOMER_SUCCESS ->
                    write(stored, rules, entries, Measure.SUCCESS_COST, Measure.SUCCESS_COST_PENDING);
                case SALES, MARKETING ->
                    write(stored, rules, entries, Measure.ACQUISITION_COST, Measure.ACQUISITION_COST_PENDING);
            }
        }
    }

    private static void write(
            StoredFact<Cost> stored, LedgerRules rules, LedgerRows entries, Measure cost, Measure pending) {
        String purpose = stored.fact().purpose().name().toLowerCase(Locale.ROOT);
        OptionalLong micros = rules.rates().convert(stored.fact().amount(), stored.day());
        if (micros.isPresent()) {
            entries.add(cost, stored.day(), purpose, micros.getAsLong(), "");
        } else {
            entries.add(pending, stored.day(), purpose, 1, "");
        }
    }
}
