package io.keepwell.core.rollup.refresh;

import io.keepwell.core.database.Database;
import io.keepwell.core.ledger.ExchangeRates;
import io.keepwell.core.money.CurrencyCode;
import io.keepwell.core.rollup.rebuild.StoredRates;
import io.keepwell.core.setting.Policies;
import io.keepwell.core.setting.Settings;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/// The exchange rates as they are known now, or were some seconds ago: good enough for telling partners whether their
/// money can be counted. Figures are made of rates that are read with the facts.
@Singleton
public final class CurrentRates {
    private static final Duration GOOD_FOR = Duration.ofSeconds(2);

    private final Database database;
    private final Settings settings;
    private final Clock clock;
    private final AtomicLong generation = new AtomicLong();
    private volatile Snapshot known = new Snapshot(-1, Instant.MIN, Optional.empty());

    public CurrentRates(Database database, Settings settings, Clock clock) {
        this.database = database;
        this.settings = settings;
        this.clock = clock;
    }

    /// @param generation how often rates were to be forgotten before they were read
    private record Snapshot(long generation, Instant at, Optional<ExchangeRates> rates) {}

    /// To be called where rates were just kept: the next answer reads them anew, whoever is reading them now.
    public void forget() {
        generation.incrementAndGet();
    }

    public ExchangeRates now() {
        long current = generation.get();
        Snapshot latest = known;
        Instant now = clock.instant();
        if (latest.rates().isPresent()
                && latest.generation() == current
                && now.isBefore(latest.at().plus(GOOD_FOR))) {
            return latest.rates().get();
        }
        CurrencyCode currency = settings.firm().currency();
        Policies policies = settings.policies();
        ExchangeRates rates =
                database.transaction(connection -> StoredRates.read(connection, currency, policies, Optional.empty()));
        known = new Snapshot(current, now, Optional.of(rates));
        return rates;
    }
}
