package io.keepwell.ingestion.intake;

import io.keepwell.core.access.Partner;
import io.keepwell.core.account.AccountDirectory;
import io.keepwell.core.database.Database;
import io.keepwell.core.database.NumberSequence;
import io.keepwell.core.fact.Event;
import io.keepwell.core.fact.FactStore;
import io.keepwell.core.setting.Settings;
import io.keepwell.core.time.ReportingZone;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Keeps events: facts and the marks for the refresher in one transaction. When it returns, they are committed.
@Singleton
public final class Intake {
    private static final int NUMBERS_A_BLOCK = 1_000;

    private final Database database;
    private final AccountDirectory accounts;
    private final FactStore facts;
    private final Settings settings;
    private final Clock clock;
    private final NumberSequence batches;

    public Intake(Database database, AccountDirectory accounts, FactStore facts, Settings settings, Clock clock) {
        this.database = database;
        this.accounts = accounts;
        this.facts = facts;
        this.settings = settings;
        this.clock = clock;
        this.batches = new NumberSequence(database, "batch", NUMBERS_A_BLOCK);
    }

    /// @param events at most 1,000
    /// @return what became of each, in their order
    /// @throws io.keepwell.core.database.DatabaseException where the database failed; sending again is safe
    public List<FactStore.Kept> keep(Partner partner, List<Event> events) {
        if (events.isEmpty()) {
            return List.of();
        }
        ReportingZone zone = settings.firm().zone();
        Map<String, Integer> numbers = accounts.resolve(
                partner.id(), events.stream().map(Event::accountAlias).toList());
        List<FactStore.Arrival> arrivals = events.stream()
                .map(event -> new FactStore.Arrival(
                        event,
                        Objects.requireNonNull(numbers.get(event.accountAlias())),
                        zone.dayOf(event.occurredAt())))
                .toList();
        long batch = batches.next();
        return database.transaction(connection ->
                facts.keep(connection, new FactStore.Intake(partner.id(), batch, clock.instant(), arrivals)));
    }
}
