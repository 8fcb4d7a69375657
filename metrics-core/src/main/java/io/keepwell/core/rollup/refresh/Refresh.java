package io.keepwell.core.rollup.refresh;

import io.keepwell.core.account.SliceDictionary;
import io.keepwell.core.database.Database;
import io.keepwell.core.fact.FactTable;
import io.keepwell.core.fact.FactTables;
import io.keepwell.core.fact.store.AccountBatches;
import io.keepwell.core.fact.store.ChangeLog;
import io.keepwell.core.fact.store.Retractions;
import io.keepwell.core.identity.Claims;
import io.keepwell.core.ledger.CustomValueDictionary;
import io.keepwell.core.ledger.LedgerBuilder;
import io.keepwell.core.rollup.cell.AnswerCells;
import io.keepwell.core.rollup.cell.CellStore;
import io.keepwell.core.rollup.cell.DirectCells;
import io.keepwell.core.rollup.cell.DismissalCells;
import io.keepwell.core.rollup.cell.LedgerCells;
import io.keepwell.core.rollup.cell.UsageCells;
import io.keepwell.core.rollup.cell.UserDictionary;
import io.keepwell.core.rollup.rebuild.LedgerRefresh;
import io.keepwell.core.rollup.rebuild.Rebuild;
import io.keepwell.core.setting.Settings;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.roaringbitmap.RoaringBitmap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brings ledger and cells up to date with the facts, as the change log asks. What it writes is a pure
/// function of the facts, so doing it twice, late or in another order changes nothing. One refresher
/// works at a time, whoever holds the lease row's lock; a process that dies gives it back with its
/// connection.
@Singleton
public final class Refresh {
    private static final Logger LOG = LoggerFactory.getLogger(Refresh.class);

    /// More than the entries of one intake, so that at least one whole intake is done each time.
    private static final int MOST_LOG_ENTRIES = 500;

    /// A rebuild works off more of them in one go: it makes everything anew, whatever they say.
    private static final int MOST_LOG_ENTRIES_OF_REBUILD = 10_000;

    private final Database database;
    private final Claims claims;
    private final LedgerRefresh ledgers;
    private final Rebuild rebuild;
    private final CellStore cells;
    private final LedgerCells.Movements movements = new LedgerCells.Movements();
    private final LedgerCells.Entries entries;
    private final List<DirectCells<?>> direct;
    private boolean saidThatNewer;

    @Inject
    public Refresh(
            Database database,
            SliceDictionary slices,
            CustomValueDictionary customValues,
            UserDictionary users,
            Settings settings,
            Collection<LedgerBuilder> builders,
            Claims claims) {
        this(database, slices, customValues, users, settings, builders, claims, AccountBatches.MOST_FACTS);
    }

    /// @param mostFacts of which ledgers are made at once
    Refresh(
            Database database,
            SliceDictionary slices,
            CustomValueDictionary customValues,
            UserDictionary users,
            Settings settings,
            Collection<LedgerBuilder> builders,
            Claims claims,
            int mostFacts) {
        this.database = database;
        this.claims = claims;
        this.ledgers = new LedgerRefresh(slices, customValues, settings, builders, mostFacts);
        this.cells = new CellStore();
        this.entries = new LedgerCells.Entries(builders);
        this.direct = List.of(
                new DirectCells<>(slices, new AnswerCells()),
                new DirectCells<>(slices, new DismissalCells()),
                new DirectCells<>(slices, new UsageCells(users, customValues)));
        this.rebuild = new Rebuild(database, slices, customValues, settings, builders, cells, direct, mostFacts);
    }

    /// What one turn did.
    public enum Step {
        /// Some of the change log was worked off; there may be more.
        WORKED,
        /// There was nothing to do.
        IDLE,
        /// Another process is the refresher now, or a newer build made what is stored.
        ELSEWHERE
    }

    /// What came of the transaction of a turn.
    ///
    /// @param number of the turn, by which the next one knows whether anyone else worked in between
    /// @param toRebuild what the change log said, where everything has to be made anew
    private record Done(Step turn, long number, Optional<List<ChangeLog.Entry>> toRebuild) {
        Done(Step turn, long number) {
            this(turn, number, Optional.empty());
        }
    }

    /// Works off some of the change log, in one transaction, or makes ledger and cells anew.
    public synchronized Step once() {
        Done done = database.transaction(this::work);
        if (done.toRebuild().isPresent()) {
            List<ChangeLog.Entry> log = done.toRebuild().get();
            done = database.transaction(connection -> rebuild(connection, log));
        }
        long number = done.number();
        direct.forEach(cellsOfKind -> cellsOfKind.remembered().committed(number));
        return done.turn();
    }

    private Done work(Connection connection) throws SQLException {
        Optional<RefresherLease> lease = takeLease(connection);
        if (lease.isEmpty()) {
            return new Done(Step.ELSEWHERE, -1);
        }
        direct.forEach(
                cellsOfKind -> cellsOfKind.remembered().beginTurn(lease.get().turn()));
        List<ChangeLog.Entry> log =
                wholeIntakes(connection, lease.get().asksForRebuild() ? MOST_LOG_ENTRIES_OF_REBUILD : MOST_LOG_ENTRIES);
        if (lease.get().asksForRebuild()) {
            var _ = Retractions.applyPending(connection);
            claims.settleAll(connection);
            return new Done(Step.WORKED, -1, Optional.of(log));
        }
        if (log.isEmpty()) {
            return new Done(Step.IDLE, lease.get().turn());
        }
        refresh(connection, log);
        finish(connection, log, lease.get());
        return new Done(Step.WORKED, lease.get().nextTurn());
    }

