package io.keepwell.core.access;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.time.LocalDate;

@MappedEntity("partner_key_use")
record KeyUseRow(
        @Id String keyPrefix,
        @Id LocalDate day,
        long calls,
        long callsOverQuota,
        long accepted,
        long duplicates,
        long rejected,
        long pending,
        long bytes,
        Instant lastUsedAt) {
    static KeyUseRow of(KeyUse use) {
        KeyCounts counts = use.counts();
        return new KeyUseRow(
                use.key().text(),
                use.day(),
                counts.calls(),
                counts.callsOverQuota(),
                counts.accepted(),
                counts.duplicates(),
                counts.rejected(),
                counts.pending(),
                counts.bytes(),
                use.lastUsedAt());
    }

    KeyUse use() {
        return new KeyUse(
                new KeyId(keyPrefix),
                day,
                new KeyCounts(calls, callsOverQuota, accepted, duplicates, rejected, pending, bytes),
                lastUsedAt);
    }
}
