package io.keepwell.ingestion.admission;

import io.github.bucket4j.TimeMeter;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/// The platform's clock in nanoseconds since 1970, for what measures durations by it.
public record PlatformTime(Clock clock) implements TimeMeter {
    public static long nanos(Clock clock) {
        Instant now = clock.instant();
        long seconds = now.getEpochSecond();
        int nanos = now.getNano();
        return TimeUnit.SECONDS.toNanos(seconds) + nanos;
    }

    @Override
    public long currentTimeNanos() {
        return nanos(clock);
    }

    @Override
    public boolean isWallClockBased() {
        return true;
    }
}
