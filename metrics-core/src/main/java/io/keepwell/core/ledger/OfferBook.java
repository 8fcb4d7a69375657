package io.keepwell.core.ledger;

import io.keepwell.core.fact.FactTable;
import io.keepwell.core.fact.FactTables;
import io.keepwell.core.fact.Offer;
import io.keepwell.core.fact.StoredFact;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;

/// Offers by the day they were presented, and what became of each: the last answer holds. An offer that
/// was answered without being told as presented was presented on the day it is first told of.
@Singleton
final class OfferBook implements Book {
    @Override
    public Set<FactTable<?>> reads() {
        return Set.of(FactTables.OFFER);
    }

    @Override
    public Set<Quantity> writes() {
        return Set.of(
                Quantity.OFFERS_PRESENTED,
                Quantity.OFFERS_ACCEPTED,
                Quantity.CUSTOMERS_OFFERED,
                Quantity.CUSTOMERS_ACCEPTING,
                Quantity.ACCEPTING);
    }

    @Override
    public void write(AccountFacts facts, Ledger subscriptions, LedgerRules rules, Entries entries) {
        for (List<StoredFact<Offer>> told : facts.byThing(FactTables.OFFER, Offer::offerId)) {
            String id = told.getFirst().fact().offerId();
            LocalDate presented = told.stream()
                    .filter(each -> each.fact().step() == Offer.Step.PRESENTED)
                    .findFirst()
                    .orElse(told.getFirst())
                    .day();
            entries.add(Quantity.OFFERS_PRESENTED, presented, 1, id);
            entries.add(Quantity.CUSTOMERS_OFFERED, presented, 1, id);
            told.stream()
                    .filter(each -> each.fact().step() != Offer.Step.PRESENTED)
                    .reduce((_, later) -> later)
                    .filter(answer -> answer.fact().step() == Offer.Step.ACCEPTED)
                    .ifPresent(answer -> {
                        entries.add(Quantity.OFFERS_ACCEPTED, presented, 1, id);
                        entries.add(Quantity.CUSTOMERS_ACCEPTING, presented, 1, id);
                        entries.add(Quantity.ACCEPTING, answer.day(), 1, id);
                    });
        }
    }
}
