package io.keepwell.core.fact.store;

import io.keepwell.core.database.BulkLoad;
import io.keepwell.core.database.InList;
import io.keepwell.core.database.LoadRow;
import io.keepwell.core.fact.FactTable;
import io.keepwell.core.fact.FactTables;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.roaringbitmap.RoaringBitmap;

/// What has to be refreshed: for each intake and kind of fact, the accounts and days it touched; for
/// each change of identity, the accounts that count otherwise now. Only ever appended to, and deleted by
/// the refresher when done.
public final class ChangeLog {
    private static final BulkLoad LOAD = new BulkLoad(
            "change_log", List.of("batch", "kind", "accounts", "days", "logged_at"), List.of("accounts", "days"));

    /// In the place of a kind's code: identity changed.
    private static final int IDENTITY = 0;

    private ChangeLog() {}

    /// Accounts and days on which facts of a kind changed.
    public static final class Mark {
        private final FactTable<?> table;
        private final RoaringBitmap accounts = new RoaringBitmap();
        private final RoaringBitmap days = new RoaringBitmap();

        public Mark(FactTable<?> table) {
            this.table = table;
        }

        public void add(int account, LocalDate day) {
            accounts.add(account);
            days.add(Math.toIntExact(day.toEpochDay()));
        }

        private Mark with(Mark other) {
            accounts.or(other.accounts);
            days.or(other.days);
            return this;
        }

        public FactTable<?> table() {
            return table;
        }

        /// Not to be changed.
        public RoaringBitmap accounts() {
            return accounts;
        }

        /// Since 1970-01-01; not to be changed.
        public RoaringBitmap days() {
            return days;
        }
    }

    /// What one intake changed of one kind, or whose identity changed.
    ///
    /// @param table empty where identity changed: then all facts of the accounts count otherwise, on
    ///     whatever days
    /// @param accounts under which facts are kept; not to be changed
    /// @param days since 1970-01-01; not to be changed
    public record Entry(
            long batch, Optional<FactTable<?>> table, RoaringBitmap accounts, RoaringBitmap days, Instant at) {}

    /// Marks accounts of which the facts count for others than before.
    ///
    /// @param batch a number that no intake ever has
    /// @param accounts those accounts, and those for which their facts counted or count now
    public static void appendIdentity(Connection connection, long batch, Instant at, Collection<Integer> accounts)
            throws SQLException {
        RoaringBitmap numbers = new RoaringBitmap();
        accounts.forEach(numbers::add);
        var _ = LOAD.insertNew(
                connection,
                List.of(new LoadRow()
                        .number(batch)
                        .number(IDENTITY)
                        .text(hex(numbers))
                        .text(hex(new RoaringBitmap()))
                        .moment(at)));
    }

    /// @param marks several of one kind are put together
    public static void append(Connection connection, long batch, Instant at, Collection<Mark> marks)
            throws SQLException {
        Map<FactTable<?>, Mark> byTable = new LinkedHashMap<>();
        marks.forEach(mark -> byTable.merge(mark.table, mark, Mark::with));
        LOAD.insertNew(
                connection,
                byTable.values().stream()
                        .map(mark -> new LoadRow()
                                .number(batch)
                                .number(mark.table.code())
                                .text(hex(mark.accounts))
                                .text(hex(mark.days))
                                .moment(at))
                        .toList());
    }

    /// The oldest entries, by batch.
    public static List<Entry> oldest(Connection connection, int most) throws SQLException {
        // index: primary (batch, kind)
        try (PreparedStatement select = connection.prepareStatement(
                "select batch, kind, accounts, days, logged_at from change_log order by batch, kind limit ?")) {
            select.setInt(1, most);
            List<Entry> entries = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    entries.add(new Entry(
                            rows.getLong(1),
                            table(rows.getInt(2)),
                            bitmap(rows.getBytes(3)),
                            bitmap(rows.getBytes(4)),
                            rows.getTimestamp(5).toInstant()));
                }
            }
            return List.copyOf(entries);
        }
    }

    private static Optional<FactTable<?>> table(int code) {
        return code == IDENTITY
                ? Optional.empty()
                : Optional.of(FactTables.ofCode(code).orElseThrow());
    }

    /// Forgets everything about these intakes.
    public static void delete(Connection connection, Collection<Long> batches) throws SQLException {
        try (PreparedStatement delete =
                connection.prepareStatement("delete from change_log where batch in " + InList.marks(batches))) {
            var _ = InList.set(delete, 1, batches);
            delete.executeUpdate();
        }
    }

    private static String hex(RoaringBitmap bitmap) {
        bitmap.runOptimize();
        ByteBuffer bytes = ByteBuffer.allocate(bitmap.serializedSizeInBytes());
        bitmap.serialize(bytes);
        return HexFormat.of().formatHex(bytes.array());
    }

    private static RoaringBitmap bitmap(byte[] bytes) {
        try {
            RoaringBitmap bitmap = new RoaringBitmap();
            bitmap.deserialize(ByteBuffer.wrap(bytes));
            return bitmap;
        } catch (IOException unreadable) {
            throw new UncheckedIOException("a change log entry can't be read", unreadable);
        }
    }
}
