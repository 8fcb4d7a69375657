package io.keepwell.core.account;

import io.keepwell.core.database.BulkLoad;
import io.keepwell.core.database.Database;
import io.keepwell.core.database.LoadRow;
import io.keepwell.core.database.NumberSequence;
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

/// Numbers for slice keys. A slice key once numbered keeps its number; nothing is ever taken out, so what
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
    private final Map<Integer, Slice> sliceKeyOf = new ConcurrentHashMap<>();

    public SliceDictionary(Database database) {
        this.database = database;
        this.numbers = new NumberSequence(database, "slice", NUMBERS_A_BLOCK);
    }

    /// The numbers of the leaves, given now where they had none, in a transaction of its own.
    public Map<Slice, Integer> numbers(Collection<Slice> sliceKeys) {
        Set<Slice> unknown = new LinkedHashSet<>(sliceKeys);
        unknown.removeAll(numberOf.keySet());
        if (!unknown.isEmpty()) {
            database.run(connection -> load.insertNew(
                    connection,
                    unknown.stream()
                            .map(sliceKey -> row(numbers.next(), sliceKey))
                            .toList()));
            readAll();
        }
        Map<Slice, Integer> found = new HashMap<>();
        sliceKeys.forEach(sliceKey -> found.put(sliceKey, Objects.requireNonNull(numberOf.get(sliceKey))));
        return found;
    }

    /// The numbers of all leaves in a slice.
    public Set<Integer> numbersIn(Slice slice) {
        readAll();
        return sliceKeyOf.entrySet().stream()
                .filter(entry -> slice.holds(entry.getValue()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /// The slice key with a number.
    public Slice sliceKey(int number) {
        Slice known = sliceKeyOf.get(number);
        if (known != null) {
            return known;
        }
        readAll();
        return Objects.requireNonNull(sliceKeyOf.get(number), () -> "no slice has the number " + number);
    }

    /// Every value of a dimension that any account ever had, the empty one left out.
    public SortedSet<String> values(Dimension dimension) {
        readAll();
        return numberOf.keySet().stream()
                .map(sliceKey -> sliceKey.value(dimension))
                .filter(value -> !value.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static LoadRow row(long number, Slice sliceKey) {
        String key = Dimension.ALL.stream().map(sliceKey::value).collect(Collectors.joining("\0"));
        LoadRow row = new LoadRow().number(number).text(HexFormat.of().formatHex(Arrays.copyOf(Sha256.of(key), 16)));
        Dimension.ALL.forEach(dimension -> row.text(sliceKey.value(dimension)));
        return row;
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
                    Slice sliceKey = new Slice(values);
                    numberOf.put(sliceKey, rows.getInt("slice"));
                    sliceKeyOf.put(rows.getInt("slice"), sliceKey);
                }
            }
        });
    }
}
