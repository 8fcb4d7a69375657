package io.keepwell.core.fact.store;

import java.time.Instant;
import java.util.Comparator;

/// A fact that came in, or was taken back.
///
/// @param at when that was
public record Arrived(StoredFact<?> fact, boolean takenBack, Instant at) {
    /// By when it came in or was taken back; of those at the same moment, by when they were true.
    public static final Comparator<Arrived> NEWEST_FIRST = Comparator.comparing(Arrived::at)
            .thenComparing(Arrived::fact, StoredFact.ORDER)
            .reversed();
}