    /// Makes ledger and cells anew in a transaction of their own, so that figures are the old ones until
    /// it ends and, where it fails, until it is done again: the lease still asks for it then. Facts are
    /// read on other connections, which is why what was taken back and what was tied is committed
    /// before.
    ///
    /// @param log what was kept before that; the rest is the next turn's
    private Done rebuild(Connection connection, List<ChangeLog.Entry> log) throws SQLException {
        Optional<RefresherLease> lease = takeLease(connection);
        if (lease.isEmpty()) {
            return new Done(Step.ELSEWHERE, -1);
        }
        if (!lease.get().asksForRebuild()) {
            // Another process was quicker.
            return new Done(Step.WORKED, -1);
        }
        direct.forEach(cellsOfKind -> cellsOfKind.remembered().forgetAll());
        rebuild.run(connection);
        finish(connection, log, lease.get());
        return new Done(Step.WORKED, lease.get().nextTurn());
    }

    /// Works until nothing is left to do here.
    public void untilIdle() {
        while (once() == Step.WORKED) {
            // The next turn sees what this one left.
        }
    }

    /// Asks for ledger and cells to be made anew from all facts, as after a change of what they depend
    /// on.
    public void askForRebuild() {
        database.run(RefresherLease::askForRebuild);
    }

    /// Empty where another process holds it, or a newer build made what is stored.
    private Optional<RefresherLease> takeLease(Connection connection) throws SQLException {
        Optional<RefresherLease> lease = RefresherLease.take(connection);
        if (lease.filter(RefresherLease::isOfNewerBuild).isPresent()) {
            if (!saidThatNewer) {
                saidThatNewer = true;
                LOG.warn("event=ledgers_of_newer_build theirs={}", lease.get().version());
            }
            return Optional.empty();
        }
        return lease;
    }

    /// What an intake wrote was committed at once, so its entries are all there, but for the last one's
    /// that were read.
    private static List<ChangeLog.Entry> wholeIntakes(Connection connection, int most) throws SQLException {
        List<ChangeLog.Entry> entries = ChangeLog.oldest(connection, most);
        if (entries.size() < most) {
            return entries;
        }
        long cutOff = entries.getLast().batch();
        return entries.stream().filter(entry -> entry.batch() != cutOff).toList();
    }

    private void refresh(Connection connection, List<ChangeLog.Entry> log) throws SQLException {
        Map<FactTable<?>, RoaringBitmap> accounts = new HashMap<>();
        Map<FactTable<?>, Map<LocalDate, Set<Long>>> batches = new HashMap<>();
        Set<Integer> regrouped = new TreeSet<>();
        for (ChangeLog.Entry entry : log) {
            if (entry.table().isEmpty()) {
                entry.accounts().forEach((int account) -> regrouped.add(account));
                continue;
            }
            FactTable<?> table = entry.table().get();
            accounts.computeIfAbsent(table, _ -> new RoaringBitmap()).or(entry.accounts());
            Map<LocalDate, Set<Long>> ofTable = batches.computeIfAbsent(table, _ -> new TreeMap<>());
            entry.days()
                    .forEach((int day) -> ofTable.computeIfAbsent(LocalDate.ofEpochDay(day), _ -> new TreeSet<>())
                            .add(entry.batch()));
        }
        for (ChangeLog.Mark mark : Retractions.applyPending(connection)) {
            accounts.computeIfAbsent(mark.table(), _ -> new RoaringBitmap()).or(mark.accounts());
            Map<LocalDate, Set<Long>> ofTable = batches.computeIfAbsent(mark.table(), _ -> new TreeMap<>());
            mark.days().forEach((int day) -> ofTable.computeIfAbsent(LocalDate.ofEpochDay(day), _ -> new TreeSet<>()));
        }
        Set<LocalDate> takenBack =
                batches.getOrDefault(FactTables.RETRACTION, Map.of()).keySet();
        direct.forEach(cellsOfKind -> cellsOfKind.remembered().forget(takenBack));
        Set<Integer> toSettle = new TreeSet<>(regrouped);
        RoaringBitmap profiled = accounts.getOrDefault(FactTables.ACCOUNT_PROFILE, new RoaringBitmap());
        regrouped.addAll(claims.settle(connection, profiled.stream().boxed().toList(), toSettle));
        LedgerRefresh.Change change = ledgers.refresh(connection, accounts, firstDay(batches), regrouped);
        cells.replace(connection, movements, movements.measures(), change.movementDays());
        cells.replaceEach(connection, entries, change.entryDays());
        for (DirectCells<?> cellsOfKind : direct) {
            Set<LocalDate> resliced = change.resliced(connection, cellsOfKind.table());
            Map<LocalDate, Set<Long>> fresh = batches.getOrDefault(cellsOfKind.table(), Map.of());
            cells.replace(connection, cellsOfKind, fresh, resliced);
        }
    }

    /// The first day from which on exchange rates changed.
    private static Optional<LocalDate> firstDay(Map<FactTable<?>, Map<LocalDate, Set<Long>>> batches) {
        return batches.getOrDefault(FactTables.EXCHANGE_RATE, Map.of()).keySet().stream()
                .min(LocalDate::compareTo);
    }

    private static void finish(Connection connection, List<ChangeLog.Entry> log, RefresherLease lease)
            throws SQLException {
        Set<Long> batches = log.stream().map(ChangeLog.Entry::batch).collect(Collectors.toCollection(TreeSet::new));
        if (!batches.isEmpty()) {
            ChangeLog.delete(connection, batches);
        }
        lease.finish(connection, log.stream().map(ChangeLog.Entry::at).max(Instant::compareTo));
    }
}
