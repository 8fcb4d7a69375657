package io.keepwell.core.identity;

import io.keepwell.core.fact.EventKey;
import java.time.Instant;
import java.util.Comparator;

/// That profiles kept under one account name another as the same.
///
/// @param account that claims
/// @param named that is claimed
/// @param occurredAt of the newest profile that says so
/// @param key of that profile
/// @param partner who sent that profile
record Claim(int account, int named, Instant occurredAt, EventKey key, int partner) {
    /// As profiles are ordered: of several claims on an account the last counts.
    static final Comparator<Claim> ORDER = Comparator.comparing(Claim::occurredAt)
            .thenComparing(Claim::key)
            .thenComparingInt(Claim::partner)
            .thenComparingInt(Claim::account);
}
