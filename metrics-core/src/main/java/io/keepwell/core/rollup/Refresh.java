package io.keepwell.core.rollup;

import io.keepwell.core.account.SliceDictionary;
import io.keepwell.core.database.BulkLoad;
import io.keepwell.core.database.Coded;
import io.keepwell.core.database.Database;
import io.keepwell.core.database.Row;
import io.keepwell.core.fact.AccountProfile;
import io.keepwell.core.fact.ChangeLog;
import io.keepwell.core.fact.FactReader;
import io.keepwell.core.fact.FactTables;
import io.keepwell.core.fact.StoredFact;
import io.keepwell.core.fact.SubscriptionChange;
import io.keepwell.core.ledger.Ledger;
import io.keepwell.core.ledger.LedgerStore;
import io.keepwell.core.ledger.MovementKind;
import io.keepwell.core.money.CurrencyCode;
import io.keepwell.core.setting.Settings;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Brings ledger and cells up to date with the facts, as the change log asks. What it writes is a pure
/// function of
/// the
/// facts, never an increment, so doing it twice, late or in another order changes nothing. One refresher
/// works at a
/// time,
/// whoever holds the lease row's lock; a process that dies gives it back with its connection.
@Singleton
public final class Refresh {
    /// More than the entries of one intake, so that at least one whole intake is done each time.
    private static final int MOST_LOG_ROWS = 500;

    private static final int PIECE = 1_000;
    private static final List<String> CELL_COLUMNS = List.of("quantity", "day", "slice", "amount", "detail", "members");
    private static final BulkLoad DAY_CELLS = new BulkLoad("cell_day", CELL_COLUMNS, List.of("members"));
    private static final BulkLoad MONTH_CELLS = new BulkLoad(
            "cell_month", List.of("quantity", "month", "slice", "amount", "detail", "members"), List.of("members"));

    private final Database database;
    private final SliceDictionary slices;
    private final LedgerStore ledgers;
    private final Settings settings;

    public Refresh(Database database, SliceDictionary slices, Settings settings) {
        this.database = database;
        this.slices = slices;
        this.ledgers = new LedgerStore(slices);
        this.settings = settings;
    }

    /// What one turn did.
    public enum Turn {
        /// Some of the change log was worked off; there may be more.
        WORKED,
        /// There was nothing to do.
        IDLE,
        /// Another process is the refresher now.
        ELSEWHERE
    }

    private record Work(Set<Long> batches, Set<Integer> accounts, Set<LocalDate> answerDays, Instant newest) {}

    /// Works off some of the change log, in one transaction.
    public Turn once() {
        CurrencyCode currency = settings.firm().currency();
        return database.transaction(connection -> {
            if (!takeLease(connection)) {
                return Turn.ELSEWHERE;
            }
            Optional<Work> work = readLog(connection);
            if (work.isEmpty()) {
                return Turn.IDLE;
            }
            refresh(connection, work.get(), currency);
            finish(connection, work.get());
            return Turn.WORKED;
        });
    }

    /// Works until nothing is left to do here.
    public void untilIdle() {
        while (once() == Turn.WORKED) {
            // The next turn sees what this one left.
        }
    }

    /// Until when received events are in the figures; empty where none ever were.
    public Optional<Instant> refreshedUntil() {
        return database.transaction(connection -> {
            try (PreparedStatement select = connection.prepareStatement("select refreshed_until from refresher_lease");
                    ResultSet rows = select.executeQuery()) {
                return rows.next()
                        ? Optional.ofNullable(rows.getTimestamp(1)).map(Timestamp::toInstant)
                        : Optional.empty();
            }
        });
    }

