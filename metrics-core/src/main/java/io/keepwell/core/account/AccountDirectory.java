package io.keepwell.core.account;

import io.keepwell.core.database.Database;
import io.keepwell.core.database.InList;
import io.keepwell.core.setting.Settings;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.text.Collator;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.stream.Collectors;

/// Finds accounts by number, by name and by the names that partners give them. Only reads.
@Singleton
public final class AccountDirectory {
    private final Database database;
    private final AliasRepository aliasRepository;
    private final Settings settings;
    private final Clock clock;

    AccountDirectory(Database database, AliasRepository aliasRepository, Settings settings, Clock clock) {
        this.database = database;
        this.aliasRepository = aliasRepository;
        this.settings = settings;
        this.clock = clock;
    }

    /// One page of a search.
    ///
    /// @param total how many there are on all pages
    public record Page(List<Account> accounts, int total) {
        public Page {
            accounts = List.copyOf(accounts);
        }
    }

    /// Accounts whose name holds the text, in any case, and that stand in the slice now; by name. Accounts
    /// that are merged into others aren't among them.
    public Page search(String text, Slice slice, int offset, int limit) {
        String condition = " where m.account is null and a.name like ? escape '!'"
                + slice.values().keySet().stream()
                        .map(dimension -> " and coalesce(s." + dimension.id() + ", '') = ?")
                        .collect(Collectors.joining())
                + slice.others().entrySet().stream()
                        .map(entry -> " and coalesce(s." + entry.getKey().id() + ", '') not in "
                                + InList.marks(entry.getValue()))
                        .collect(Collectors.joining());
        LocalDate today = today();
        return database.transaction(connection -> {
            int total;
            try (PreparedStatement count = connection.prepareStatement("select count(*)" + FROM + condition)) {
                setSearch(count, today, text, slice);
                try (ResultSet rows = count.executeQuery()) {
                    rows.next();
                    total = rows.getInt(1);
                }
            }
            try (PreparedStatement select = connection.prepareStatement(
                    SELECT + FROM + condition + " order by a.name, a.account limit ? offset ?")) {
                int next = setSearch(select, today, text, slice);
                select.setInt(next, limit);
                select.setInt(next + 1, offset);
                return new Page(read(connection, select), total);
            }
        });
    }

    /// The account of that number, or the primary account that it is merged into.
    public Optional<Account> find(int number) {
        LocalDate today = today();
        return database.transaction(connection -> {
            try (PreparedStatement select = connection.prepareStatement(SELECT + FROM + " where a.account = ?")) {
                select.setObject(1, today);
                select.setObject(2, today);
                select.setInt(3, Merges.of(connection, List.of(number)).primary(number));
                return read(connection, select).stream().findFirst();
            }
        });
    }

    /// The number behind a partner's name, as it was given with the name; empty where the name was never
    /// seen.
    public Optional<Integer> number(String partner, String name) {
        return database.transaction(_ -> aliasRepository.findAccount(partner, name));
    }

    /// What partners call the number itself, without what is merged into it.
    public List<Account.Alias> aliases(int number) {
        return database.transaction(_ -> aliases(List.of(number))).getOrDefault(number, List.of());
    }

    /// The order in which people look names up, whatever their case and accents.
    public static Comparator<String> byName() {
        return Collator.getInstance(Locale.ROOT)::compare;
    }

    /// The names of some accounts.
    public static Map<Integer, String> names(Connection connection, Collection<Integer> numbers) throws SQLException {
        Map<Integer, String> names = new HashMap<>();
        for (List<Integer> piece : InList.pieces(numbers)) {
            try (PreparedStatement select = connection.prepareStatement(
                    "select account, name from account where account in " + InList.marks(piece))) {
                var _ = InList.set(select, 1, piece);
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) {
                        names.put(rows.getInt(1), rows.getString(2));
                    }
                }
            }
        }
        return names;
    }

    /// How many of some accounts nobody has sent a profile of.
    public long withoutProfile(Collection<Integer> numbers) {
        if (numbers.isEmpty()) {
            return 0;
        }
        return database.transaction(connection -> {
            try (PreparedStatement select = connection.prepareStatement(
                    "select count(*) from account where stub = 1 and account in " + InList.marks(numbers))) {
                var _ = InList.set(select, 1, numbers);
                try (ResultSet rows = select.executeQuery()) {
                    rows.next();
                    return rows.getLong(1);
                }
            }
        });
    }

    private static final String SELECT = "select a.account, a.name, a.stub, "
            + Dimension.ALL.stream().map(dimension -> "s." + dimension.id()).collect(Collectors.joining(", "));

    // The newest version may be of a day to come, on which another partner's subscription outlives the one
    // that counts now.
    private static final String FROM = """
             from account a
            left join account_merge m on m.account = a.account
            left join account_version v on v.account = a.account and v.from_day <= ? and v.to_day > ?
            left join slice s on s.slice = v.slice""";

    private LocalDate today() {
        return settings.firm().zone().today(clock);
    }

    private static int setSearch(PreparedStatement statement, LocalDate today, String text, Slice slice)
            throws SQLException {
        String pattern = text.strip().replace("!", "!!").replace("%", "!%").replace("_", "!_");
        statement.setObject(1, today);
        statement.setObject(2, today);
        statement.setString(3, "%" + pattern + "%");
        int index = 4;
        for (String value : slice.values().values()) {
            statement.setString(index++, value);
        }
        for (SortedSet<String> than : slice.others().values()) {
            for (String value : than) {
                statement.setString(index++, value);
            }
        }
        return index;
    }

    private List<Account> read(Connection connection, PreparedStatement select) throws SQLException {
        List<Account> bare = new ArrayList<>();
        try (ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                Slice sliceKey = Slice.UNKNOWN;
                for (Dimension dimension : Dimension.ALL) {
                    sliceKey = sliceKey.with(
                            dimension,
                            Optional.ofNullable(rows.getString(dimension.id())).orElse(""));
                }
                bare.add(new Account(
                        rows.getInt("account"), rows.getString("name"), rows.getInt("stub") == 1, sliceKey, List.of()));
            }
        }
        List<Integer> numbers = bare.stream().map(Account::number).toList();
        Merges merges = Merges.of(connection, numbers);
        Map<Integer, List<Account.Alias>> aliases = aliases(merges.keptUnder(numbers));
        return bare.stream()
                .map(account -> new Account(
                        account.number(),
                        account.name(),
                        account.stub(),
                        account.sliceKey(),
                        merges.keptUnder(List.of(account.number())).stream()
                                .flatMap(number -> aliases.getOrDefault(number, List.of()).stream())
                                .sorted(Comparator.comparing(Account.Alias::partnerName)
                                        .thenComparing(Account.Alias::text))
                                .toList()))
                .toList();
    }

    /// Those by which facts are kept under the numbers.
    private Map<Integer, List<Account.Alias>> aliases(Collection<Integer> numbers) {
        if (numbers.isEmpty()) {
            return Map.of();
        }
        return aliasRepository.findOfAccounts(numbers).stream()
                .collect(Collectors.groupingBy(
                        AliasRepository.NamedAlias::account,
                        Collectors.mapping(
                                alias -> new Account.Alias(alias.partnerId(), alias.name(), alias.alias()),
                                Collectors.toList())));
    }
}
