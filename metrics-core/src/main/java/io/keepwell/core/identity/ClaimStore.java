package io.keepwell.core.identity;

import io.keepwell.core.database.BulkLoad;
import io.keepwell.core.database.InList;
import io.keepwell.core.database.LoadRow;
import io.keepwell.core.fact.EventKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Keeps what profiles claim, and which accounts staff hold apart. Each call takes as many accounts as
/// one statement may name.
final class ClaimStore {
    private static final String COLUMNS = "select account, named_account, occurred_at, event_key, partner_id";
    private static final BulkLoad CLAIMS = new BulkLoad(
            "account_claim",
            List.of("account", "named_account", "occurred_at", "event_key", "partner_id"),
            List.of("event_key"));

    private ClaimStore() {}

    /// Those of some accounts.
    static Set<Claim> by(Connection connection, Collection<Integer> accounts) throws SQLException {
        return read(connection, "account", accounts);
    }

    /// Those on some accounts.
    static Set<Claim> on(Connection connection, Collection<Integer> named) throws SQLException {
        return read(connection, "named_account", named);
    }

    private static Set<Claim> read(Connection connection, String column, Collection<Integer> accounts)
            throws SQLException {
        Set<Claim> claims = new HashSet<>();
        if (accounts.isEmpty()) {
            return claims;
        }
        // index: primary or claim_named
        try (PreparedStatement select = connection.prepareStatement(
                COLUMNS + " from account_claim where " + column + " in " + InList.marks(accounts))) {
            var _ = InList.set(select, 1, accounts);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    claims.add(new Claim(
                            rows.getInt(1),
                            rows.getInt(2),
                            rows.getTimestamp(3).toInstant(),
                            EventKey.ofBytes(rows.getBytes(4)),
                            rows.getInt(5)));
                }
            }
        }
        return claims;
    }

    /// Puts the claims in the place of all that the accounts made before.
    static void replace(Connection connection, Collection<Integer> accounts, Collection<Claim> claims)
            throws SQLException {
        try (PreparedStatement delete =
                connection.prepareStatement("delete from account_claim where account in " + InList.marks(accounts))) {
            var _ = InList.set(delete, 1, accounts);
            delete.executeUpdate();
        }
        var _ = CLAIMS.insertNew(
                connection,
                claims.stream()
                        .map(claim -> new LoadRow()
                                .number(claim.account())
                                .number(claim.named())
                                .moment(claim.occurredAt())
                                .text(claim.key().hex())
                                .number(claim.partner()))
                        .toList());
    }

    /// Those of the accounts whose own facts include a profile.
    static Set<Integer> profiled(Connection connection, Collection<Integer> accounts) throws SQLException {
        Set<Integer> profiled = new HashSet<>();
        // index: fact_account
        try (PreparedStatement select = connection.prepareStatement(
                "select distinct account from fact_account_profile where retracted_at is null and account in "
                        + InList.marks(accounts))) {
            var _ = InList.set(select, 1, accounts);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    profiled.add(rows.getInt(1));
                }
            }
        }
        return profiled;
    }

    /// The accounts from which staff have split this one, and which they have split from it.
    static Set<Integer> apartFrom(Connection connection, int account) throws SQLException {
        Set<Integer> apart = new HashSet<>();
        // index: primary, then apart_other
        try (PreparedStatement select = connection.prepareStatement("""
                select other from account_apart where account = ?
                union
                select account from account_apart where other = ?
                """)) {
            select.setInt(1, account);
            select.setInt(2, account);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    apart.add(rows.getInt(1));
                }
            }
        }
        return apart;
    }

    /// Those of the accounts from which staff have split any, or which they have split from any.
    static Set<Integer> split(Connection connection, Collection<Integer> accounts) throws SQLException {
        Set<Integer> split = new HashSet<>();
        String marks = InList.marks(accounts);
        // index: primary, then apart_other
        try (PreparedStatement select =
                connection.prepareStatement("select account from account_apart where account in " + marks
                        + " union select other from account_apart where other in " + marks)) {
            var _ = InList.set(select, InList.set(select, 1, accounts), accounts);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    split.add(rows.getInt(1));
                }
            }
        }
        return split;
    }

    /// Remembers that staff split an account from others.
    static void setApart(Connection connection, int account, Collection<Integer> others) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("insert ignore into account_apart (account, other) values (?, ?)")) {
            for (int other : others) {
                insert.setInt(1, account);
                insert.setInt(2, other);
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    /// Forgets that these were split.
    static void forgetApart(Connection connection, int account, Collection<Integer> others) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(
                "delete from account_apart where (account = ? and other = ?) or (account = ? and other = ?)")) {
            for (int other : others) {
                delete.setInt(1, account);
                delete.setInt(2, other);
                delete.setInt(3, other);
                delete.setInt(4, account);
                delete.addBatch();
            }
            delete.executeBatch();
        }
    }
}
