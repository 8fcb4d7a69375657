package io.keepwell.core.rollup.rebuild;

import io.keepwell.core.account.Account;
import io.keepwell.core.account.Merges;
import io.keepwell.core.account.Slice;
import io.keepwell.core.account.SliceDictionary;
import io.keepwell.core.database.Database;
import io.keepwell.core.fact.FactTable;
import io.keepwell.core.fact.store.AccountBatches;
import io.keepwell.core.fact.store.KeptFacts;
import io.keepwell.core.ledger.AccountFacts;
import io.keepwell.core.ledger.CustomValueDictionary;
import io.keepwell.core.ledger.Ledger;
import io.keepwell.core.ledger.LedgerBuilder;
import io.keepwell.core.ledger.LedgerRules;
import io.keepwell.core.ledger.LedgerStore;
import io.keepwell.core.ledger.Measure;
import io.keepwell.core.ledger.StoredLedgers;
import io.keepwell.core.rollup.cell.CellStore;
import io.keepwell.core.rollup.cell.DirectCells;
import io.keepwell.core.rollup.cell.SliceHistory;
import io.keepwell.core.setting.Settings;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes all ledgers and all cells anew from all facts. A thread reads and adds up while the caller's
/// transaction writes what is ready, in an order in which each fact is read once and nothing that was
/// written is read back: the ledgers, some accounts at a time (`AccountBatches`); then the cells of what
/// they hold, month by month; then the cells of single facts, day by day. What is in memory doesn't grow
/// with the facts, but for the slices in which accounts stood and for an account that has very many.
public final class Rebuild {
    private static final Logger LOG = LoggerFactory.getLogger(Rebuild.class);

    private final Database database;
    private final SliceDictionary slices;
    private final Settings settings;
    private final List<LedgerBuilder> builders;
    private final Set<Measure> written;
    private final LedgerStore store;
    private final CellStore cells;
    private final List<DirectCells<?>> direct;
    private final int mostFacts;

    /// @param mostFacts of which ledgers are made at once
    public Rebuild(
            Database database,
            SliceDictionary slices,
            CustomValueDictionary customValues,
            Settings settings,
            Collection<LedgerBuilder> builders,
            CellStore cells,
            List<DirectCells<?>> direct,
            int mostFacts) {
        this.database = database;
        this.slices = slices;
        this.settings = settings;
        this.builders = List.copyOf(builders);
        this.written =
                builders.stream().flatMap(builder -> builder.writes().stream()).collect(Collectors.toUnmodifiableSet());
        this.store = new LedgerStore(slices, customValues);
        this.cells = cells;
        this.direct = direct;
        this.mostFacts = mostFacts;
    }

    /// What was found out before anything is written.
    ///
    /// @param tables those of which ledgers are made, as far as anything is kept there
    /// @param fresh whether there are no ledgers yet
    private record Start(
            LedgerRules rules, Merges merges, List<FactTable<?>> tables, List<Integer> accounts, boolean fresh) {}

    /// A piece of the accounts, ready to be written.
    private record Piece(LedgerStore.Replacement ledgers, List<AccountNames.Naming> outdated) {}

    /// Writes within the transaction of the connection, which sees what other connections see.
    public void run(Connection connection) throws SQLException {
        long begun = System.nanoTime();
        Start start = start(connection);
        int unknown =
                Objects.requireNonNull(slices.numbers(List.of(Slice.UNKNOWN)).get(Slice.UNKNOWN));
        SliceHistory history = new SliceHistory(unknown);
        List<AccountNames.Naming> outdated = new ArrayList<>();
        long ledgersDone;
        long ledgerCellsDone;
        try (LedgerSpool spool = LedgerSpool.open()) {
            ReadAhead.each(
                    new AccountBatches(start.tables(), start.merges(), mostFacts).between(database, start.accounts()),
                    accounts -> database.transaction(other -> piece(other, start, accounts)),
                    piece -> {
                        store.write(connection, piece.ledgers());
                        outdated.addAll(piece.outdated());
                        keep(piece.ledgers().now(), spool, history);
                    });
            ledgersDone = System.nanoTime();
            cells.clear(connection);
            ReadAhead.each(
                    spool.months(),
                    month -> CellStore.Month.of(spool.sum(month).cells()),
                    month -> cells.insert(connection, month));
            ledgerCellsDone = System.nanoTime();
        }
        for (DirectCells<?> cellsOfKind : direct) {
            ReadAhead.each(
                    cellsOfKind.months(connection),
                    month -> CellStore.Month.of(database.transaction(
                            other -> cellsOfKind.cellsOfMonth(other, month, start.merges(), history))),
                    month -> cells.insert(connection, month));
        }
        // Last, since others write accounts, too, and would have to wait.
        AccountNames.write(connection, outdated);
        LOG.info(
                "event=rebuilt accounts={} ledgers_ms={} ledger_cells_ms={} direct_cells_ms={}",
                start.accounts().size(),
                millis(ledgersDone - begun),
                millis(ledgerCellsDone - ledgersDone),
                millis(System.nanoTime() - ledgerCellsDone));
    }

    private static long millis(long nanos) {
        return nanos / 1_000_000;
    }

    private Start start(Connection connection) throws SQLException {
        return new Start(
                LedgerRefresh.rules(connection, settings),
                Merges.all(connection),
                KeptFacts.everKept(connection, LedgerRefresh.tables(builders)),
                accounts(connection),
                LedgerStore.isEmpty(connection));
    }

    public static List<Integer> accounts(Connection connection) throws SQLException {
        List<Integer> accounts = new ArrayList<>(List.of(Account.FIRM));
        try (PreparedStatement select = connection.prepareStatement("select account from account order by account");
                ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                accounts.add(rows.getInt(1));
            }
        }
        return accounts;
    }

    private Piece piece(Connection connection, Start start, List<Integer> accounts) throws SQLException {
        SortedMap<Integer, Ledger> ledgers = new TreeMap<>();
        SortedMap<Integer, AccountNames.Naming> namings = new TreeMap<>();
        AccountFacts.readBetween(connection, start.tables(), accounts, start.merges())
                .forEach((account, facts) -> {
                    ledgers.put(account, Ledger.of(facts, start.rules(), builders));
                    if (start.merges().find(account).isEmpty()) {
                        namings.put(account, AccountNames.Naming.of(facts));
                    }
                });
        return new Piece(
                start.fresh() ? store.fresh(ledgers, written) : store.compared(connection, ledgers, written),
                namings.isEmpty() ? List.of() : AccountNames.outdated(connection, namings));
    }

    /// Keeps what cells are made of until its turn comes.
    private static void keep(StoredLedgers rows, LedgerSpool spool, SliceHistory history) {
        for (StoredLedgers.Version version : rows.versions()) {
            history.add(version.account(), version.from(), version.slice());
        }
        for (StoredLedgers.Movement movement : rows.movements()) {
            spool.addMovement(movement.day(), movement.kind(), movement.slice(), movement.account(), movement.amount());
        }
        for (StoredLedgers.Entry entry : rows.entries()) {
            spool.addEntry(
                    entry.measure(), entry.day(), entry.slice(), entry.customValue(), entry.amount(), entry.account());
        }
    }
}
