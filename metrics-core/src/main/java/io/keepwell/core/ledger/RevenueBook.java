package io.keepwell.core.ledger;

import io.keepwell.core.fact.FactTable;
import io.keepwell.core.fact.FactTables;
import io.keepwell.core.fact.Payment;
import io.keepwell.core.fact.StoredFact;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.NavigableMap;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;

/// Money received and given back, and whose last payment failed. A payment that failed is no money.
@Singleton
final class RevenueBook implements Book {
    @Override
    public Set<FactTable<?>> reads() {
        return Set.of(FactTables.PAYMENT);
    }

    @Override
    public Set<Quantity> writes() {
        return Set.of(
                Quantity.REVENUE,
                Quantity.REFUNDS,
                Quantity.PAYING,
                Quantity.REVENUE_HELD_BACK,
                Quantity.PAYMENT_TRIED,
                Quantity.PAYMENT_TROUBLE);
    }

    @Override
    public void write(AccountFacts facts, Ledger subscriptions, LedgerRules rules, Entries entries) {
        NavigableMap<LocalDate, Boolean> troubleFrom = new TreeMap<>();
        for (StoredFact<Payment> stored : facts.of(FactTables.PAYMENT)) {
            Payment payment = stored.fact();
            if (payment.result() != Payment.Result.REFUNDED) {
                entries.add(Quantity.PAYMENT_TRIED, stored.day(), 1, payment.paymentId());
                troubleFrom.put(stored.day(), payment.result() == Payment.Result.FAILED);
            }
            switch (payment.result()) {
                case RECEIVED, REFUNDED -> write(stored, rules, entries);
                case FAILED -> {
                    // Nothing came.
                }
            }
        }
        entries.switches(Quantity.PAYMENT_TROUBLE, troubleFrom, "");
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
