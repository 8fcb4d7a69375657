package io.keepwell.core.ledger;

import io.keepwell.core.fact.Cost;
import io.keepwell.core.fact.CustomerOutcome;
import io.keepwell.core.fact.Fact;
import io.keepwell.core.fact.FactTable;
import io.keepwell.core.fact.FactTables;
import io.keepwell.core.fact.Offer;
import io.keepwell.core.fact.Opportunity;
import io.keepwell.core.fact.Order;
import io.keepwell.core.fact.Payment;
import io.keepwell.core.fact.RenewalOutcome;
import io.keepwell.core.fact.StoredFact;
import io.keepwell.core.fact.SubscriptionChange;
import io.keepwell.core.money.Money;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Notes which facts have money of foreign currencies, so that they are found again when a rate is told, and which of
/// them are held back for want of one.
@Singleton
final class ForeignMoneyBook implements Book {
    private record Source<F extends Fact>(FactTable<F> table, Function<F, Optional<Money>> money) {
        void write(AccountFacts facts, LedgerRules rules, Entries entries) {
            for (StoredFact<F> stored : facts.of(table)) {
                Optional<Money> found =
                        money.apply(stored.fact()).filter(each -> !rules.rates().isReporting(each.currency()));
                found.ifPresent(foreign -> {
                    boolean converted =
                            rules.rates().convert(foreign, stored.day()).isPresent();
                    entries.add(
                            converted ? Quantity.CONVERTED : Quantity.HELD_BACK,
                            stored.day(),
                            foreign.currency().code(),
                            1,
                            table.kind());
                });
            }
        }
    }

    private static final List<Source<?>> SOURCES = List.of(
            new Source<SubscriptionChange>(
                    FactTables.SUBSCRIPTION_CHANGE, change -> change.terms().map(SubscriptionChange.Terms::price)),
            new Source<RenewalOutcome>(
                    FactTables.RENEWAL_OUTCOME,
                    renewal -> renewal.renewedValue().or(renewal::value)),
            new Source<Order>(FactTables.ORDER, order -> Optional.of(order.value())),
            new Source<Payment>(FactTables.PAYMENT, payment -> Optional.of(payment.amount())),
            new Source<Offer>(FactTables.OFFER, Offer::value),
            new Source<Opportunity>(FactTables.OPPORTUNITY, Opportunity::value),
            new Source<Cost>(FactTables.COST, cost -> Optional.of(cost.amount())),
            new Source<CustomerOutcome>(FactTables.OUTCOME, CustomerOutcome::gain));

    @Override
    public Set<FactTable<?>> reads() {
        return Set.of(
                FactTables.SUBSCRIPTION_CHANGE,
                FactTables.RENEWAL_OUTCOME,
                FactTables.ORDER,
                FactTables.PAYMENT,
                FactTables.OFFER,
                FactTables.OPPORTUNITY,
                FactTables.COST,
                FactTables.OUTCOME);
    }

    @Override
    public Set<Quantity> writes() {
        return Set.of(Quantity.CONVERTED, Quantity.HELD_BACK);
    }

    @Override
    public void write(AccountFacts facts, Ledger subscriptions, LedgerRules rules, Entries entries) {
        SOURCES.forEach(source -> source.write(facts, rules, entries));
    }
}
