package io.keepwell.reporting;

import io.micronaut.context.annotation.Replaces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/// The service's clock in tests: stands still until it is set.
@Singleton
@Replaces(Clock.class)
public final class SettableClock extends Clock {
    private volatile Instant now = Instant.parse("2026-11-02T06:00:00Z");

    void set(String moment) {
        now = Instant.parse(moment);
    }

    void advance(Duration duration) {
        now = now.plus(duration);
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException();
    }
}
