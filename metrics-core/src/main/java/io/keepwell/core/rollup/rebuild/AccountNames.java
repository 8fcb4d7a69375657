package io.keepwell.core.rollup.rebuild;

import io.keepwell.core.account.Merges;
import io.keepwell.core.database.InList;
import io.keepwell.core.fact.AccountProfile;
import io.keepwell.core.fact.FactTables;
import io.keepwell.core.fact.store.StoredFact;
import io.keepwell.core.ledger.AccountFacts;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;

/// Names accounts by what their profiles say.
final class AccountNames {
    private AccountNames() {}

    /// Gives each account the name that the newest profile with a name gives it, and its first alias
    /// where there is none; an account without profiles is a stub. Parts of others keep the name they
    /// had.
    static void refresh(Connection connection, Collection<Integer> accounts) throws SQLException {
        Merges merges = Merges.of(connection, accounts);
        Map<Integer, AccountFacts> facts = AccountFacts.read(connection, List.of(FactTables.ACCOUNT_PROFILE), accounts);
        List<Naming> namings = accounts.stream()
                .filter(account -> merges.find(account).isEmpty())
                .map(account -> Naming.of(Objects.requireNonNull(facts.get(account))))
                .toList();
        write(connection, namings);
    }

    /// A piece at a time, since the driver makes one text of all rows that it is given.
    static void write(Connection connection, Collection<Naming> namings) throws SQLException {
        for (List<Naming> piece : InList.pieces(namings)) {
            writePiece(connection, piece);
        }
    }

    private static void writePiece(Connection connection, List<Naming> namings) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("""
                update account
                set name = if(? = '', coalesce((select min(alias) from account_alias l where l.account = ?), name), ?),
                    stub = ?
                where account = ?
                """)) {
            for (Naming naming : namings) {
                update.setString(1, naming.name());
                update.setInt(2, naming.account());
                update.setString(3, naming.name());
                update.setInt(4, naming.stub() ? 1 : 0);
                update.setInt(5, naming.account());
                update.addBatch();
            }
            update.executeBatch();
        }
    }

    /// What the profiles of an account say about its name; empty where they don't.
    record Naming(int account, String name, boolean stub) {
        static Naming of(AccountFacts facts) {
            List<StoredFact<AccountProfile>> profiles = facts.of(FactTables.ACCOUNT_PROFILE);
            return new Naming(facts.account(), AccountNames.name(profiles), profiles.isEmpty());
        }
    }

    /// Those of all accounts from the first to the last whose name or stub isn't what it has to be. Only
    /// reads.
    static List<Naming> outdated(Connection connection, SortedMap<Integer, Naming> namings) throws SQLException {
        List<Naming> outdated = new ArrayList<>();
        // index: primary, then alias_account
        try (PreparedStatement select = connection.prepareStatement("""
                select account, name, stub,
                    (select min(alias) from account_alias l where l.account = a.account) as alias
                from account a
                where account between ? and ?
                """)) {
            select.setInt(1, namings.firstKey());
            select.setInt(2, namings.lastKey());
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    Naming naming = namings.get(rows.getInt(1));
                    if (naming != null && isOutdated(naming, rows)) {
                        outdated.add(naming);
                    }
                }
            }
        }
        return outdated;
    }

    private static boolean isOutdated(Naming naming, ResultSet rows) throws SQLException {
        String name = rows.getString(2);
        String alias = rows.getString(4);
        String wanted = !naming.name().isEmpty() ? naming.name() : alias == null ? name : alias;
        return !wanted.equals(name) || naming.stub() != (rows.getInt(3) != 0);
    }

    private static String name(List<StoredFact<AccountProfile>> profiles) {
        return profiles.reversed().stream()
                .map(profile -> profile.fact().name())
                .filter(name -> !name.isEmpty())
                .findFirst()
                .orElse("");
    }
}
