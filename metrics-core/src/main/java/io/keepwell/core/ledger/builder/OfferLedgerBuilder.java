package io.keepwell.core.ledger.builder;

import io.keepwell.core.fact.FactTable;
import io.keepwell.core.fact.FactTables;
import io.keepwell.core.fact.Offer;
import io.keepwell.core.fact.store.StoredFact;
import io.keepwell.core.ledger.AccountFacts;
import io.keepwell.core.ledger.Ledger;
import io.keepwell.core.ledger.LedgerBuilder;
import io.keepwell.core.ledger.LedgerRows;
import io.keepwell.core.ledger.LedgerRules;
import io.keepwell.core.ledger.Measure;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;

/// Offers by the day they were presented, and what became of each: the last answer holds. An offer that
/// was answered without being reported as presented was presented on the day it is first reported.
@Singleton
final class OfferLedgerBuilder implements LedgerBuilder {
    @Override
    public Set<FactTable<?>> reads() {
        return Set.of(FactTables.OFFER);
    }

    @Override
    public Set<Measure> writes() {
        return Set.of(
                Measure.OFFERS_PRESENTED,
                Measure.OFFERS_ACCEPTED,
                Measure.CUSTOMERS_OFFERED,
                Measure.CUSTOMERS_ACCEPTING,
                Measure.ACCEPTING);
    }

    @Override
    public void write(AccountFacts facts, Ledger subscriptions, LedgerRules rules, LedgerRows entries) {
        for (List<StoredFact<Offer>> reported : facts.byThing(FactTables.OFFER, Offer::offerId)) {
            String id = reported.getFirst().fact().offerId();
            LocalDate presented = reported.stream()
                    .filter(each -> each.fact().step() == Offer.Step.PRESENTED)
                    .findFirst()
                    .orElse(reported.getFirst())
                    .day();
            entries.add(Measure.OFFERS_PRESENTED, presented, 1, id);
            entries.add(Measure.CUSTOMERS_OFFERED, presented, 1, id);
            reported.stream()
                    .filter(each -> each.fact().step() != Offer.Step.PRESENTED)
                    .reduce((_, later) -> later)
                    .filter(answer -> answer.fact().step() == Offer.Step.ACCEPTED)
                    .ifPresent(answer -> {
                        entries.add(Measure.OFFERS_ACCEPTED, presented, 1, id);
                        entries.add(Measure.CUSTOMERS_ACCEPTING, presented, 1, id);
                        entries.add(Measure.ACCEPTING, answer.day(), 1, id);
                    });
        }
    }
}
