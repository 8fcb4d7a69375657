package io.keepwell.ui.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

final class SignInThrottleTest {
    private final SettableClock clock = new SettableClock();
    private final SignInThrottle throttle = new SignInThrottle(clock);

    @Test
    void after_five_failures_one_waits_a_quarter_of_an_hour() {
        fail("10.0.0.1", "ana@example.com", SignInThrottle.MOST_FAILURES);

        assertThat(throttle.mayTry("10.0.0.1", "ana@example.com")).isFalse();
        clock.pass(Duration.ofMinutes(14));
        assertThat(throttle.mayTry("10.0.0.1", "ana@example.com")).isFalse();
        clock.pass(Duration.ofMinutes(1));
        assertThat(throttle.mayTry("10.0.0.1", "ana@example.com")).isTrue();
    }

    @Test
    void nobody_can_lock_out_somebody_at_another_client() {
        fail("10.0.0.1", "ana@example.com", SignInThrottle.MOST_FAILURES);

        assertThat(throttle.mayTry("10.0.0.2", "ana@example.com")).isTrue();
    }

    @Test
    void one_client_cannot_try_address_after_address() {
        for (int i = 0; i < SignInThrottle.MOST_FAILURES_OF_CLIENT; i++) {
            assertThat(throttle.mayTry("10.0.0.1", "person" + i)).isTrue();
            throttle.failed("10.0.0.1", "person" + i);
        }

        assertThat(throttle.mayTry("10.0.0.1", "somebody new")).isFalse();
    }

    @Test
    void signing_in_forgives_the_failures_before() {
        fail("10.0.0.1", "ana@example.com", SignInThrottle.MOST_FAILURES - 1);
        throttle.succeeded("10.0.0.1", "ana@example.com");
        fail("10.0.0.1", "ana@example.com", SignInThrottle.MOST_FAILURES - 1);

        assertThat(throttle.mayTry("10.0.0.1", "ana@example.com")).isTrue();
    }

    @Test
    void its_memory_is_bounded() {
        for (int i = 0; i < SignInThrottle.MOST_KEYS; i++) {
            throttle.failed("client" + i, "ana@example.com");
        }

        assertThat(throttle.size()).isEqualTo(SignInThrottle.MOST_KEYS);
    }

    private void fail(String client, String email, int times) {
        for (int i = 0; i < times; i++) {
            throttle.failed(client, email);
        }
    }

    private static final class SettableClock extends Clock {
        private Instant now = Instant.parse("2026-11-22T10:00:00Z");

        void pass(Duration time) {
            now = now.plus(time);
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
            return this;
        }
    }
}
