package io.keepwell.client;

import java.time.Duration;

/// How an `EventPublisher` makes batches.
///
/// @param events the most events of a batch, 1 to 1,000
/// @param bytes the most bytes of a batch's events, 1 to 3 MiB; an event that is larger by itself goes
///     alone
/// @param linger how long a batch that isn't full waits for more events; nothing, to send at once
public record Batching(int events, int bytes, Duration linger) {
    /// Full batches, or what came within 20 ms.
    public static final Batching USUAL =
            new Batching(PartnerClient.MOST_EVENTS, PartnerClient.MOST_BYTES, Duration.ofMillis(20));

    public Batching {
        if (events < 1 || events > PartnerClient.MOST_EVENTS) {
            throw new IllegalArgumentException(
                    "a batch has 1 to " + PartnerClient.MOST_EVENTS + " events, not " + events);
        }
        if (bytes < 1 || bytes > PartnerClient.MOST_BYTES) {
            throw new IllegalArgumentException("a batch has 1 to " + PartnerClient.MOST_BYTES + " bytes, not " + bytes);
        }
        if (linger.isNegative()) {
            throw new IllegalArgumentException("the linger can't be negative: " + linger);
        }
    }
}
