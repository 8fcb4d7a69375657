package io.keepwell.ingestion.admission;

import io.keepwell.core.access.KeyQuotas;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.util.Optional;

/// What a key may send and ask where nothing is said about it: `keepwell.quota.*`.
///
/// @param eventsPerMinute 1 to 10,000,000,000
/// @param bytesPerMinute of requests as sent, 1 to 10,000,000,000
/// @param streamsAtOnce at least 1
/// @param queriesAtOnce for figures that are under way, at least 1; the same for every key
@ConfigurationProperties("keepwell.quota")
record QuotaDefaults(
        @Bindable(defaultValue = "6000000") long eventsPerMinute,
        @Bindable(defaultValue = "6000000000") long bytesPerMinute,
        @Bindable(defaultValue = "16") int streamsAtOnce,
        @Bindable(defaultValue = "8") int queriesAtOnce) {
    /// The same limits as for a key's own.
    QuotaDefaults {
        var _ = new KeyQuotas(Optional.of(eventsPerMinute), Optional.of(bytesPerMinute), Optional.of(streamsAtOnce));
        if (queriesAtOnce < 1) {
            throw new IllegalArgumentException("queries at once are at least 1, not " + queriesAtOnce);
        }
    }
}
