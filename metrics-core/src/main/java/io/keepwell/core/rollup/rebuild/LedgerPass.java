package io.keepwell.core.rollup.rebuild;

import io.keepwell.core.account.Merges;
import io.keepwell.core.database.Database;
import io.keepwell.core.fact.FactTable;
import io.keepwell.core.fact.store.AccountBatches;
import io.keepwell.core.fact.store.KeptFacts;
import io.keepwell.core.ledger.AccountFacts;
import io.keepwell.core.ledger.Ledger;
import io.keepwell.core.ledger.LedgerBuilder;
import io.keepwell.core.ledger.LedgerRules;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/// Makes ledgers of the facts that were received until a moment and hands them over, some accounts at a
/// time, in the accounts' order. What is in memory doesn't grow with the facts.
///
/// @param accounts in order; there are no others between the first and the last
/// @param merges in which they are merged or primary
/// @param receivedUntil empty for now
/// @param mostFacts how many are read at once at most, where no account alone has more
public record LedgerPass(
        Database database,
        LedgerRules rules,
        List<Integer> accounts,
        Merges merges,
        Optional<Instant> receivedUntil,
        int mostFacts) {
    /// @param builders that write what is asked for; only their kinds of facts are read
    /// @param taker of ledgers by account
    public void each(Collection<LedgerBuilder> builders, Consumer<Map<Integer, Ledger>> taker) {
        List<FactTable<?>> tables =
                database.transaction(connection -> KeptFacts.everKept(connection, LedgerRefresh.tables(builders)));
        for (List<Integer> piece : new AccountBatches(tables, merges, mostFacts).between(database, accounts)) {
            taker.accept(database.transaction(connection -> ledgers(connection, piece, tables, builders)));
        }
    }

    private Map<Integer, Ledger> ledgers(
            Connection connection, List<Integer> piece, List<FactTable<?>> tables, Collection<LedgerBuilder> builders)
            throws SQLException {
        Map<Integer, Ledger> ledgers = new TreeMap<>();
        AccountFacts.readBetween(connection, tables, piece, merges, receivedUntil)
                .forEach((account, facts) -> ledgers.put(account, Ledger.of(facts, rules, builders)));
        return ledgers;
    }
}
