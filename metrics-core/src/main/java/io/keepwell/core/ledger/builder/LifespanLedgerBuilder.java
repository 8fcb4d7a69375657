package io.keepwell.core.ledger.builder;

import io.keepwell.core.fact.FactTable;
import io.keepwell.core.fact.FactTables;
import io.keepwell.core.ledger.AccountFacts;
import io.keepwell.core.ledger.Ledger;
import io.keepwell.core.ledger.LedgerBuilder;
import io.keepwell.core.ledger.LedgerRows;
import io.keepwell.core.ledger.LedgerRules;
import io.keepwell.core.ledger.Measure;
import io.keepwell.core.ledger.MrrMovement;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.Set;

/// For how long accounts had been customers when they stopped being one.
@Singleton
final class LifespanLedgerBuilder implements LedgerBuilder {
    @Override
    public Set<FactTable<?>> reads() {
        return Set.of(FactTables.SUBSCRIPTION_CHANGE);
    }

    @Override
    public Set<Measure> writes() {
        return Set.of(Measure.CUSTOMER_DAYS_ENDED);
    }

    @Override
    public void write(AccountFacts facts, Ledger subscriptions, LedgerRules rules, LedgerRows entries) {
        LocalDate began = Ledger.END;
        for (MrrMovement movement : subscriptions.movements()) {
            switch (movement.kind()) {
                case NEW, REACTIVATION -> began = movement.day();
                case CHURN -> {
                    long days = movement.day().toEpochDay() - began.toEpochDay();
                    entries.add(Measure.CUSTOMER_DAYS_ENDED, movement.day(), days, "");
                }
                case EXPANSION, CONTRACTION, TRANSFER_IN, TRANSFER_OUT, EXCHANGE_GAIN, EXCHANGE_LOSS -> {
                    // A customer before and after.
                }
            }
        }
    }
}
