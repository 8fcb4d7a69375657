package io.keepwell.core.ledger;

import io.keepwell.core.database.Coded;
import io.keepwell.core.database.InList;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Reads what the ledger's tables hold of some accounts.
///
/// @param condition on the column `account`
/// @param parameters of the condition
record LedgerSelect(String condition, Collection<Integer> parameters) {
    static LedgerSelect of(Collection<Integer> accounts) {
        return new LedgerSelect("account in " + InList.marks(accounts), accounts);
    }

    static LedgerSelect between(int first, int last) {
        return new LedgerSelect("account between ? and ?", List.of(first, last));
    }

    Set<StoredLedgers.Version> versions(Connection connection) throws SQLException {
        return read(
                connection,
                "select account, from_day, to_day, slice from account_version where " + condition,
                rows -> new StoredLedgers.Version(
                        rows.getInt(1),
                        rows.getObject(2, LocalDate.class),
                        rows.getObject(3, LocalDate.class),
                        rows.getInt(4)));
    }

    Set<StoredLedgers.Period> periods(Connection connection) throws SQLException {
        String sql = """
                select account, partner_id, subscription_id, from_day, to_day, monthly_micros
                from subscription_period
                where\s""" + condition;
        return read(
                connection,
                sql,
                rows -> new StoredLedgers.Period(
                        rows.getInt(1),
                        rows.getInt(2),
                        rows.getString(3),
                        rows.getObject(4, LocalDate.class),
                        rows.getObject(5, LocalDate.class),
                        rows.getLong(6)));
    }

    Set<StoredLedgers.Movement> movements(Connection connection) throws SQLException {
        String sql = """
                select account, day, kind, slice, amount_micros, before_micros, after_micros
                from mrr_movement
                where\s""" + condition;
        return read(
                connection,
                sql,
                rows -> new StoredLedgers.Movement(
                        rows.getInt(1),
                        rows.getObject(2, LocalDate.class),
                        Coded.of(MovementKind.class, rows.getInt(3)),
                        rows.getInt(4),
                        rows.getLong(5),
                        rows.getLong(6),
                        rows.getLong(7)));
    }

    /// @param written of these measures only
    Set<StoredLedgers.Entry> entries(Connection connection, Set<Measure> written) throws SQLException {
        if (written.isEmpty()) {
            return Set.of();
        }
        String sql = """
                select account, measure, day, number, slice, custom_value, amount, item
                from ledger_row
                where %s
                and measure in %s
                """.formatted(condition, InList.codes(written));
        return read(
                connection,
                sql,
                rows -> new StoredLedgers.Entry(
                        rows.getInt(1),
                        Coded.of(Measure.class, rows.getInt(2)),
                        rows.getObject(3, LocalDate.class),
                        rows.getInt(4),
                        rows.getInt(5),
                        rows.getInt(6),
                        rows.getLong(7),
                        rows.getString(8)));
    }

    @FunctionalInterface
    private interface Reader<T> {
        T read(ResultSet rows) throws SQLException;
    }

    private <T> Set<T> read(Connection connection, String sql, Reader<T> reader) throws SQLException {
        Set<T> found = new HashSet<>();
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            var _ = InList.set(select, 1, parameters);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    found.add(reader.read(rows));
                }
            }
        }
        return found;
    }
}
