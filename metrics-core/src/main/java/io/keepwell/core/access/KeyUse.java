package io.keepwell.core.access;

import java.time.Instant;
import java.time.LocalDate;

/// What a key was used for on a day.
///
/// @param day of the reporting zone on which the calls were answered
public record KeyUse(KeyId key, LocalDate day, KeyCounts counts, Instant lastUsedAt) {
    /// Both together, of the same key and day.
    public KeyUse plus(KeyUse other) {
        return new KeyUse(
                key,
                day,
                counts.plus(other.counts),
                lastUsedAt.isAfter(other.lastUsedAt) ? lastUsedAt : other.lastUsedAt);
    }
}
