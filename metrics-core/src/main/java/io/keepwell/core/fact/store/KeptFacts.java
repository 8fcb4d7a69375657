package io.keepwell.core.fact.store;

import io.keepwell.core.account.Merges;
import io.keepwell.core.database.Database;
import io.keepwell.core.fact.Fact;
import io.keepwell.core.fact.FactTable;
import io.keepwell.core.fact.FactTables;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Says which facts are kept: of which kinds, by whom, how many, and the newest about an account.
@Singleton
public final class KeptFacts {
    private final Database database;

    KeptFacts(Database database) {
        this.database = database;
    }

    /// Those of some kinds of which anything was ever kept.
    public static List<FactTable<?>> everKept(Connection connection, Collection<FactTable<?>> tables)
            throws SQLException {
        List<FactTable<?>> kept = new ArrayList<>();
        for (FactTable<?> table : tables) {
            if (isAny(connection, table)) {
                kept.add(table);
            }
        }
        return kept;
    }

    private static boolean isAny(Connection connection, FactTable<?> table) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("select 1 from " + table.table() + " limit 1");
                ResultSet rows = select.executeQuery()) {
            return rows.next();
        }
    }

    /// Whether facts of any of some kinds are kept that a partner reported.
    ///
    /// @param partner its name
    public boolean hasOf(String partner, Collection<FactTable<?>> tables) {
        if (tables.isEmpty()) {
            return false;
        }
        // index: primary (partner_id, event_key)
        String sql = "select p.partner_id from partner p where p.name = ? and ("
                + tables.stream()
                        .map(table ->
                                "exists (select 1 from " + table.table() + " f where f.partner_id = p.partner_id)")
                        .collect(Collectors.joining(" or "))
                + ")";
        return database.transaction(connection -> {
            try (PreparedStatement select = connection.prepareStatement(sql)) {
                select.setString(1, partner);
                try (ResultSet rows = select.executeQuery()) {
                    return rows.next();
                }
            }
        });
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

    /// The newest facts about an account and those merged into it, newest first.
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

    private static <F extends Fact> void newest(
            Connection connection, FactTable<F> table, int account, int most, List<StoredFact<?>> facts)
            throws SQLException {
        // index: fact_account
        String sql = FactReader.select(table)
                + " where retracted_at is null and account = ? order by occurred_at desc, event_key desc limit ?";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setInt(1, account);
            statement.setInt(2, most);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    facts.add(FactReader.read(table, rows));
                }
            }
        }
    }
}
