package io.keepwell.core.ledger;

import io.keepwell.core.fact.FactTable;
import io.keepwell.core.fact.FactTables;
import io.keepwell.core.fact.Payment;
import io.keepwell.core.fact.StoredFact;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.OptionalLong;
import java.util.Set;

/// Money received and given back. A payment that failed is no money.
@Singleton
final class RevenueBook implements Book {
    @Override
    public Set<FactTable<?>> reads() {
        return Set.of(FactTables.PAYMENT);
    }

    @Override
    public Set<Quantity> writes() {
        return Set.of(Quantity.REVENUE, Quantity.REFUNDS, Quantity.PAYING, Quantity.REVENUE_HELD_BACK);
    }

    @Override
    public void write(AccountFacts facts, Ledger subscriptions, LedgerRules rules, Entries entries) {
        for (StoredFact<Payment> stored : facts.of(FactTables.PAYMENT)) {
            Payment payment = stored.fact();
            switch (payment.result()) {
                case RECEIVED, REFUNDED -> write(stored, rules, entries);
                case FAILED -> {
                    // Nothing came.
                }
            }
        }
    }

    private static void write(StoredFact<Payment> stored, LedgerRules rules, Entries entries) {
        Payment payment = stored.fact();
        LocalDate day = stored.day();
        OptionalLong micros = rules.rates().convert(payment.amount(), day);
        if (micros.isEmpty()) {
            entries.add(Quantity.REVENUE_HELD_BACK, day, 1, payment.paymentId());
        } else if (payment.result() == Payment.Result.REFUNDED) {
            entries.add(Quantity.REFUNDS, day, micros.getAsLong(), payment.paymentId());
        } else {
            entries.add(Quantity.REVENUE, day, micros.getAsLong(), payment.paymentId());
            entries.add(Quantity.PAYING, day, 1, payment.paymentId());
        }
    }
}
