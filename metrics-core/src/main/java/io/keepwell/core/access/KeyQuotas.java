package io.keepwell.core.access;

import java.util.Optional;

/// How much may be sent with a key; where nothing is said, the service's defaults hold.
///
/// @param eventsPerMinute 1 to 10,000,000,000
/// @param bytesPerMinute of requests as sent, 1 to 10,000,000,000
/// @param streamsAtOnce at least 1
public record KeyQuotas(
        Optional<Long> eventsPerMinute, Optional<Long> bytesPerMinute, Optional<Integer> streamsAtOnce) {
    /// The service's defaults.
    public static final KeyQuotas DEFAULT = new KeyQuotas(Optional.empty(), Optional.empty(), Optional.empty());

    private static final long MOST = 10_000_000_000L;

    /// @throws IllegalArgumentException where a quota is out of range
    public KeyQuotas {
        refuseOutOfRange("events per minute", eventsPerMinute);
        refuseOutOfRange("bytes per minute", bytesPerMinute);
        refuseOutOfRange("streams at once", streamsAtOnce.map(Integer::longValue));
    }

    private static void refuseOutOfRange(String quota, Optional<Long> size) {
        size.filter(number -> number < 1 || number > MOST).ifPresent(number -> {
            throw new IllegalArgumentException("A quota of " + quota + " is 1 to " + MOST + ", not " + number + ".");
        });
    }
}
