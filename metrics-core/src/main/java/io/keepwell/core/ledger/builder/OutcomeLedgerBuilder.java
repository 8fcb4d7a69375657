package io.keepwell.core.ledger.builder;

import io.keepwell.core.fact.CustomerOutcome;
import io.keepwell.core.fact.FactTable;
import io.keepwell.core.fact.FactTables;
import io.keepwell.core.fact.store.StoredFact;
import io.keepwell.core.ledger.AccountFacts;
import io.keepwell.core.ledger.Ledger;
import io.keepwell.core.ledger.LedgerBuilder;
import io.keepwell.core.ledger.LedgerRows;
import io.keepwell.core.ledger.LedgerRules;
import io.keepwell.core.ledger.Measure;
import io.keepwell.core.money.Money;
import jakarta.inject.Singleton;
import java.util.OptionalLong;
import java.util.Set;

/// What customers gained by the product. The money of an outcome in a currency for which there is no
/// rate is pending.
@Singleton
final class OutcomeLedgerBuilder implements LedgerBuilder {
    @Override
    public Set<FactTable<?>> reads() {
        return Set.of(FactTables.OUTCOME);
    }

    @Override
    public Set<Measure> writes() {
        return Set.of(
                Measure.OUTCOMES,
                Measure.OUTCOME_REVENUE,
                Measure.OUTCOME_EFFICIENCY,
                Measure.OUTCOME_EXPENSE,
                Measure.TESTIMONIALS,
                Measure.OUTCOME_GAIN_ON_BASELINE,
                Measure.OUTCOME_BASELINE,
                Measure.OUTCOMES_PENDING);
    }

    @Override
    public void write(AccountFacts facts, Ledger subscriptions, LedgerRules rules, LedgerRows entries) {
        for (StoredFact<CustomerOutcome> stored : facts.of(FactTables.OUTCOME)) {
            CustomerOutcome outcome = stored.fact();
            entries.add(Measure.OUTCOMES, stored.day(), 1, "");
            if (outcome.testimonial()) {
                entries.add(Measure.TESTIMONIALS, stored.day(), 1, "");
            }
            outcome.gain().ifPresent(gain -> write(gain, stored, rules, entries));
        }
    }

    private static void write(Money gain, StoredFact<CustomerOutcome> stored, LedgerRules rules, LedgerRows entries) {
        CustomerOutcome outcome = stored.fact();
        if (rules.rates().convert(gain, stored.day()).isEmpty()) {
            entries.add(Measure.OUTCOMES_PENDING, stored.day(), 1, "");
            return;
        }
        long micros = converted(gain, stored, rules);
        entries.add(measure(outcome.kind()), stored.day(), micros, "");
        outcome.baseline()
                .filter(baseline -> baseline.currency().equals(gain.currency()))
                .ifPresent(baseline -> {
                    entries.add(Measure.OUTCOME_GAIN_ON_BASELINE, stored.day(), micros, "");
                    entries.add(Measure.OUTCOME_BASELINE, stored.day(), converted(baseline, stored, rules), "");
                });
    }

    private static long converted(Money money, StoredFact<?> stored, LedgerRules rules) {
        OptionalLong micros = rules.rates().convert(money, stored.day());
        return micros.orElseThrow();
    }

    private static Measure measure(CustomerOutcome.Kind kind) {
        return switch (kind) {
            case REVENUE -> Measure.OUTCOME_REVENUE;
            case EFFICIENCY -> Measure.OUTCOME_EFFICIENCY;
            case EXPENSE -> Measure.OUTCOME_EXPENSE;
        };
    }
}
