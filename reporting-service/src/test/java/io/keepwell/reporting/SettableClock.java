package io.keepwell.reporting;

import io.micronaut.context.annotation.Replaces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.function.Supplier;

/// The service's clock in tests: stands still until it is set.
@Singleton
@Replaces(Clock.class)
public final class SettableClock extends Clock {
    private volatile Supplier<Instant> time = () -> Instant.parse("2026-11-02T06:00:00Z");

    public void set(String moment) {
        Instant fixed = Instant.parse(moment);
        time = () -> fixed;
    }

    public void advance(Duration duration) {
        Instant later = instant().plus(duration);
        time = () -> later;
    }

    /// Shows what the other clock shows, from now on.
    void follow(SettableClock other) {
        time = other::instant;
    }

    @Override
    public Instant instant() {
        return time.get();
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
