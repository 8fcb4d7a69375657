package io.keepwell.ingestion.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.keepwell.core.access.PartnerKey;
import io.keepwell.core.access.PartnerKeys;
import io.keepwell.core.database.Sha256;
import io.keepwell.ingestion.admission.CallError;
import io.keepwell.ingestion.admission.PlatformTime;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;

/// Remembers for a few seconds what was found out about keys, so that a call costs no question to the database, and
/// guessing keys doesn't load it either. All of it is bounded.
@Singleton
final class KnownKeys {
    /// How long a key may go on working after it was revoked.
    static final Duration REMEMBERED = Duration.ofSeconds(5);

    private static final int MOST_KEYS = 10_000;
    private static final Duration FORGOTTEN_UNUSED = Duration.ofHours(1);
    /// Of keys that were never found before.
    private static final int LOOK_UPS_A_SECOND = 100;

    private static final int LOOK_UPS_AT_ONCE = 1_000;

    private final PartnerKeys keys;
    private final Clock clock;
    private final Cache<String, Found> found;
    /// Kept apart, so that guesses push out no key that is in use.
    private final Cache<String, Boolean> unknown;

    private final Bucket strangers;

    private record Found(PartnerKey key, Instant at) {}

    KnownKeys(PartnerKeys keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
        this.found = Caffeine.newBuilder()
                .ticker(() -> PlatformTime.nanos(clock))
                .maximumSize(MOST_KEYS)
                .expireAfterAccess(FORGOTTEN_UNUSED)
                .build();
        this.unknown = Caffeine.newBuilder()
                .ticker(() -> PlatformTime.nanos(clock))
                .maximumSize(MOST_KEYS)
                .expireAfterWrite(REMEMBERED)
                .build();
        this.strangers = Bucket.builder()
                .addLimit(limit ->
                        limit.capacity(LOOK_UPS_AT_ONCE).refillGreedy(LOOK_UPS_A_SECOND, Duration.ofSeconds(1)))
                .withCustomTimePrecision(new PlatformTime(clock))
                .build();
    }

    /// What a presented text is the key of, valid or not, as of at most five seconds ago.
    ///
    /// @throws io.grpc.StatusRuntimeException BUSY, where too many keys that were never found are tried just now
    /// @throws io.keepwell.core.database.DatabaseException where it had to be looked up and couldn't be
    Optional<PartnerKey> find(String text) {
        if (!PartnerKeys.isKey(text)) {
            return Optional.empty();
        }
        String hash = HexFormat.of().formatHex(Sha256.of(text));
        Found before = found.getIfPresent(hash);
        Instant now = clock.instant();
        if (before != null && before.at().plus(REMEMBERED).isAfter(now)) {
            return Optional.of(before.key());
        }
        if (before == null) {
            if (unknown.getIfPresent(hash) != null) {
                return Optional.empty();
            }
            if (!strangers.tryConsume(1)) {
                throw CallError.BUSY.exception();
            }
        }
        return lookUp(text, hash, now);
    }

    private Optional<PartnerKey> lookUp(String text, String hash, Instant now) {
        Optional<PartnerKey> key = keys.lookUp(text);
        if (key.isPresent()) {
            found.put(hash, new Found(key.get(), now));
        } else {
            found.invalidate(hash);
            unknown.put(hash, true);
        }
        return key;
    }
}
