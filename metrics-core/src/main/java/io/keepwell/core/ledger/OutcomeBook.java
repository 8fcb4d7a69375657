package io.keepwell.core.ledger;

import io.keepwell.core.fact.CustomerOutcome;
import io.keepwell.core.fact.FactTable;
import io.keepwell.core.fact.FactTables;
import io.keepwell.core.fact.StoredFact;
import io.keepwell.core.money.Money;
import jakarta.inject.Singleton;
import java.util.OptionalLong;
import java.util.Set;

/// What customers gained by the product. The money of an outcome in a currency for which there is no
/// rate is held back.
@Singleton
final class OutcomeBook implements Book {
    @Override
    public Set<FactTable<?>> reads() {
        return Set.of(FactTables.OUTCOME);
    }

    @Override
    public Set<Quantity> writes() {
        return Set.of(
                Quantity.OUTCOMES,
                Quantity.OUTCOME_REVENUE,
                Quantity.OUTCOME_EFFICIENCY,
                Quantity.OUTCOME_EXPENSE,
                Quantity.TESTIMONIALS,
                Quantity.OUTCOME_GAIN_ON_BASELINE,
                Quantity.OUTCOME_BASELINE,
                Quantity.OUTCOMES_HELD_BACK);
    }

    @Override
    public void write(AccountFacts facts, Ledger subscriptions, LedgerRules rules, Entries entries) {
        for (StoredFact<CustomerOutcome> stored : facts.of(FactTables.OUTCOME)) {
            CustomerOutcome outcome = stored.fact();
            entries.add(Quantity.OUTCOMES, stored.day(), 1, "");
            if (outcome.testimonial()) {
                entries.add(Quantity.TESTIMONIALS, stored.day(), 1, "");
            }
            outcome.gain().ifPresent(gain -> write(gain, stored, rules, entries));
        }
    }

    private static void write(Money gain, StoredFact<CustomerOutcome> stored, LedgerRules rules, Entries entries) {
        CustomerOutcome outcome = stored.fact();
        if (rules.rates().convert(gain, stored.day()).isEmpty()) {
            entries.add(Quantity.OUTCOMES_HELD_BACK, stored.day(), 1, "");
            return;
        }
        long micros = converted(gain, stored, rules);
        entries.add(quantity(outcome.kind()), stored.day(), micros, "");
        outcome.baseline()
                .filter(baseline -> baseline.currency().equals(gain.currency()))
                .ifPresent(baseline -> {
                    entries.add(Quantity.OUTCOME_GAIN_ON_BASELINE, stored.day(), micros, "");
                    entries.add(Quantity.OUTCOME_BASELINE, stored.day(), converted(baseline, stored, rules), "");
                });
    }

    private static long converted(Money money, StoredFact<?> stored, LedgerRules rules) {
        OptionalLong micros = rules.rates().convert(money, stored.day());
        return micros.orElseThrow();
    }

    private static Quantity quantity(CustomerOutcome.Kind kind) {
        return switch (kind) {
            case REVENUE -> Quantity.OUTCOME_REVENUE;
            case EFFICIENCY -> Quantity.OUTCOME_EFFICIENCY;
            case EXPENSE -> Quantity.OUTCOME_EXPENSE;
        };
    }
}
