package io.keepwell.core.fact.store;

import io.keepwell.core.account.Merge;
import io.keepwell.core.account.Merges;
import io.keepwell.core.database.Database;
import io.keepwell.core.database.InList;
import io.keepwell.core.fact.FactTable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Cuts accounts into pieces whose facts may be in memory at once, however many facts accounts have.
///
/// @param tables kinds of facts that are read of each account
/// @param merges in which the accounts are merged or primary
/// @param mostFacts that the accounts of a piece and their parts have at most, taken back or not; an
///     account that alone has more is a piece of its own
public record AccountBatches(Collection<FactTable<?>> tables, Merges merges, int mostFacts) {
    /// With the ledgers that are made of them, they take some 50 MB.
    public static final int MOST_FACTS = 50_000;

    public AccountBatches {
        tables = List.copyOf(tables);
    }

    /// The pieces, in the accounts' order. None has more accounts than a condition may name.
    public List<List<Integer>> of(Connection connection, Collection<Integer> accounts) throws SQLException {
        List<List<Integer>> pieces = new ArrayList<>();
        for (List<Integer> some : InList.pieces(accounts)) {
            pieces.addAll(cut(connection, some, List.of(Numbers.of(merges.keptUnder(some)))));
        }
        return pieces;
    }

    /// As `of`, but facts are counted only when the turn of their accounts comes.
    ///
    /// @param accounts in order; there are no others between the first and the last
    public Iterable<List<Integer>> between(Database database, List<Integer> accounts) {
        return () -> InList.pieces(accounts).stream()
                .flatMap(some -> database
                        .transaction(connection -> cut(
                                connection,
                                some,
                                List.of(
                                        Numbers.between(some.getFirst(), some.getLast()),
                                        Numbers.of(merges.mergedElsewhere(some)))))
                        .stream())
                .iterator();
    }

    /// Numbers under which facts are kept, as a condition of a query.
    private record Numbers(String condition, Collection<Integer> parameters) {
        static Numbers of(Collection<Integer> numbers) {
            return new Numbers("account in " + InList.marks(numbers), numbers);
        }

        static Numbers between(int first, int last) {
            return new Numbers("account between ? and ?", List.of(first, last));
        }
    }

    private List<List<Integer>> cut(Connection connection, List<Integer> accounts, List<Numbers> keptUnder)
            throws SQLException {
        if (accounts.size() == 1) {
            return List.of(accounts);
        }
        Map<Integer, Integer> counts = new HashMap<>();
        for (Numbers numbers : keptUnder) {
            if (!numbers.parameters().isEmpty()) {
                for (FactTable<?> table : tables) {
                    count(connection, table, numbers, counts);
                }
            }
        }
        return cut(accounts, counts);
    }

    private static void count(Connection connection, FactTable<?> table, Numbers numbers, Map<Integer, Integer> counts)
            throws SQLException {
        // index: fact_account, which alone is read
        try (PreparedStatement select = connection.prepareStatement("select account, count(*) from " + table.table()
                + " where " + numbers.condition() + " group by account")) {
            var _ = InList.set(select, 1, numbers.parameters());
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    counts.merge(rows.getInt(1), rows.getInt(2), Integer::sum);
                }
            }
        }
    }

    /// @param counts by the number under which facts are kept
    private List<List<Integer>> cut(List<Integer> accounts, Map<Integer, Integer> counts) {
        List<List<Integer>> pieces = new ArrayList<>();
        int start = 0;
        long facts = 0;
        for (int i = 0; i < accounts.size(); i++) {
            long more = facts(accounts.get(i), counts);
            if (i > start && facts + more > mostFacts) {
                pieces.add(accounts.subList(start, i));
                start = i;
                facts = 0;
            }
            facts += more;
        }
        pieces.add(accounts.subList(start, accounts.size()));
        return pieces;
    }

    private long facts(int account, Map<Integer, Integer> counts) {
        long facts = counts.getOrDefault(account, 0);
        for (Merge merged : merges.mergedInto(account)) {
            facts += counts.getOrDefault(merged.account(), 0);
        }
        return facts;
    }
}
