package io.keepwell.deploy.demo;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/// The clock of the demo's services: while the story is sent it goes on from moments of the story, so that events
/// are received when they would have been; then it is the system's. It never goes back. UTC, in whole microseconds.
final class StoryClock extends Clock {
    private static final Clock SYSTEM = Clock.tick(Clock.systemUTC(), Duration.ofNanos(1_000));

    private volatile Duration behind;

    /// @param from the moment at which the story begins
    StoryClock(Instant from) {
        this.behind = Duration.between(from, SYSTEM.instant());
    }

    /// The time that it is.
    static StoryClock now() {
        StoryClock clock = new StoryClock(SYSTEM.instant());
        clock.moveToNow();
        return clock;
    }

    /// Moves on to a moment of the story, unless it is past that already.
    synchronized void moveTo(Instant moment) {
        Duration wanted = Duration.between(moment, SYSTEM.instant());
        if (wanted.compareTo(behind) < 0) {
            behind = wanted.isNegative() ? Duration.ZERO : wanted;
        }
    }

    /// From now on it is the time that it is.
    synchronized void moveToNow() {
        behind = Duration.ZERO;
    }

    @Override
    public Instant instant() {
        return SYSTEM.instant().minus(behind);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    /// Nobody asks for the story in another zone.
    @Override
    public Clock withZone(ZoneId zone) {
        if (zone.equals(ZoneOffset.UTC)) {
            return this;
        }
        throw new UnsupportedOperationException("the story's clock is in UTC");
    }
}
