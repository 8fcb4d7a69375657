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

/// Keeps what profiles claim. Each call takes as many accounts as
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
}
