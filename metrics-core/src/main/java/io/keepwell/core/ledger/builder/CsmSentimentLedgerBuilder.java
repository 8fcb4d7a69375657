package io.keepwell.core.ledger.builder;

import io.keepwell.core.fact.CsmSentiment;
import io.keepwell.core.fact.FactTable;
import io.keepwell.core.fact.store.StoredFact;
import io.keepwell.core.ledger.AccountFacts;
import io.keepwell.core.ledger.Ledger;
import io.keepwell.core.ledger.LedgerBuilder;
import io.keepwell.core.ledger.LedgerRows;
import io.keepwell.core.ledger.LedgerRules;
import io.keepwell.core.ledger.Measure;
import io.keepwell.core.setting.HealthPart;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/// The last CSM sentiment of each day, and for how long it holds.
@Singleton
final class CsmSentimentLedgerBuilder implements LedgerBuilder {
    @Override
    public Set<FactTable<?>> reads() {
        return Set.of(CsmSentiment.TABLE);
    }

    @Override
    public Set<Measure> writes() {
        return Set.of(Measure.CSM_SENTIMENT_HOLDS, Measure.CSM_SENTIMENT);
    }

    @Override
    public void write(AccountFacts facts, Ledger subscriptions, LedgerRules rules, LedgerRows entries) {
        NavigableMap<LocalDate, Long> lastOn = new TreeMap<>();
        for (StoredFact<CsmSentiment> stored : facts.of(CsmSentiment.TABLE)) {
            lastOn.put(stored.day(), (long) stored.fact().value());
        }
        entries.levels(Measure.CSM_SENTIMENT, "", lastOn, "");
        entries.switches(
                Measure.CSM_SENTIMENT_HOLDS, States.lasting(lastOn.navigableKeySet(), HealthPart.SENTIMENT_DAYS), "");
    }
}
