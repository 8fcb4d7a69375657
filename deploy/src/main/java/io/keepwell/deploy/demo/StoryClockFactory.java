package io.keepwell.deploy.demo;

import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Property;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;

/// Puts the demo's clock in the place of the system's, for a story that has yet to be sent.
@Factory
@Requires(property = StoryClockFactory.BEGINS)
final class StoryClockFactory {
    /// The moment at which the story begins, such as `2026-01-01T05:00:00Z`, or `now`.
    static final String BEGINS = "keepwell.demo.story-begins";
    /// Where the story is sent already.
    static final String NOW = "now";

    @Singleton
    @Replaces(Clock.class)
    StoryClock clock(@Property(name = BEGINS) String begins) {
        return begins.equals(NOW) ? StoryClock.now() : new StoryClock(Instant.parse(begins));
    }
}
