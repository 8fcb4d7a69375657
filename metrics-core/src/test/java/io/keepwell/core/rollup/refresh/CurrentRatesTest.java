package io.keepwell.core.rollup.refresh;

import static io.keepwell.core.TestPlatform.EUR;
import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.core.TestPlatform;
import io.keepwell.core.database.Database;
import io.keepwell.core.fact.ExchangeRate;
import io.keepwell.core.fact.store.Story;
import io.keepwell.core.money.CurrencyCode;
import io.keepwell.core.setting.Settings;
import io.keepwell.core.suite.UsesDatabase;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@UsesDatabase
final class CurrentRatesTest {
    private static final CurrencyCode USD = new CurrencyCode("USD");

    @AutoClose
    private static final TestPlatform platform = TestPlatform.start();

    @BeforeEach
    void forget() {
        platform.forget();
    }

    /// Stands still, and does something each time it is looked at.
    private static final class Watched extends Clock {
        private final AtomicReference<Runnable> whenLookedAt = new AtomicReference<>(() -> {});

        @Override
        public Instant instant() {
            whenLookedAt.get().run();
            return Instant.parse("2026-03-01T12:00:00Z");
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

    @Test
    void rates_that_were_to_be_forgotten_while_they_were_read_are_read_anew() {
        Watched clock = new Watched();
        CurrentRates rates = new CurrentRates(platform.get(Database.class), platform.get(Settings.class), clock);
        clock.whenLookedAt.set(rates::forget);
        assertThat(rates.now().isEmpty()).isTrue();

        clock.whenLookedAt.set(() -> {});
        platform.send(new Story("rates", EUR).on("2026-02-01").send(new ExchangeRate(USD, EUR, 900_000_000)));

        assertThat(rates.now().isEmpty()).isFalse();
        assertThat(rates.now()).isSameAs(rates.now());
    }
}
