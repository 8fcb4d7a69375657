package io.keepwell.core.fact.store;

import io.keepwell.core.fact.EventKey;
import io.keepwell.core.fact.Fact;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;

/// A fact as it is kept.
///
/// @param day of `occurredAt` in the reporting zone, fixed when it was stored
/// @param receivedAt when the transaction that kept it began
public record StoredFact<F extends Fact>(
        int partner, EventKey key, int account, LocalDate day, Instant occurredAt, Instant receivedAt, F fact) {
    /// By when it was true; of two at the same moment, always in the same order, however they came in.
    public static final Comparator<StoredFact<?>> ORDER = Comparator.<StoredFact<?>, Instant>comparing(
                    StoredFact::occurredAt)
            .thenComparing(StoredFact::key)
            .thenComparingInt(StoredFact::partner);

    /// The same fact, counting for another account.
    public StoredFact<F> about(int other) {
        return other == account ? this : new StoredFact<>(partner, key, other, day, occurredAt, receivedAt, fact);
    }
}
