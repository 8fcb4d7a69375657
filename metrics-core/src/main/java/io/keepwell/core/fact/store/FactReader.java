package io.keepwell.core.fact.store;

import io.keepwell.core.database.InList;
import io.keepwell.core.fact.EventKey;
import io.keepwell.core.fact.Fact;
import io.keepwell.core.fact.FactTable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// Reads facts as they were kept.
public final class FactReader {
    private FactReader() {}

    /// All facts of a kind that are kept under the accounts, in no particular order.
    public static <F extends Fact> List<StoredFact<F>> ofAccounts(
            Connection connection, FactTable<F> table, Collection<Integer> accounts) throws SQLException {
        return ofAccounts(connection, table, accounts, Optional.empty());
    }

    /// As `ofAccounts`, of those that were received until a moment and not taken back by then.
    ///
    /// @param receivedUntil empty for now
    public static <F extends Fact> List<StoredFact<F>> ofAccounts(
            Connection connection, FactTable<F> table, Collection<Integer> accounts, Optional<Instant> receivedUntil)
            throws SQLException {
        if (accounts.isEmpty()) {
            return List.of();
        }
        ReadRequest known = ReadRequest.at(connection, table, receivedUntil);
        // index: fact_account
        String sql =
                known.select(true, "") + " where " + known.condition() + " and account in " + InList.marks(accounts);
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            var _ = InList.set(statement, known.set(statement), accounts);
            return readAll(table, statement);
        }
    }

    /// All facts of a kind that are kept under the accounts with the numbers `[first, last]` and were
    /// received until a moment, in no particular order.
    ///
    /// @param receivedUntil empty for now
    public static <F extends Fact> List<StoredFact<F>> ofAccountsBetween(
            Connection connection, FactTable<F> table, int first, int last, Optional<Instant> receivedUntil)
            throws SQLException {
        ReadRequest known = ReadRequest.at(connection, table, receivedUntil);
        // The server would rather read the whole table where the accounts are a good part of all.
        String sql =
                known.select(true, "fact_account") + " where " + known.condition() + " and account between ? and ?";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            int index = known.set(statement);
            statement.setInt(index++, first);
            statement.setInt(index, last);
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

    /// Which facts of a kind are streamed.
    ///
    /// @param receivedUntil those that were received until then and not taken back by then; empty for now
    /// @param keptUnder numbers of accounts; empty for all there are
    /// @param from the first day
    /// @param to the first day after
    /// @param largeTexts whether with large texts, or with no more than their first character
    public record Range(
            Optional<Instant> receivedUntil,
            Optional<Set<Integer>> keptUnder,
            LocalDate from,
            LocalDate to,
            boolean largeTexts) {
        public Range {
            keptUnder = keptUnder.map(Set::copyOf);
        }

        private String condition(ReadRequest known) {
            return known.condition() + " and f.day >= ? and f.day < ?"
                    + (known.otherDays() ? " and " + known.day() + " >= ? and " + known.day() + " < ?" : "")
                    + keptUnder
                            .map(accounts -> " and account in " + InList.marks(accounts))
                            .orElse("");
        }

        private void set(PreparedStatement statement, ReadRequest known) throws SQLException {
            int index = known.set(statement);
            if (known.otherDays()) {
                // Where facts are kept now, so that the index of days serves.
                statement.setObject(index++, from.minusDays(DayMoves.MOST_DAYS));
                statement.setObject(index++, to.plusDays(DayMoves.MOST_DAYS));
            }
            statement.setObject(index++, from);
            statement.setObject(index++, to);
            for (int account : keptUnder.orElse(Set.of())) {
                statement.setInt(index++, account);
            }
        }
    }

    /// Streams facts of a kind of which there are many, in the order of days. Nothing else may be asked
    /// of the connection meanwhile.
    ///
    /// @param table one with an index of days
    public static <F extends Fact> void byDay(
            Connection connection, FactTable<F> table, Range stretch, Consumer<StoredFact<F>> consumer)
            throws SQLException {
        someByDay(connection, table, stretch, "", Integer.MAX_VALUE, consumer);
    }

    /// As `byDay`, some of them.
    ///
    /// @param condition on columns of the table, called `f`; may be empty, else begins with `and`
    /// @param most how many at most
    public static <F extends Fact> void someByDay(
            Connection connection,
            FactTable<F> table,
            Range stretch,
            String condition,
            int most,
            Consumer<StoredFact<F>> consumer)
            throws SQLException {
        if (stretch.keptUnder().filter(Set::isEmpty).isPresent()) {
            return;
        }
        // The server would rather sort where the days are a good part of all.
        String index = stretch.keptUnder().isEmpty() ? "fact_day" : "fact_account";
        ReadRequest known = ReadRequest.at(connection, table, stretch.receivedUntil());
        String sql = known.select(stretch.largeTexts(), index) + " where " + stretch.condition(known) + condition
                + " order by day"
                + (most == Integer.MAX_VALUE ? "" : " limit " + most);
        try (PreparedStatement statement = streaming(connection, sql)) {
            stretch.set(statement, known);
            stream(table, statement, consumer);
        }
    }

    private static PreparedStatement streaming(Connection connection, String sql) throws SQLException {
        PreparedStatement statement =
                connection.prepareStatement(sql, ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY);
        statement.setFetchSize(Integer.MIN_VALUE);
        return statement;
    }

    private static <F extends Fact> void stream(
            FactTable<F> table, PreparedStatement statement, Consumer<StoredFact<F>> consumer) throws SQLException {
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                consumer.accept(read(table, rows));
            }
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
        ReadRequest known = ReadRequest.at(connection, table, receivedUntil);
        try (PreparedStatement statement =
                streaming(connection, known.select(true, "") + " where " + known.condition())) {
            var _ = known.set(statement);
            stream(table, statement, consumer);
        }
    }

    static String select(FactTable<?> table) {
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
