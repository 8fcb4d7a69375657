package io.keepwell.core.ledger.builder;

import io.keepwell.core.fact.FactTable;
import io.keepwell.core.fact.FactTables;
import io.keepwell.core.fact.store.StoredFact;
import io.keepwell.core.ledger.AccountFacts;
import io.keepwell.core.ledger.ExchangeRates;
import io.keepwell.core.ledger.Ledger;
import io.keepwell.core.ledger.LedgerBuilder;
import io.keepwell.core.ledger.LedgerRows;
import io.keepwell.core.ledger.LedgerRules;
import io.keepwell.core.ledger.Measure;
import io.keepwell.core.money.Money;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Notes which facts have money of foreign currencies, so that they are found again when a rate is reported, and which
/// of them are pending for want of one.
@Singleton
final class ForeignMoneyLedgerBuilder implements LedgerBuilder {
    private static final Set<FactTable<?>> TABLES =
            FactTables.ALL.stream().filter(FactTable::hasMoney).collect(Collectors.toUnmodifiableSet());

    @Override
    public Set<FactTable<?>> reads() {
        return TABLES;
    }

    @Override
    public Set<Measure> writes() {
        return Set.of(Measure.CONVERTED, Measure.PENDING);
    }

    @Override
    public void write(AccountFacts facts, Ledger subscriptions, LedgerRules rules, LedgerRows entries) {
        for (FactTable<?> table : FactTables.ALL) {
            if (TABLES.contains(table)) {
                facts.of(table).forEach(stored -> write(stored, table, rules.rates(), entries));
            }
        }
    }

    private static void write(StoredFact<?> stored, FactTable<?> table, ExchangeRates rates, LedgerRows entries) {
        List<Money> foreign = FactTable.Amount.of(stored.fact()).stream()
                .map(FactTable.Amount::money)
                .filter(money -> !rates.isReporting(money.currency()))
                .toList();
        if (!foreign.isEmpty()) {
            boolean converted = foreign.stream()
                    .allMatch(money -> rates.convert(money, stored.day()).isPresent());
            entries.add(
                    converted ? Measure.CONVERTED : Measure.PENDING,
                    stored.day(),
                    table.kind(),
                    1,
                    foreign.getFirst().currency().code());
        }
    }
}
