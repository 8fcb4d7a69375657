package io.keepwell.core.ledger;

import io.keepwell.core.fact.FactTable;
import io.keepwell.core.fact.FactTables;
import io.keepwell.core.fact.Referral;
import io.keepwell.core.fact.StoredFact;
import jakarta.inject.Singleton;
import java.util.Set;

/// Who referred somebody.
@Singleton
final class ReferralBook implements Book {
    @Override
    public Set<FactTable<?>> reads() {
        return Set.of(FactTables.REFERRAL);
    }

    @Override
    public Set<Quantity> writes() {
        return Set.of(Quantity.REFERRERS);
    }

    @Override
    public void write(AccountFacts facts, Ledger subscriptions, LedgerRules rules, Entries entries) {
        for (StoredFact<Referral> stored : facts.of(FactTables.REFERRAL)) {
            entries.add(Quantity.REFERRERS, stored.day(), 1, stored.fact().referredId());
        }
    }
}
