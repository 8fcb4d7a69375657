package io.keepwell.ingestion.intake;

import io.keepwell.core.access.Partner;
import io.keepwell.core.account.AccountNumbers;
import io.keepwell.core.database.Database;
import io.keepwell.core.database.DatabaseException;
import io.keepwell.core.database.NumberSequence;
import io.keepwell.core.fact.store.Event;
import io.keepwell.core.fact.store.FactStore;
import io.keepwell.core.setting.Settings;
import io.keepwell.core.time.ReportingZone;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/// Keeps events: facts and the marks for the refresher in one transaction. When it returns, they are
/// committed.
///
/// What comes in while others are being committed is kept together by the next commit, whoever's it is,
/// so that single events cost the disk no more than a batch. Each caller gets its own answer, and what
/// one of them breaks, the others don't notice.
@Singleton
public final class Intake implements AutoCloseable {
    /// Of a transaction.
    static final int MOST_EVENTS = 1_000;

    /// Waiting to be kept. An event of usual size takes about 2 kB of memory.
    private static final int MOST_WAITING = 20_000;
    /// Transactions at once. Two keep the database busy while the next rows are written; more only get
    /// in each other's way.
    private static final int MOST_AT_ONCE = 3;
    /// Events that are worth a transaction beside another: below, what a transaction costs by itself
    /// outweighs them.
    private static final int ENOUGH = 200;

    private static final int NUMBERS_A_BLOCK = 1_000;

    private final Database database;
    private final AccountNumbers accounts;
    private final FactStore facts;
    private final Settings settings;
    private final Clock clock;
    private final NumberSequence batches;
    private final GroupCommit<Delivery, List<FactStore.Kept>> line;

    public Intake(Database database, AccountNumbers accounts, FactStore facts, Settings settings, Clock clock) {
        this.database = database;
        this.accounts = accounts;
        this.facts = facts;
        this.settings = settings;
        this.clock = clock;
        this.batches = new NumberSequence(database, "batch", NUMBERS_A_BLOCK);
        this.line = new GroupCommit<>("intake", MOST_AT_ONCE, MOST_EVENTS, MOST_WAITING, ENOUGH, this::keepTogether);
    }

    /// What one caller hands in.
    private static final class Delivery extends GroupCommit.Piece<List<FactStore.Kept>> {
        private final Partner partner;
        private final List<FactStore.Arrival> arrivals;
        private final BooleanSupplier abandoned;

        Delivery(Partner partner, List<FactStore.Arrival> arrivals, BooleanSupplier abandoned) {
            super(arrivals.size());
            this.partner = partner;
            this.arrivals = arrivals;
            this.abandoned = abandoned;
        }
    }

    /// Some callers' events of one partner, which are kept as one intake.
    private record PartnerGroup(long batch, List<Delivery> deliveries) {
        FactStore.Intake intake(Instant receivedAt) {
            return new FactStore.Intake(
                    deliveries.getFirst().partner.id(),
                    batch,
                    receivedAt,
                    deliveries.stream()
                            .flatMap(delivery -> delivery.arrivals.stream())
                            .toList());
        }

        void answer(List<FactStore.Kept> kept) {
            int start = 0;
            for (Delivery delivery : deliveries) {
                int end = start + delivery.arrivals.size();
                delivery.done(List.copyOf(kept.subList(start, end)));
                start = end;
            }
        }
    }

    /// @param events at most 1,000
    /// @return what became of each, in their order
    /// @throws BusyException where too much waits to be kept
    /// @throws DatabaseException where the database failed; sending again is safe
    public List<FactStore.Kept> keep(Partner partner, List<Event> events) {
        return keep(partner, events, () -> false);
    }

    /// As `keep`, for a caller who may be gone before the events' turn comes.
    ///
    /// @param abandoned whether nobody waits for the answer any more; asked just before they would be
    ///     kept
    /// @throws CancellationException where that was so: nothing is kept
    public List<FactStore.Kept> keep(Partner partner, List<Event> events, BooleanSupplier abandoned) {
        if (events.isEmpty()) {
            return List.of();
        }
        ReportingZone zone = settings.firm().zone();
        Map<String, Integer> numbers = accounts.resolve(
                partner.id(), events.stream().map(Event::accountAlias).toList());
        List<FactStore.Arrival> arrivals = new ArrayList<>(events.size());
        for (Event event : events) {
            int account = Objects.requireNonNull(numbers.get(event.accountAlias()));
            arrivals.add(new FactStore.Arrival(event, account, zone.dayOf(event.occurredAt())));
        }
        return line.submit(new Delivery(partner, arrivals, abandoned));
    }

    private void keepTogether(List<Delivery> together) {
        List<Delivery> deliveries = new ArrayList<>();
        for (Delivery delivery : together) {
            if (delivery.abandoned.getAsBoolean()) {
                delivery.failed(new CancellationException("nobody waits for the answer any more"));
            } else {
                deliveries.add(delivery);
            }
        }
        if (deliveries.isEmpty()) {
            return;
        }
        try {
            commit(deliveries);
        } catch (RuntimeException failure) {
            boolean isOutage = failure instanceof DatabaseException gone && gone.isUnavailable();
            if (isOutage || deliveries.size() == 1) {
                throw failure;
            }
            // Something about one of them can't be kept. Only that one is to fail.
            deliveries.forEach(this::keepAlone);
        }
    }

    private void keepAlone(Delivery delivery) {
        try {
            commit(List.of(delivery));
        } catch (RuntimeException failure) {
            delivery.failed(failure);
        }
    }

    private void commit(List<Delivery> deliveries) {
        // In their order, so that two commits never wait for each other crosswise.
        Map<Integer, List<Delivery>> byPartner = new TreeMap<>();
        for (Delivery delivery : deliveries) {
            byPartner
                    .computeIfAbsent(delivery.partner.id(), _ -> new ArrayList<>())
                    .add(delivery);
        }
        List<PartnerGroup> parts = byPartner.values().stream()
                .map(its -> new PartnerGroup(batches.next(), its))
                .toList();
        List<List<FactStore.Kept>> kept = database.transaction(connection -> keep(connection, parts));
        for (int i = 0; i < parts.size(); i++) {
            parts.get(i).answer(kept.get(i));
        }
    }

    private List<List<FactStore.Kept>> keep(Connection connection, List<PartnerGroup> parts) throws SQLException {
        Instant receivedAt = clock.instant();
        List<List<FactStore.Kept>> kept = new ArrayList<>();
        for (PartnerGroup part : parts) {
            kept.add(facts.keep(connection, part.intake(receivedAt)));
        }
        return kept;
    }

    /// Takes nothing any more, and returns when all that was taken is kept.
    @Override
    @PreDestroy
    public void close() {
        line.close();
    }
}
