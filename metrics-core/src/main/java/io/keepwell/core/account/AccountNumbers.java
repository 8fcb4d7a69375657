package io.keepwell.core.account;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.keepwell.core.database.BulkLoad;
import io.keepwell.core.database.Database;
import io.keepwell.core.database.InList;
import io.keepwell.core.database.LoadRow;
import io.keepwell.core.database.NumberSequence;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedCollection;

/// Gives accounts their numbers, by the names that partners give them.
@Singleton
public final class AccountNumbers {
    private static final int NUMBERS_A_BLOCK = 1_000;
    /// A remembered name takes about 200 bytes.
    private static final int MOST_REMEMBERED = 100_000;

    private static final Duration LONGEST_REMEMBERED = Duration.ofMinutes(1);

    private final Database database;
    private final NumberSequence numbers;
    private final Clock clock;
    private final Cache<Alias, Integer> remembered = Caffeine.newBuilder()
            .maximumSize(MOST_REMEMBERED)
            .expireAfterWrite(LONGEST_REMEMBERED)
            .build();
    private final BulkLoad accounts =
            new BulkLoad("account", List.of("account", "name", "stub", "created_at"), List.of());
    private final BulkLoad aliases =
            new BulkLoad("account_alias", List.of("partner_id", "alias", "account"), List.of());

    AccountNumbers(Database database, Clock clock) {
        this.database = database;
        this.numbers = new NumberSequence(database, "account", NUMBERS_A_BLOCK);
        this.clock = clock;
    }

    /// What a partner calls an account.
    private record Alias(int partner, String name) {}

    /// The numbers behind a partner's names. A name not seen before gets a stub, in a transaction of its
    /// own. A name leads to the same number for ever: merging accounts changes what the number counts
    /// for, never the number. The empty name is the firm's. Names are remembered for a minute.
    public Map<String, Integer> resolve(int partner, Collection<String> names) {
        Map<String, Integer> known = new HashMap<>();
        LinkedHashSet<String> unknown = new LinkedHashSet<>();
        for (String name : names) {
            if (name.equals(Account.FIRM_NAME)) {
                known.put(name, Account.FIRM);
                continue;
            }
            Integer number = remembered.getIfPresent(new Alias(partner, name));
            if (number == null) {
                unknown.add(name);
            } else {
                known.put(name, number);
            }
        }
        if (!unknown.isEmpty()) {
            Map<String, Integer> found = findOrCreate(partner, unknown);
            found.forEach((name, number) -> remembered.put(new Alias(partner, name), number));
            known.putAll(found);
        }
        return known;
    }

    /// Looks everything up anew from now on: for whoever takes accounts out of the schema.
    public void forget() {
        remembered.invalidateAll();
    }

    private Map<String, Integer> findOrCreate(int partner, SequencedCollection<String> names) {
        Map<String, Integer> found =
                new HashMap<>(database.transaction(connection -> known(connection, partner, names)));
        List<String> missing =
                names.stream().filter(name -> !found.containsKey(name)).toList();
        if (!missing.isEmpty()) {
            found.putAll(createStubs(partner, missing));
        }
        return found;
    }

    private Map<String, Integer> createStubs(int partner, SequencedCollection<String> names) {
        Map<String, Integer> fresh = new LinkedHashMap<>();
        names.forEach(name -> fresh.put(name, Math.toIntExact(numbers.next())));
        Instant now = clock.instant();
        return database.transaction(connection -> {
            aliases.insertNew(
                    connection,
                    fresh.entrySet().stream()
                            .map(entry -> new LoadRow()
                                    .number(partner)
                                    .text(entry.getKey())
                                    .number(entry.getValue()))
                            .toList());
            // Another process may have been quicker with some of them: its numbers are the ones that
            // hold.
            Map<String, Integer> holding = known(connection, partner, names);
            accounts.insertNew(
                    connection,
                    holding.entrySet().stream()
                            .filter(entry -> entry.getValue().equals(fresh.get(entry.getKey())))
                            .map(entry -> new LoadRow()
                                    .number(entry.getValue())
                                    .text(entry.getKey())
                                    .number(1)
                                    .moment(now))
                            .toList());
            return holding;
        });
    }

    private static Map<String, Integer> known(Connection connection, int partner, Collection<String> names)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "select alias, account from account_alias where partner_id = ? and alias in " + InList.marks(names))) {
            select.setInt(1, partner);
            var _ = InList.set(select, 2, names);
            Map<String, Integer> numbers = new HashMap<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    numbers.put(rows.getString(1), rows.getInt(2));
                }
            }
            return numbers;
        }
    }
}
