package io.keepwell.deploy.chaos;

import io.keepwell.core.fact.FactTable;
import io.keepwell.core.fact.FactTables;
import io.keepwell.core.fact.store.FactReader;
import io.keepwell.core.fact.store.StoredFact;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// An event as it stands in the database.
///
/// @param batch the number of the intake that stored it
/// @param counts false where it was taken back
record Stored(EventSlot place, long batch, Content content, boolean counts) {
    /// Everything that is stored, of all kinds and partners.
    static List<Stored> all(Connection connection) throws SQLException {
        List<Stored> all = new ArrayList<>();
        for (FactTable<?> table : FactTables.ALL) {
            read(connection, table, all);
        }
        return all;
    }

    private static void read(Connection connection, FactTable<?> table, List<Stored> all) throws SQLException {
        // An account that a partner has two names for comes twice, and is found to be double.
        String sql = "select " + FactReader.selectionWithTexts(table, "f") + ", f.batch, f.retracted_at, a.alias from "
                + table.table()
                + " f left join account_alias a on a.partner_id = f.partner_id and a.account = f.account";
        try (PreparedStatement select =
                connection.prepareStatement(sql, ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY)) {
            select.setFetchSize(Integer.MIN_VALUE);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    StoredFact<?> fact = FactReader.read(table, rows);
                    String account =
                            Optional.ofNullable(rows.getString("alias")).orElse("");
                    all.add(new Stored(
                            new EventSlot(fact.partner(), table.kind(), fact.key()),
                            rows.getLong("batch"),
                            Content.of(account, fact.occurredAt(), fact.fact()),
                            rows.getTimestamp("retracted_at") == null));
                }
            }
        }
    }
}
