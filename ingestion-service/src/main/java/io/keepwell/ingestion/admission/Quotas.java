package io.keepwell.ingestion.admission;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.grpc.StatusRuntimeException;
import io.keepwell.core.access.KeyId;
import io.keepwell.core.access.PartnerKeys.Grant;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;

/// How much may be sent and asked with a key. Each service counts for itself: a partner that is spread
/// over three of them may send three times as much.
///
/// Events and bytes are let through as from a bucket that holds one minute's worth and is filled evenly:
/// who sent nothing for a minute may send all of it at once.
@Singleton
public final class Quotas {
    private static final Duration REFILL = Duration.ofMinutes(1);
    /// After a minute a bucket is full again, so that forgetting it changes nothing.
    private static final Duration FORGOTTEN_UNUSED = REFILL.multipliedBy(2);

    private static final int MOST_KEYS = 10_000;

    private final QuotaDefaults defaults;
    private final UseCounter use;
    private final Clock clock;
    private final Cache<KeyId, Buckets> buckets;
    private final ConcurrentMap<KeyId, Integer> streams = new ConcurrentHashMap<>();
    private final ConcurrentMap<KeyId, Integer> questions = new ConcurrentHashMap<>();

    Quotas(QuotaDefaults defaults, UseCounter use, Clock clock) {
        this.defaults = defaults;
        this.use = use;
        this.clock = clock;
        this.buckets = Caffeine.newBuilder()
                .ticker(() -> PlatformTime.nanos(clock))
                .maximumSize(MOST_KEYS)
                .expireAfterAccess(FORGOTTEN_UNUSED)
                .build();
    }

    /// Takes a request's events and bytes out of the key's quotas: all of them or nothing.
    ///
    /// @param bytes of the request as sent
    /// @throws StatusRuntimeException QUOTA_EXCEEDED, with the time until the same request would pass;
    ///     without it where the request alone is more than a quota
    public void take(Grant grant, int events, long bytes) {
        Sizes sizes = sizes(grant);
        Buckets own = buckets.asMap()
                .compute(
                        grant.key(),
                        (_, known) ->
                                known != null && known.sizes().equals(sizes) ? known : Buckets.full(sizes, clock));
        take(grant, own.events(), "events_per_minute", sizes.eventsPerMinute(), events);
        try {
            take(grant, own.bytes(), "bytes_per_minute", sizes.bytesPerMinute(), bytes);
        } catch (StatusRuntimeException exceeded) {
            own.events().addTokens(events);
            throw exceeded;
        }
    }

    private void take(Grant grant, Bucket bucket, String quota, long size, long asked) {
        if (asked == 0) {
            return;
        }
        if (asked > size) {
            use.overQuota(grant);
            throw exceeded(quota, size, "The request alone is more than that; send smaller batches.", Optional.empty());
        }
        ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(asked);
        if (!probe.isConsumed()) {
            use.overQuota(grant);
            Duration wait = Duration.ofNanos(probe.getNanosToWaitForRefill());
            throw exceeded(quota, size, "Nothing of the call was kept; send it again later.", Optional.of(wait));
        }
    }

    /// One of the things of which a key may have only some at once: it counts as open until it is closed.
    public interface OpenSlot extends AutoCloseable {
        /// Doing it again changes nothing.
        @Override
        void close();
    }

    /// Takes one of the key's streams.
    ///
    /// @throws StatusRuntimeException QUOTA_EXCEEDED, where as many are open as may be
    public OpenSlot openStream(Grant grant) {
        int size = grant.quotas().streamsAtOnce().orElse(defaults.streamsAtOnce());
        return open(grant, streams, size, "streams_at_once", "Close another one first.");
    }

    /// Takes one of the key's questions for figures.
    ///
    /// @throws StatusRuntimeException QUOTA_EXCEEDED, where as many are under way as may be
    public OpenSlot openQuery(Grant grant) {
        return open(
                grant,
                questions,
                defaults.queriesAtOnce(),
                "questions_at_once",
                "Ask again when another one is answered.");
    }

    private OpenSlot open(Grant grant, ConcurrentMap<KeyId, Integer> places, int size, String quota, String advice) {
        AtomicBoolean taken = new AtomicBoolean();
        places.compute(grant.key(), (_, known) -> {
            int open = known == null ? 0 : known;
            taken.set(open < size);
            return taken.get() ? Integer.valueOf(open + 1) : known;
        });
        if (!taken.get()) {
            use.overQuota(grant);
            throw exceeded(quota, size, advice, Optional.of(Duration.ofSeconds(1)));
        }
        return () -> {
            if (taken.compareAndSet(true, false)) {
                places.computeIfPresent(grant.key(), (_, open) -> open > 1 ? open - 1 : null);
            }
        };
    }

    private static StatusRuntimeException exceeded(String quota, long size, String advice, Optional<Duration> wait) {
        return CallError.QUOTA_EXCEEDED.exception(
                "The key's quota of " + size + " " + quota.replace('_', ' ') + " is used up. " + advice,
                Map.of("quota", quota, "size", Long.toString(size)),
                wait);
    }

    private Sizes sizes(Grant grant) {
        return new Sizes(
                grant.quotas().eventsPerMinute().orElse(defaults.eventsPerMinute()),
                grant.quotas().bytesPerMinute().orElse(defaults.bytesPerMinute()));
    }

    private record Sizes(long eventsPerMinute, long bytesPerMinute) {}

    private record Buckets(Sizes sizes, Bucket events, Bucket bytes) {
        static Buckets full(Sizes sizes, Clock clock) {
            return new Buckets(sizes, full(sizes.eventsPerMinute(), clock), full(sizes.bytesPerMinute(), clock));
        }

        private static Bucket full(long size, Clock clock) {
            return Bucket.builder()
                    .addLimit(limit -> limit.capacity(size).refillGreedy(size, REFILL))
                    .withCustomTimePrecision(new PlatformTime(clock))
                    .build();
        }
    }
}
