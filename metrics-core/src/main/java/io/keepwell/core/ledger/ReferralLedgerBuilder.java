package io.keepwell.core.ledger;

import io.keepwell.core.fact.FactTable;
import io.keepwell.core.fact.FactTables;
import io.keepwell.core.fact.Referral;
import io.keepwell.core.fact.StoredFact;
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