    /// How many changes wait to be refreshed.
    public long waiting() {
        return database.transaction(connection -> {
            try (PreparedStatement select = connection.prepareStatement("select count(*) from change_log");
                    ResultSet rows = select.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        });
    }

    private static boolean takeLease(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                        "select lease from refresher_lease where lease = 1 for update skip locked");
                ResultSet rows = select.executeQuery()) {
            return rows.next();
        }
    }

    /// What an intake wrote was committed at once, so its entries are all there, and can be deleted by its
    /// number.
    private static Optional<Work> readLog(Connection connection) throws SQLException {
        List<ChangeLog.Entry> entries = new ArrayList<>(ChangeLog.oldest(connection, MOST_LOG_ROWS));
        if (entries.isEmpty()) {
            return Optional.empty();
        }
        if (entries.size() == MOST_LOG_ROWS) {
            long cutOff = entries.getLast().batch();
            entries.removeIf(entry -> entry.batch() == cutOff);
        }
        Set<Long> batches = new TreeSet<>();
        Set<Integer> accounts = new TreeSet<>();
        Set<LocalDate> answerDays = new TreeSet<>();
        Instant newest = Instant.EPOCH;
        for (ChangeLog.Entry entry : entries) {
            batches.add(entry.batch());
            if (entry.table() == FactTables.SURVEY_ANSWER) {
                entry.days().forEach((int day) -> answerDays.add(LocalDate.ofEpochDay(day)));
            } else {
                entry.accounts().forEach((int account) -> accounts.add(account));
            }
            newest = entry.at().isAfter(newest) ? entry.at() : newest;
        }
        return Optional.of(new Work(batches, accounts, answerDays, newest));
    }

    private void refresh(Connection connection, Work work, CurrencyCode currency) throws SQLException {
        List<Integer> accounts = List.copyOf(work.accounts());
        Set<LocalDate> days = new TreeSet<>(work.answerDays());
        for (List<Integer> piece : pieces(accounts)) {
            days.addAll(rebuildLedgers(connection, piece, currency));
        }
        for (List<LocalDate> piece : pieces(List.copyOf(days))) {
            replaceDays(connection, piece);
        }
        Set<LocalDate> months =
                days.stream().map(day -> day.withDayOfMonth(1)).collect(Collectors.toCollection(TreeSet::new));
        for (LocalDate month : months) {
            replaceMonth(connection, month);
        }
    }

    /// @return the days whose cells may be others now
    private Set<LocalDate> rebuildLedgers(Connection connection, List<Integer> accounts, CurrencyCode currency)
            throws SQLException {
        Map<Integer, List<StoredFact<AccountProfile>>> profiles =
                FactReader.ofAccounts(connection, FactTables.ACCOUNT_PROFILE, accounts).stream()
                        .collect(Collectors.groupingBy(StoredFact::account));
        Map<Integer, List<StoredFact<SubscriptionChange>>> changes =
                FactReader.ofAccounts(connection, FactTables.SUBSCRIPTION_CHANGE, accounts).stream()
                        .collect(Collectors.groupingBy(StoredFact::account));
        Map<Integer, Ledger> rebuilt = new TreeMap<>();
        for (int account : accounts) {
            rebuilt.put(
                    account,
                    Ledger.of(
                            account,
                            profiles.getOrDefault(account, List.of()),
                            changes.getOrDefault(account, List.of()),
                            currency));
        }
        nameAccounts(connection, profiles);
        LedgerStore.Change change = ledgers.replace(connection, rebuilt);
        Set<LocalDate> days = new LinkedHashSet<>(change.movementDays());
        days.addAll(answerDays(connection, change.versionChanges()));
        return days;
    }

    private static void nameAccounts(Connection connection, Map<Integer, List<StoredFact<AccountProfile>>> profiles)
            throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "update account set name = if(? = '', name, ?), stub = 0 where account = ?")) {
            for (Map.Entry<Integer, List<StoredFact<AccountProfile>>> entry : profiles.entrySet()) {
                String name = entry.getValue().stream()
                        .max(StoredFact.ORDER)
                        .orElseThrow()
                        .fact()
                        .name();
                update.setString(1, name);
                update.setString(2, name);
                update.setInt(3, entry.getKey());
                update.addBatch();
            }
            update.executeBatch();
        }
    }

    /// Days from the given one on, on which the account answered.
    private static Set<LocalDate> answerDays(Connection connection, Map<Integer, LocalDate> changedFrom)
            throws SQLException {
        Set<LocalDate> days = new LinkedHashSet<>();
        if (changedFrom.isEmpty()) {
            return days;
        }
        String marks = changedFrom.keySet().stream().map(_ -> "?").collect(Collectors.joining(", "));
        // index: fact_account (account, day)
        try (PreparedStatement select = connection.prepareStatement(
                "select distinct account, day from fact_survey_answer where account in (" + marks + ")")) {
            int index = 1;
            for (int account : changedFrom.keySet()) {
                select.setInt(index++, account);
            }
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    LocalDate day = rows.getDate(2).toLocalDate();
                    LocalDate from = changedFrom.get(rows.getInt(1));
                    if (from != null && !day.isBefore(from)) {
                        days.add(day);
                    }
                }
            }
        }
        return days;
    }

    private void replaceDays(Connection connection, List<LocalDate> days) throws SQLException {
        CellSum sum = new CellSum();
        addMovements(connection, days, sum);
        AnswerReader.onDays(connection, slices, days, sum::addAnswer);
        String marks = days.stream().map(_ -> "?").collect(Collectors.joining(", "));
        // index: cell_of_day
        try (PreparedStatement delete =
                connection.prepareStatement("delete from cell_day where day in (" + marks + ")")) {
            setDays(delete, days);
            delete.executeUpdate();
        }
        insert(connection, DAY_CELLS, sum.cells());
    }

    private static void addMovements(Connection connection, List<LocalDate> days, CellSum sum) throws SQLException {
        String marks = days.stream().map(_ -> "?").collect(Collectors.joining(", "));
        // index: movement_day
        try (PreparedStatement select = connection.prepareStatement(
                "select day, kind, slice, account, amount_micros from mrr_movement where day in (" + marks + ")")) {
            setDays(select, days);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    sum.addMovement(
                            rows.getDate(1).toLocalDate(),
                            Coded.of(MovementKind.class, rows.getInt(2)),
                            rows.getInt(3),
                            rows.getInt(4),
                            rows.getLong(5));
                }
            }
        }
    }

    private static void replaceMonth(Connection connection, LocalDate month) throws SQLException {
        CellSum sum = new CellSum();
        // index: cell_of_day
        try (PreparedStatement select = connection.prepareStatement(
                "select quantity, day, slice, amount, members from cell_day where day >= ? and day < ?")) {
            select.setObject(1, month);
            select.setObject(2, month.plusMonths(1));
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    sum.addCell(month, StoredKnowledge.cell(rows));
                }
            }
        }
        try (PreparedStatement delete = connection.prepareStatement("delete from cell_month where month = ?")) {
            delete.setObject(1, month);
            delete.executeUpdate();
        }
        insert(connection, MONTH_CELLS, sum.cells());
    }

    private static void insert(Connection connection, BulkLoad load, List<Cell> cells) throws SQLException {
        load.insertNew(connection, cells.stream().map(Refresh::row).toList());
    }

    private static Row row(Cell cell) {
        Row row = new Row()
                .number(cell.quantity().code())
                .day(cell.day())
                .number(cell.slice())
                .number(cell.amount())
                .number(0);
        return cell.accounts().isEmpty()
                ? row.absent()
                : row.text(HexFormat.of().formatHex(cell.accountBytes()));
    }

    private static void finish(Connection connection, Work work) throws SQLException {
        ChangeLog.delete(connection, work.batches());
        try (PreparedStatement update = connection.prepareStatement(
                "update refresher_lease set refreshed_until = greatest(coalesce(refreshed_until, ?), ?) where lease = 1")) {
            update.setTimestamp(1, Timestamp.from(work.newest()));
            update.setTimestamp(2, Timestamp.from(work.newest()));
            update.executeUpdate();
        }
    }

    private static void setDays(PreparedStatement statement, Collection<LocalDate> days) throws SQLException {
        int index = 1;
        for (LocalDate day : days) {
            statement.setObject(index++, day);
        }
    }

    private static <T> List<List<T>> pieces(List<T> items) {
        List<List<T>> pieces = new ArrayList<>();
        for (int start = 0; start < items.size(); start += PIECE) {
            pieces.add(items.subList(start, Math.min(items.size(), start + PIECE)));
        }
        return pieces;
    }
}
