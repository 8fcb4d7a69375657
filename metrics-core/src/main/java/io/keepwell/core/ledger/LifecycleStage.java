package io.keepwell.core.ledger;

import io.keepwell.core.fact.store.StoredFact;

/// What one subscription or one lead makes of its account from a day on.
///
/// @param behind what was reported, because of which it does
record LifecycleStage(Kind kind, StoredFact<?> behind) {
    /// Of several that an account has, the last in this order counts.
    public enum Kind {
        /// It doesn't run: ended, paused or lost.
        NOTHING,
        /// A lead that isn't lost.
        LEAD,
        TRIAL,
        /// Runs and costs nothing.
        FREE,
        /// Runs and costs something.
        PAID
    }
}
