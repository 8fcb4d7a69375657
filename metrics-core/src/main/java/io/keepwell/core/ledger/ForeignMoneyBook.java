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
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/// Notes which facts have money of foreign currencies, so that they are found again when a rate is told,
/// and which of them are held back for want of one.
@Singleton
final class ForeignMoneyBook implements Book {
    private record Source<F extends Fact>(FactTable<F> table, Function<F, List<Money>> money) {
        void write(AccountFacts facts, LedgerRules rules, Entries entries) {
            for (StoredFact<F> stored : facts.of(table)) {
                List<Money> foreign = money.apply(stored.fact()).stream()
                        .filter(each -> !rules.rates().isReporting(each.currency()))
                        .toList();
                if (!foreign.isEmpty()) {
                    boolean converted = foreign.stream()
                            .allMatch(each ->
                                    rules.rates().convert(each, stored.day()).isPresent());
                    entries.add(
                            converted ? Quantity.CONVERTED : Quantity.HELD_BACK,
                            stored.day(),
                            table.kind(),
                            1,
                            foreign.getFirst().currency().code());
                }
            }
        }
    }

    private static final List<Source<?>> SOURCES = List.of(
            new Source<SubscriptionChange>(
                    FactTables.SUBSCRIPTION_CHANGE,
                    change -> change.terms().map(SubscriptionChange.Terms::price).stream()
                            .toList()),
            new Source<RenewalOutcome>(
                    FactTables.RENEWAL_OUTCOME,
                    renewal -> Stream.concat(renewal.value().stream(), renewal.renewedValue().stream())
                            .toList()),
            new Source<Order>(FactTables.ORDER, order -> List.of(order.value())),
            new Source<Payment>(FactTables.PAYMENT, payment -> List.of(payment.amount())),
            new Source<Offer>(FactTables.OFFER, offer -> offer.value().stream().toList()),
            new Source<Opportunity>(
                    FactTables.OPPORTUNITY,
                    opportunity -> opportunity.value().stream().toList()),
            new Source<Cost>(FactTables.COST, cost -> List.of(cost.amount())),
            new Source<CustomerOutcome>(
                    FactTables.OUTCOME, outcome -> outcome.gain().stream().toList()));

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
