package io.keepwell.core.account;

import io.keepwell.core.database.BulkLoad;
import io.keepwell.core.database.Database;
import io.keepwell.core.database.NumberSequence;
import io.keepwell.core.database.Row;
import io.keepwell.core.database.Sha256;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Numbers for leaf slices. A leaf once numbered keeps its number; nothing is ever taken out, so what
/// was read once stays right.
@Singleton
public final class SliceDictionary {
    private static final int NUMBERS_A_BLOCK = 100;

    private final Database database;
    private final NumberSequence numbers;
    private final BulkLoad load = new BulkLoad(
            "slice",
            Stream.concat(
                            Stream.of("slice", "slice_hash"),
                            Dimension.ALL.stream().map(Dimension::id))
                    .toList(),
            List.of("slice_hash"));
    private final Map<Slice, Integer> numberOf = new ConcurrentHashMap<>();
    private final Map<Integer, Slice> leafOf = new ConcurrentHashMap<>();

    public SliceDictionary(Database database) {
        this.database = database;
        this.numbers = new NumberSequence(database, "slice", NUMBERS_A_BLOCK);
    }

    /// The numbers of the leaves, given now where they had none, in a transaction of its own.
    public Map<Slice, Integer> numbers(Collection<Slice> leaves) {
        Set<Slice> unknown = new LinkedHashSet<>(leaves);
        unknown.removeAll(numberOf.keySet());
        if (!unknown.isEmpty()) {
            database.run(connection -> load.insertNew(
                    connection,
                    unknown.stream().map(leaf -> row(numbers.next(), leaf)).toList()));
            readAll();
        }
        Map<Slice, Integer> found = new HashMap<>();
        leaves.forEach(leaf -> found.put(leaf, Objects.requireNonNull(numberOf.get(leaf))));
        return found;
    }

    /// The numbers of all leaves in a slice.
    public Set<Integer> numbersIn(Slice slice) {
        readAll();
        return leafOf.entrySet().stream()
                .filter(entry -> slice.holds(entry.getValue()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /// The leaf with a number.
    public Slice leaf(int number) {
        Slice known = leafOf.get(number);
        if (known != null) {
            return known;
        }
        readAll();
        return Objects.requireNonNull(leafOf.get(number), () -> "no slice has the number " + number);
    }

    /// Every value of a dimension that any account ever had, the empty one left out.
    public SortedSet<String> values(Dimension dimension) {
        readAll();
        return numberOf.keySet().stream()
                .map(leaf -> leaf.value(dimension))
                .filter(value -> !value.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Row row(long number, Slice leaf) {
        Row row = new Row().number(number).text(HexFormat.of().formatHex(Arrays.copyOf(Sha256.of(key(leaf)), 16)));
        Dimension.ALL.forEach(dimension -> row.text(leaf.value(dimension)));
        return row;
    }

    /// What a leaf is told from all others by. An unknown source leaves no trace in it: leaves that were
    /// numbered before there were sources are those without one, and keep their numbers.
    private static String key(Slice leaf) {
        String told = Dimension.TOLD.stream().map(leaf::value).collect(Collectors.joining("\0"));
        String source = leaf.value(Dimension.SOURCE);
        return source.isEmpty() ? told : told + "\0" + source;
    }

    private void readAll() {
        database.run(connection -> {
            String columns = Dimension.ALL.stream().map(Dimension::id).collect(Collectors.joining(", "));
            try (PreparedStatement select = connection.prepareStatement("select slice, " + columns + " from slice");
                    ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    Map<Dimension, String> values = new EnumMap<>(Dimension.class);
                    for (Dimension dimension : Dimension.ALL) {
                        values.put(dimension, rows.getString(dimension.id()));
                    }
                    Slice leaf = new Slice(values);
                    numberOf.put(leaf, rows.getInt("slice"));
                    leafOf.put(rows.getInt("slice"), leaf);
                }
            }
        });
    }
}
