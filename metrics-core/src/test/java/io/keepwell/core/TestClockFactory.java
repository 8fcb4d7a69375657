package io.keepwell.core;

import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.Clock;

/// Puts the settable clock in the place of the real one, in contexts that ask for it.
@Factory
@Requires(property = TestClockFactory.SETTABLE, value = "true")
final class TestClockFactory {
    static final String SETTABLE = "keepwell.test.settable-clock";

    @Singleton
    @Replaces(Clock.class)
    Clock clock() {
        return new TestClock();
    }
}
