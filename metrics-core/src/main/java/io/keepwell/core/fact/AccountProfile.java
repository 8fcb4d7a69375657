package io.keepwell.core.fact;

import io.keepwell.core.account.Dimension;
import io.keepwell.core.account.Slice;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// What the account looks like from now on: a whole picture.
///
/// @param name display name; may be empty
/// @param reported the values of all dimensions that profiles tell; empty where not given
/// @param tags free words, at most 20
/// @param aliases what other partners call the account, at most 20
public record AccountProfile(String name, Slice reported, List<String> tags, List<Alias> aliases) implements Fact {
    public static final int LONGEST_NAME = 200;
    public static final int MOST_TAGS = 20;
    public static final int MOST_ALIASES = 20;

    public static final FactTable<AccountProfile> TABLE =
            new FactTable<>(AccountProfile.class, "account_profile", 1, columns(), AccountProfile::read);

    public AccountProfile {
        if (!reported.values().keySet().equals(Set.copyOf(Dimension.OF_PROFILES))) {
            throw new IllegalArgumentException("a profile tells " + Dimension.OF_PROFILES + ", not " + reported);
        }
        tags = List.copyOf(tags);
        aliases = List.copyOf(aliases);
    }

    public AccountProfile(String name, Slice reported) {
        this(name, reported, List.of(), List.of());
    }

    @Override
    public FactTable<AccountProfile> table() {
        return TABLE;
    }

    @Override
    public Sentence sentence() {
        String values = Dimension.OF_PROFILES.stream()
                .filter(dimension -> !reported.value(dimension).isEmpty())
                .map(dimension -> dimension.id() + " " + reported.value(dimension))
                .collect(Collectors.joining(", "));
        return Sentence.of(name.isEmpty() ? "Profile" : "Profile: " + name).also(values);
    }

    /// Another partner's name for the same account.
    ///
    /// @param partner the other partner's name
    public record Alias(String partner, String account) {
        private static final String BETWEEN = "\t";

        private String line() {
            return partner + BETWEEN + account;
        }

        private static Alias of(String line) {
            int end = line.indexOf(BETWEEN);
            return new Alias(line.substring(0, end), line.substring(end + 1));
        }
    }

    private static List<Column<AccountProfile>> columns() {
        List<Column<AccountProfile>> columns = new ArrayList<>();
        columns.add(Column.text("name", AccountProfile::name));
        for (Dimension dimension : Dimension.OF_PROFILES) {
            columns.add(Column.text(dimension.id(), fact -> fact.reported().value(dimension)));
        }
        columns.add(Column.lines("tags", AccountProfile::tags));
        columns.add(Column.lines(
                "aliases", fact -> fact.aliases().stream().map(Alias::line).toList()));
        return columns;
    }

    private static AccountProfile read(ResultSet rows) throws SQLException {
        Map<Dimension, String> values = new EnumMap<>(Dimension.class);
        for (Dimension dimension : Dimension.OF_PROFILES) {
            values.put(dimension, rows.getString(dimension.id()));
        }
        return new AccountProfile(
                rows.getString("name"),
                new Slice(values),
                Column.lines(rows, "tags"),
                Column.lines(rows, "aliases").stream().map(Alias::of).toList());
    }
}
