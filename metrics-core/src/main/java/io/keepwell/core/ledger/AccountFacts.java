package io.keepwell.core.ledger;

import io.keepwell.core.account.Merges;
import io.keepwell.core.fact.Fact;
import io.keepwell.core.fact.FactTable;
import io.keepwell.core.fact.store.FactReader;
import io.keepwell.core.fact.store.StoredFact;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/// The facts of one account and those merged into it, of all kinds that were read.
public final class AccountFacts {
    private final int account;
    private final Map<FactTable<?>, List<StoredFact<?>>> facts = new HashMap<>();

    public AccountFacts(int account) {
        this.account = account;
    }

    /// Those of some accounts; each account has one, with or without facts. An account that is a part of
    /// another has none.
    public static Map<Integer, AccountFacts> read(
            Connection connection, Collection<FactTable<?>> tables, Collection<Integer> accounts) throws SQLException {
        return read(connection, tables, accounts, Optional.empty());
    }

    /// As `read`, of what was received until a moment.
    ///
    /// @param receivedUntil empty for now
    public static Map<Integer, AccountFacts> read(
            Connection connection,
            Collection<FactTable<?>> tables,
            Collection<Integer> accounts,
            Optional<Instant> receivedUntil)
            throws SQLException {
        Map<Integer, AccountFacts> all = new TreeMap<>();
        accounts.forEach(account -> all.put(account, new AccountFacts(account)));
        Merges merges = Merges.of(connection, accounts);
        Set<Integer> keptUnder = merges.keptUnder(accounts);
        for (FactTable<?> table : tables) {
            for (StoredFact<?> stored : FactReader.ofAccounts(connection, table, keptUnder, receivedUntil)) {
                int primary = merges.primary(stored.account());
                all.computeIfAbsent(primary, AccountFacts::new).add(table, stored.about(primary));
            }
        }
        return all;
    }

    /// As `read`, for all accounts of a piece of those that there are.
    ///
    /// @param accounts in order; there are no others between the first and the last
    /// @param merges all there are
    public static Map<Integer, AccountFacts> readBetween(
            Connection connection, Collection<FactTable<?>> tables, List<Integer> accounts, Merges merges)
            throws SQLException {
        return readBetween(connection, tables, accounts, merges, Optional.empty());
    }

    /// As `readBetween`, of what was received until a moment.
    ///
    /// @param receivedUntil empty for now
    public static Map<Integer, AccountFacts> readBetween(
            Connection connection,
            Collection<FactTable<?>> tables,
            List<Integer> accounts,
            Merges merges,
            Optional<Instant> receivedUntil)
            throws SQLException {
        Map<Integer, AccountFacts> all = new TreeMap<>();
        accounts.forEach(account -> all.put(account, new AccountFacts(account)));
        List<Integer> mergedElsewhere = merges.mergedElsewhere(accounts);
        for (FactTable<?> table : tables) {
            List<StoredFact<?>> stored = new ArrayList<>(FactReader.ofAccountsBetween(
                    connection, table, accounts.getFirst(), accounts.getLast(), receivedUntil));
            stored.addAll(FactReader.ofAccounts(connection, table, mergedElsewhere, receivedUntil));
            for (StoredFact<?> each : stored) {
                int primary = merges.primary(each.account());
                Optional.ofNullable(all.get(primary)).ifPresent(facts -> facts.add(table, each.about(primary)));
            }
        }
        return all;
    }

    public int account() {
        return account;
    }

    /// @param stored of the table's kind
    public void add(FactTable<?> table, StoredFact<?> stored) {
        facts.computeIfAbsent(table, _ -> new ArrayList<>()).add(stored);
    }

    /// The facts of a kind that are about the same thing: one order, one offer. Each list is in order
    /// and not empty.
    ///
    /// @param name the partner's name of the thing, which no other partner shares
    public <F extends Fact> List<List<StoredFact<F>>> byThing(FactTable<F> table, Function<F, String> name) {
        record Thing(int partner, String name) {}
        Map<Thing, List<StoredFact<F>>> things = new LinkedHashMap<>();
        for (StoredFact<F> stored : of(table)) {
            things.computeIfAbsent(new Thing(stored.partner(), name.apply(stored.fact())), _ -> new ArrayList<>())
                    .add(stored);
        }
        return List.copyOf(things.values());
    }

    /// The facts of a kind, in order.
    @SuppressWarnings("unchecked") // a table's list holds facts of the table's kind only
    public <F extends Fact> List<StoredFact<F>> of(FactTable<F> table) {
        List<StoredFact<F>> found = new ArrayList<>();
        for (StoredFact<?> stored : facts.getOrDefault(table, List.of())) {
            found.add((StoredFact<F>) stored);
        }
        found.sort(StoredFact.ORDER);
        return found;
    }
}
