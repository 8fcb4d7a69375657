package io.keepwell.core.ledger;

import io.keepwell.core.fact.FactTables;
import io.keepwell.core.fact.store.StoredFact;
import io.keepwell.core.fact.store.Story;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;

/// An account of which everything was reported as soon as it happened.
final class OneAccount {
    static final int NUMBER = 7;

    private OneAccount() {}

    /// Events as they are kept.
    ///
    /// @param partner who reported for them
    static List<StoredFact<?>> kept(int partner, Collection<Story.SentEvent> reported) {
        return reported.stream()
                .<StoredFact<?>>map(each -> new StoredFact<>(
                        partner,
                        each.event().key(),
                        NUMBER,
                        LocalDate.ofInstant(each.occurredAt(), ZoneOffset.UTC),
                        each.occurredAt(),
                        each.occurredAt(),
                        each.fact()))
                .toList();
    }

    static AccountFacts facts(Collection<StoredFact<?>> kept) {
        AccountFacts facts = new AccountFacts(NUMBER);
        kept.forEach(stored -> facts.add(FactTables.of(stored.fact()), stored));
        return facts;
    }
}
