package io.keepwell.core.rollup.cell;

import io.keepwell.core.account.Slice;
import io.keepwell.core.account.SliceDictionary;
import io.keepwell.core.database.InList;
import io.keepwell.core.fact.Fact;
import io.keepwell.core.fact.FactTable;
import io.keepwell.core.fact.store.FactReader;
import io.keepwell.core.fact.store.StoredFact;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

/// Reads facts of a kind with the slices in which they count: those in which their accounts stood on their
/// days, or that they bring themselves. Facts of a merged account come as its primary account's.
public final class SlicedFacts {
    /// What the database knows of a table's size may be minutes old. While a table fills for the first
    /// time it would read the whole of it instead.
    private static final String BY_DAY_AND_BATCH = "force index (fact_day)";

    private SlicedFacts() {}

    /// Takes a fact with its slice's number and the intake that kept it.
    @FunctionalInterface
    public interface Consumer<F extends Fact> {
        void accept(StoredFact<F> stored, int slice, long batch);
    }

    /// Streams all facts on some days, of large texts only the first character. Nothing else may be
    /// asked of the connection meanwhile.
    static <F extends Fact> void onDays(
            Connection connection,
            SliceDictionary slices,
            FactTable<F> table,
            Collection<LocalDate> days,
            Consumer<F> consumer)
            throws SQLException {
        String selection = FactReader.selection(table, "f");
        try (PreparedStatement select = prepare(connection, table, selection, "", "f.day in " + InList.marks(days))) {
            var _ = InList.set(select, 1, days);
            read(select, slices, table, consumer);
        }
    }

    /// Streams the facts on some days that some intakes kept.
    static <F extends Fact> void ofBatches(
            Connection connection,
            SliceDictionary slices,
            FactTable<F> table,
            Collection<LocalDate> days,
            Collection<Long> batches,
            Consumer<F> consumer)
            throws SQLException {
        String condition = "f.day in " + InList.marks(days) + " and f.batch in " + InList.marks(batches);
        String selection = FactReader.selection(table, "f");
        try (PreparedStatement select = prepare(connection, table, selection, BY_DAY_AND_BATCH, condition)) {
            var _ = InList.set(select, InList.set(select, 1, days), batches);
            read(select, slices, table, consumer);
        }
    }

    /// Streams the facts on the days `[from, to)`, with their large texts.
    public static <F extends Fact> void between(
            Connection connection,
            SliceDictionary slices,
            FactTable<F> table,
            LocalDate from,
            LocalDate to,
            Consumer<F> consumer)
            throws SQLException {
        String selection = FactReader.selectionWithTexts(table, "f");
        try (PreparedStatement select = prepare(connection, table, selection, "", "f.day >= ? and f.day < ?")) {
            select.setObject(1, from);
            select.setObject(2, to);
            read(select, slices, table, consumer);
        }
    }

    /// Streams some facts on the days `[from, to)`, of large texts only the first character.
    ///
    /// @param condition on columns of the table, called `f`; begins with `and`
    /// @param most how many at most
    public static <F extends Fact> void some(
            Connection connection,
            SliceDictionary slices,
            FactTable<F> table,
            LocalDate from,
            LocalDate to,
            String condition,
            int most,
            Consumer<F> consumer)
            throws SQLException {
        String selection = FactReader.selection(table, "f");
        String all = "f.day >= ? and f.day < ?" + condition + " limit ?";
        try (PreparedStatement select = prepare(connection, table, selection, "", all)) {
            select.setObject(1, from);
            select.setObject(2, to);
            select.setInt(3, most);
            read(select, slices, table, consumer);
        }
    }

    private static PreparedStatement prepare(
            Connection connection, FactTable<?> table, String selection, String hint, String condition)
            throws SQLException {
        // index: fact_day (day, batch), then the merges' primary key, then the versions' (account,
        // from_day)
        String sql = """
                select %s, f.batch, coalesce(m.primary_account, f.account) as primary_account, v.slice
                from %s f %s
                left join account_merge m on m.account = f.account
                left join account_version v
                    on v.account = coalesce(m.primary_account, f.account) and v.from_day <= f.day and v.to_day > f.day
                where f.retracted_at is null
                and %s
                """.formatted(selection, table.table(), hint, condition);
        PreparedStatement select =
                connection.prepareStatement(sql, ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY);
        select.setFetchSize(Integer.MIN_VALUE);
        return select;
    }

    private static <F extends Fact> void read(
            PreparedStatement select, SliceDictionary slices, FactTable<F> table, Consumer<F> consumer)
            throws SQLException {
        int unknown =
                Objects.requireNonNull(slices.numbers(List.of(Slice.UNKNOWN)).get(Slice.UNKNOWN));
        try (ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                int stored = rows.getInt("slice");
                int ofAccount = rows.wasNull() ? unknown : stored;
                StoredFact<F> fact = FactReader.read(table, rows).about(rows.getInt("primary_account"));
                consumer.accept(fact, OwnSliceKey.slice(fact, ofAccount, slices), rows.getLong("batch"));
            }
        }
    }
}
