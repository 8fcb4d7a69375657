package io.keepwell.core.ledger.builder;

import io.keepwell.core.fact.FactTable;
import io.keepwell.core.fact.FactTables;
import io.keepwell.core.ledger.AccountFacts;
import io.keepwell.core.ledger.Ledger;
import io.keepwell.core.ledger.LedgerBuilder;
import io.keepwell.core.ledger.LedgerRows;
import io.keepwell.core.ledger.LedgerRules;
import io.keepwell.core.ledger.Measure;
import io.keepwell.core.ledger.MovementKind;
import jakarta.inject.Singleton;
import java.util.Set;

/// Notes who became a customer again after having left.
@Singleton
final class ReturnLedgerBuilder implements LedgerBuilder {
    @Override
    public Set<FactTable<?>> reads() {
        return Set.of(FactTables.SUBSCRIPTION_CHANGE);
    }

    @Override
    public Set<Measure> writes() {
        return Set.of(Measure.RETURNED);
    }

    @Override
    public void write(AccountFacts facts, Ledger subscriptions, LedgerRules rules, LedgerRows entries) {
        subscriptions.movements().stream()
                .filter(movement -> movement.kind() == MovementKind.REACTIVATION)
                .forEach(movement -> entries.add(Measure.RETURNED, movement.day(), 1, ""));
    }
}
