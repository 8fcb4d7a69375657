package io.keepwell.core.ledger.builder;

import io.keepwell.core.fact.FactTable;
import io.keepwell.core.fact.FactTables;
import io.keepwell.core.fact.Payment;
import io.keepwell.core.fact.store.StoredFact;
import io.keepwell.core.ledger.AccountFacts;
import io.keepwell.core.ledger.Ledger;
import io.keepwell.core.ledger.LedgerBuilder;
import io.keepwell.core.ledger.LedgerRows;
import io.keepwell.core.ledger.LedgerRules;
import io.keepwell.core.ledger.Measure;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.NavigableMap;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;

/// Money received and given back, and whose last payment failed. A payment that failed is no money.
@Singleton
final class RevenueLedgerBuilder implements LedgerBuilder {
    @Override
    public Set<FactTable<?>> reads() {
        return Set.of(FactTables.PAYMENT);
    }

    @Override
    public Set<Measure> writes() {
        return Set.of(
                Measure.REVENUE,
                Measure.REFUNDS,
                Measure.PAYING,
                Measure.REVENUE_PENDING,
                Measure.PAYMENT_TRIED,
                Measure.PAYMENT_TROUBLE);
    }

    @Override
    public void write(AccountFacts facts, Ledger subscriptions, LedgerRules rules, LedgerRows entries) {
        NavigableMap<LocalDate, Boolean> troubleFrom = new TreeMap<>();
        for (StoredFact<Payment> stored : facts.of(FactTables.PAYMENT)) {
            Payment payment = stored.fact();
            if (payment.result() != Payment.Result.REFUNDED) {
                entries.add(Measure.PAYMENT_TRIED, stored.day(), 1, payment.paymentId());
                troubleFrom.put(stored.day(), payment.result() == Payment.Result.FAILED);
            }
            switch (payment.result()) {
                case RECEIVED, REFUNDED -> write(stored, rules, entries);
                case FAILED -> {
                    // Nothing came.
                }
            }
        }
        entries.switches(Measure.PAYMENT_TROUBLE, troubleFrom, "");
    }

    private static void write(StoredFact<Payment> stored, LedgerRules rules, LedgerRows entries) {
        Payment payment = stored.fact();
        LocalDate day = stored.day();
        OptionalLong micros = rules.rates().convert(payment.amount(), day);
        if (micros.isEmpty()) {
            entries.add(Measure.REVENUE_PENDING, day, 1, payment.paymentId());
        } else if (payment.result() == Payment.Result.REFUNDED) {
            entries.add(Measure.REFUNDS, day, micros.getAsLong(), payment.paymentId());
        } else {
            entries.add(Measure.REVENUE, day, micros.getAsLong(), payment.paymentId());
            entries.add(Measure.PAYING, day, 1, payment.paymentId());
        }
    }
}
