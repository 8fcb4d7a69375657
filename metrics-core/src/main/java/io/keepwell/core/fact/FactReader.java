package io.keepwell.core.fact;

import io.keepwell.core.account.Merges;
import io.keepwell.core.database.Database;
import io.keepwell.core.database.InList;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// Reads facts as they were kept.
@Singleton
public final class FactReader {
    private final Database database;

    public FactReader(Database database) {
        this.database = database;
    }

    /// All facts of a kind that are kept under the accounts, in no particular order.
    public static <F extends Fact> List<StoredFact<F>> ofAccounts(
            Connection connection, FactTable<F> table, Collection<Integer> accounts) throws SQLException {
        if (accounts.isEmpty()) {
            return List.of();
        }
        // index: fact_account
        String sql = select(table) + " where retracted_at is null and account in " + InList.marks(accounts);
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            var _ = InList.set(statement, 1, accounts);
            return readAll(table, statement);
        }
    }

    /// All facts of a kind that are kept under the accounts with the numbers `[first, last]`, in no
    /// particular order.
    public static <F extends Fact> List<StoredFact<F>> ofAccountsBetween(
            Connection connection, FactTable<F> table, int first, int last) throws SQLException {
        // The server would rather read the whole table where the accounts are a good part of all.
        String sql =
                select(table) + " force index (fact_account) where retracted_at is null and account between ? and ?";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setInt(1, first);
            statement.setInt(2, last);
            return readAll(table, statement);
        }
    }

    private static <F extends Fact> List<StoredFact<F>> readAll(FactTable<F> table, PreparedStatement statement)
            throws SQLException {
        List<StoredFact<F>> facts = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                facts.add(read(table, rows));
            }
        }
        return facts;
    }

    /// Streams all facts of a kind of which there are many on the days `[from, to)`, in the order of
    /// days, of large texts only the first character. Nothing else may be asked of the connection
    /// meanwhile.
    ///
    /// @param table one with an index of days
    public static <F extends Fact> void byDay(
            Connection connection, FactTable<F> table, LocalDate from, LocalDate to, Consumer<StoredFact<F>> consumer)
            throws SQLException {
        // The server would rather sort where the days are a good part of all.
        String sql = "select " + selection(table, "f") + " from " + table.table()
                + " f force index (fact_day) where retracted_at is null and day >= ? and day < ? order by day";
        try (PreparedStatement statement =
                connection.prepareStatement(sql, ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY)) {
            statement.setFetchSize(Integer.MIN_VALUE);
            statement.setObject(1, from);
            statement.setObject(2, to);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    consumer.accept(read(table, rows));
                }
            }
        }
    }

    /// Whether anything of a kind was ever kept.
    public static boolean isAny(Connection connection, FactTable<?> table) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("select 1 from " + table.table() + " limit 1");
                ResultSet rows = select.executeQuery()) {
            return rows.next();
        }
    }

    /// Streams all facts of a kind that were received until the moment, in no particular order. Nothing
    /// else may be asked of the connection meanwhile.
    public static <F extends Fact> void all(
            Connection connection,
            FactTable<F> table,
            Optional<Instant> receivedUntil,
            Consumer<StoredFact<F>> consumer)
            throws SQLException {
        String sql = select(table)
                + (receivedUntil.isPresent()
                        ? " where received_at <= ? and (retracted_at is null or retracted_at > ?)"
                        : " where retracted_at is null");
        try (PreparedStatement statement =
                connection.prepareStatement(sql, ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY)) {
            statement.setFetchSize(Integer.MIN_VALUE);
            if (receivedUntil.isPresent()) {
                statement.setTimestamp(1, Timestamp.from(receivedUntil.get()));
                statement.setTimestamp(2, Timestamp.from(receivedUntil.get()));
            }
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    consumer.accept(read(table, rows));
                }
            }
        }
    }

    /// How many facts of all kinds are kept. Takes time in proportion to them.
    public long count() {
        return database.transaction(connection -> {
            long count = 0;
            for (FactTable<?> table : FactTables.ALL) {
                try (PreparedStatement select = connection.prepareStatement("select count(*) from " + table.table());
                        ResultSet rows = select.executeQuery()) {
                    rows.next();
                    count += rows.getLong(1);
                }
            }
            return count;
        });
    }

    /// The newest facts about an account and its parts, newest first.
    public List<StoredFact<?>> timeline(int account, int most) {
        return database.transaction(connection -> {
            Set<Integer> keptUnder = Merges.of(connection, List.of(account)).keptUnder(List.of(account));
            List<StoredFact<?>> facts = new ArrayList<>();
            for (FactTable<?> table : FactTables.ALL) {
                for (int number : keptUnder) {
                    newest(connection, table, number, most, facts);
                }
            }
            facts.sort(StoredFact.ORDER.reversed());
            return facts.stream()
                    .limit(most)
                    .<StoredFact<?>>map(stored -> stored.about(account))
                    .toList();
        });
    }

    /// A fact that came in, or was taken back.
    ///
    /// @param at when that was
    public record Arrived(StoredFact<?> fact, boolean takenBack, Instant at) {}

    /// The facts about some accounts that came in, or were taken back, after one moment and until
    /// another; by when that was.
    ///
    /// @param most how many at most
    public List<Arrived> arrivedBetween(Collection<Integer> accounts, Instant after, Instant until, int most) {
        if (accounts.isEmpty()) {
            return List.of();
        }
        return database.transaction(connection -> {
            List<Arrived> arrived = new ArrayList<>();
            for (FactTable<?> table : FactTables.ALL) {
                arrived(connection, table, "received_at", accounts, after, until, most, arrived);
                arrived(connection, table, "retracted_at", accounts, after, until, most, arrived);
            }
            arrived.sort(Comparator.comparing(Arrived::at).thenComparing(Arrived::fact, StoredFact.ORDER));
            return List.copyOf(arrived.subList(0, Math.min(most, arrived.size())));
        });
    }

    private static void arrived(
            Connection connection,
            FactTable<?> table,
            String column,
            Collection<Integer> accounts,
            Instant after,
            Instant until,
            int most,
            List<Arrived> arrived)
            throws SQLException {
        // index: fact_account
        String sql = select(table) + " where account in " + InList.marks(accounts) + " and " + column + " > ? and "
                + column + " <= ? order by " + column + " limit ?";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            int index = InList.set(statement, 1, accounts);
            statement.setTimestamp(index++, Timestamp.from(after));
            statement.setTimestamp(index++, Timestamp.from(until));
            statement.setInt(index, most);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    StoredFact<?> fact = read(table, rows);
                    Instant at = column.equals("received_at")
                            ? fact.receivedAt()
                            : rows.getTimestamp(column).toInstant();
                    arrived.add(new Arrived(fact, !column.equals("received_at"), at));
                }
            }
        }
    }

    private static <F extends Fact> void newest(
            Connection connection, FactTable<F> table, int account, int most, List<StoredFact<?>> facts)
            throws SQLException {
        // index: fact_account
        String sql = select(table)
                + " where retracted_at is null and account = ? order by occurred_at desc, event_key desc limit ?";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setInt(1, account);
            statement.setInt(2, most);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    facts.add(read(table, rows));
                }
            }
        }
    }

    private static String select(FactTable<?> table) {
        return "select " + table.selection("f", true) + ", f.retracted_at from " + table.table() + " f";
    }

    /// What to select of a kind's table, under the alias, so that `read` can read it, before all else.
    /// Of large texts only the first character is read, which tells whether there is one.
    public static String selection(FactTable<?> table, String alias) {
        return table.selection(alias, false);
    }

    /// As `selection`, with large texts.
    public static String selectionWithTexts(FactTable<?> table, String alias) {
        return table.selection(alias, true);
    }

    /// Reads the row at which the cursor stands. The statement selected `selection` before all else.
    public static <F extends Fact> StoredFact<F> read(FactTable<F> table, ResultSet rows) throws SQLException {
        return new StoredFact<>(
                rows.getInt(1),
                EventKey.ofBytes(rows.getBytes(2)),
                rows.getInt(3),
                rows.getObject(4, LocalDate.class),
                rows.getObject(5, LocalDateTime.class).toInstant(ZoneOffset.UTC),
                rows.getObject(6, LocalDateTime.class).toInstant(ZoneOffset.UTC),
                table.read(rows));
    }
}
