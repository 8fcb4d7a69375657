package io.keepwell.core.ledger;

import io.keepwell.core.database.BulkLoad;
import io.keepwell.core.database.Database;
import io.keepwell.core.database.LoadRow;
import io.keepwell.core.database.NumberSequence;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Numbers for custom values: features, themes, products, names of measures. A name once numbered keeps its number.
@Singleton
public final class CustomValueDictionary {
    /// Stands for *not distinguished*.
    public static final int NONE = 0;

    private static final int NUMBERS_A_BLOCK = 100;

    private final Database database;
    private final NumberSequence numbers;
    private final BulkLoad load = new BulkLoad("custom_value", List.of("custom_value", "name"), List.of());
    private final Map<String, Integer> numberOf = new ConcurrentHashMap<>(Map.of("", NONE));
    private final Map<Integer, String> nameOf = new ConcurrentHashMap<>(Map.of(NONE, ""));

    public CustomValueDictionary(Database database) {
        this.database = database;
        this.numbers = new NumberSequence(database, "custom_value", NUMBERS_A_BLOCK);
    }

    /// The numbers of the names, given now where they had none, in a transaction of its own. The empty name is 0.
    public Map<String, Integer> numbers(Collection<String> names) {
        Set<String> unknown = new LinkedHashSet<>(names);
        unknown.removeAll(numberOf.keySet());
        if (!unknown.isEmpty()) {
            database.run(connection -> load.insertNew(
                    connection,
                    unknown.stream()
                            .map(name -> new LoadRow().number(numbers.next()).text(name))
                            .toList()));
            readAll();
        }
        Map<String, Integer> found = new HashMap<>();
        names.forEach(name -> found.put(name, Objects.requireNonNull(numberOf.get(name))));
        return found;
    }

    /// The number of a name; -1, which no cell has, where it has none.
    public int number(String name) {
        if (!numberOf.containsKey(name)) {
            readAll();
        }
        return numberOf.getOrDefault(name, -1);
    }

    public String name(int number) {
        if (!nameOf.containsKey(number)) {
            readAll();
        }
        return Objects.requireNonNull(nameOf.get(number), () -> "no detail has the number " + number);
    }

    private void readAll() {
        database.run(connection -> {
            try (PreparedStatement select = connection.prepareStatement("select custom_value, name from custom_value");
                    ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    numberOf.put(rows.getString(2), rows.getInt(1));
                    nameOf.put(rows.getInt(1), rows.getString(2));
                }
            }
        });
    }
}
