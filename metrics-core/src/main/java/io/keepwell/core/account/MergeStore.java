package io.keepwell.core.account;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Changes which accounts count as parts of which others. Whoever does has to mark the accounts for
/// refresh.
public final class MergeStore {
    private static final String INSERT = """
            insert into account_merge (account, into_account, whole, automatic, merged_at)
            values (?, ?, ?, ?, ?)
            """;

    private MergeStore() {}

    /// Keeps everybody else from changing any of it until the transaction ends.
    public static void lock(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                        "select next_number from number_sequence where name = 'identity' for update");
                ResultSet rows = select.executeQuery()) {
            if (!rows.next()) {
                throw new IllegalStateException("the schema has no row to lock identity by");
            }
        }
    }

    /// The account, what it was merged into, what that was merged into, and so on up to the whole.
    public static List<Integer> way(Connection connection, int account) throws SQLException {
        List<Integer> way = new ArrayList<>(List.of(account));
        Optional<Merge> next = Merges.of(connection, List.of(account)).find(account);
        while (next.isPresent()) {
            way.add(next.get().into());
            next = Merges.of(connection, List.of(next.get().into()))
                    .find(next.get().into());
        }
        return List.copyOf(way);
    }

    /// Makes an account that is no part, with all its parts, a part of another. Needs the lock.
    ///
    /// @param into neither the account nor a part of it
    /// @return every account whose whole is another now, and the wholes
    public static Set<Integer> put(Connection connection, int account, int into, boolean automatic, Instant at)
            throws SQLException {
        Merges before = Merges.of(connection, List.of(account, into));
        int whole = before.whole(into);
        if (before.find(account).isPresent() || whole == account) {
            throw new IllegalArgumentException("account " + account + " can't be merged into " + into);
        }
        Set<Integer> changed = new TreeSet<>(Set.of(account, whole));
        before.partsOf(account).forEach(part -> changed.add(part.account()));
        // index: merge_whole
        try (PreparedStatement update =
                connection.prepareStatement("update account_merge set whole = ? where whole = ?")) {
            update.setInt(1, whole);
            update.setInt(2, account);
            update.executeUpdate();
        }
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            set(insert, account, into, whole, automatic, at);
            insert.executeUpdate();
        }
        return changed;
    }

    /// As `put`, by profiles and for many at once: accounts that nothing is merged with, each into one that is merged
    /// into no other. Needs the lock.
    ///
    /// @param into by account
    /// @return all these accounts
    public static Set<Integer> putAll(Connection connection, Map<Integer, Integer> into, Instant at)
            throws SQLException {
        Set<Integer> changed = new TreeSet<>(into.keySet());
        changed.addAll(into.values());
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            for (Map.Entry<Integer, Integer> each : into.entrySet()) {
                set(insert, each.getKey(), each.getValue(), each.getValue(), true, at);
                insert.addBatch();
            }
            insert.executeBatch();
        }
        return changed;
    }

    private static void set(PreparedStatement insert, int account, int into, int whole, boolean automatic, Instant at)
            throws SQLException {
        insert.setInt(1, account);
        insert.setInt(2, into);
        insert.setInt(3, whole);
        insert.setInt(4, automatic ? 1 : 0);
        insert.setTimestamp(5, Timestamp.from(at));
    }

    /// Undoes `put`: what was merged into the account itself stays with it. Needs the lock.
    ///
    /// @return every account whose whole is another now, and the wholes; nothing where the account is no
    ///     part
    public static Set<Integer> remove(Connection connection, int account) throws SQLException {
        Optional<Merge> merge = Merges.of(connection, List.of(account)).find(account);
        if (merge.isEmpty()) {
            return Set.of();
        }
        int whole = merge.get().whole();
        try (PreparedStatement delete = connection.prepareStatement("delete from account_merge where account = ?")) {
            delete.setInt(1, account);
            delete.executeUpdate();
        }
        Set<Integer> changed = new TreeSet<>(Set.of(account));
        List<Merge> others = Merges.of(connection, List.of(whole)).partsOf(whole);
        for (boolean grown = true; grown; ) {
            grown = false;
            for (Merge other : others) {
                grown |= changed.contains(other.into()) && changed.add(other.account());
            }
        }
        try (PreparedStatement update =
                connection.prepareStatement("update account_merge set whole = ? where account = ?")) {
            for (int part : changed) {
                update.setInt(1, account);
                update.setInt(2, part);
                update.addBatch();
            }
            update.executeBatch();
        }
        changed.add(whole);
        return changed;
    }
}
