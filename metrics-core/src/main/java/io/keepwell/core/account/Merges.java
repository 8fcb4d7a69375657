package io.keepwell.core.account;

import io.keepwell.core.database.InList;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// Which accounts are merged into which others, as far as it was asked for. Facts of a *merged* account are kept under
/// its own number, but it has no ledger and no figures: they are those of its *primary* account, which is merged into
/// no other.
public final class Merges {
    private static final String COLUMNS =
            "select account, into_account, primary_account, automatic, merged_at from account_merge";

    private final Map<Integer, Merge> merges = new TreeMap<>();
    private final Map<Integer, SortedSet<Integer>> merged = new HashMap<>();

    private Merges() {}

    /// None: each account counts by itself.
    public static Merges none() {
        return new Merges();
    }

    /// Those in which some accounts are merged or primary.
    public static Merges of(Connection connection, Collection<Integer> accounts) throws SQLException {
        Merges found = new Merges();
        for (List<Integer> piece : InList.pieces(accounts)) {
            String marks = InList.marks(piece);
            // index: primary, then merge_primary
            try (PreparedStatement select = connection.prepareStatement(COLUMNS + " where account in " + marks
                    + " union " + COLUMNS + " where primary_account in " + marks)) {
                var _ = InList.set(select, InList.set(select, 1, piece), piece);
                found.read(select);
            }
        }
        return found;
    }

    /// All there are.
    public static Merges all(Connection connection) throws SQLException {
        Merges found = new Merges();
        try (PreparedStatement select = connection.prepareStatement(COLUMNS)) {
            found.read(select);
        }
        return found;
    }

    private void read(PreparedStatement select) throws SQLException {
        try (ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                Merge merge = new Merge(
                        rows.getInt(1),
                        rows.getInt(2),
                        rows.getInt(3),
                        rows.getInt(4) == 1,
                        rows.getTimestamp(5).toInstant());
                merges.put(merge.account(), merge);
                merged.computeIfAbsent(merge.primary(), _ -> new TreeSet<>()).add(merge.account());
            }
        }
    }

    /// How an account was merged; empty where it wasn't.
    public Optional<Merge> find(int account) {
        return Optional.ofNullable(merges.get(account));
    }

    /// The account that counts: itself, unless it is merged.
    public int primary(int account) {
        return find(account).map(Merge::primary).orElse(account);
    }

    /// What was merged into a primary account, in order of the numbers.
    public List<Merge> mergedInto(int primary) {
        return merged.getOrDefault(primary, new TreeSet<>()).stream()
                .flatMap(account -> find(account).stream())
                .toList();
    }

    /// The numbers under which the facts of some accounts are kept: their own and those of accounts
    /// merged into them. A merged account has none.
    public Set<Integer> keptUnder(Collection<Integer> accounts) {
        Set<Integer> numbers = new TreeSet<>();
        for (int account : accounts) {
            if (!merges.containsKey(account)) {
                numbers.add(account);
                numbers.addAll(merged.getOrDefault(account, new TreeSet<>()));
            }
        }
        return numbers;
    }

    /// The numbers under which facts of some accounts are kept, but those between the first account and
    /// the last.
    ///
    /// @param accounts in order
    public List<Integer> mergedElsewhere(List<Integer> accounts) {
        int first = accounts.getFirst();
        int last = accounts.getLast();
        return keptUnder(accounts).stream()
                .filter(number -> number < first || number > last)
                .toList();
    }
}
