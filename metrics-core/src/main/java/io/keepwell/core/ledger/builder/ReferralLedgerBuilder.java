package io.keepwell.core.ledger.builder;

import io.keepwell.core.fact.FactTable;
import io.keepwell.core.fact.FactTables;
import io.keepwell.core.fact.Referral;
import io.keepwell.core.fact.store.StoredFact;
import io.keepwell.core.ledger.AccountFacts;
import io.keepwell.core.ledger.Ledger;
import io.keepwell.core.ledger.LedgerBuilder;
import io.keepwell.core.ledger.LedgerRows;
import io.keepwell.core.ledger.LedgerRules;
import io.keepwell.core.ledger.Measure;
import jakarta.inject.Singleton;
import java.util.Set;

/// Who referred somebody.
@Singleton
final class ReferralLedgerBuilder implements LedgerBuilder {
    @Override
    public Set<FactTable<?>> reads() {
        return Set.of(FactTables.REFERRAL);
    }

    @Override
    public Set<Measure> writes() {
        return Set.of(Measure.REFERRERS);
    }

    @Override
    public void write(AccountFacts facts, Ledger subscriptions, LedgerRules rules, LedgerRows entries) {
        for (StoredFact<Referral> stored : facts.of(FactTables.REFERRAL)) {
            entries.add(Measure.REFERRERS, stored.day(), 1, stored.fact().referredId());
        }
    }
}
