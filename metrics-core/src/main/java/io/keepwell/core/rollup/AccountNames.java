package io.keepwell.core.rollup;

import io.keepwell.core.account.Merges;
import io.keepwell.core.fact.AccountProfile;
import io.keepwell.core.fact.FactTables;
import io.keepwell.core.fact.StoredFact;
import io.keepwell.core.ledger.AccountFacts;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Names accounts by what their profiles say.
final class AccountNames {
    private AccountNames() {}

    /// Gives each account the name that the newest profile with a name gives it, and its first alias
    /// where there is none; an account without profiles is a stub. Parts of others keep the name they
    /// had.
    static void refresh(Connection connection, Collection<Integer> accounts) throws SQLException {
        for (List<Integer> piece : LedgerRefresh.pieces(List.copyOf(accounts))) {
            Merges merges = Merges.of(connection, piece);
            Map<Integer, AccountFacts> facts =
                    AccountFacts.read(connection, List.of(FactTables.ACCOUNT_PROFILE), piece);
            try (PreparedStatement update = connection.prepareStatement("""
                    update account
                    set name = if(? = '', coalesce((select min(alias) from account_alias l where l.account = ?), name), ?),
                        stub = ?
                    where account = ?
                    """)) {
                for (int account : piece) {
                    if (merges.find(account).isEmpty()) {
                        List<StoredFact<AccountProfile>> profiles =
                                Objects.requireNonNull(facts.get(account)).of(FactTables.ACCOUNT_PROFILE);
                        String name = name(profiles);
                        update.setString(1, name);
                        update.setInt(2, account);
                        update.setString(3, name);
                        update.setInt(4, profiles.isEmpty() ? 1 : 0);
                        update.setInt(5, account);
                        update.addBatch();
                    }
                }
                update.executeBatch();
            }
        }
    }

    private static String name(List<StoredFact<AccountProfile>> profiles) {
        return profiles.reversed().stream()
                .map(profile -> profile.fact().name())
                .filter(name -> !name.isEmpty())
                .findFirst()
                .orElse("");
    }
}
