package io.keepwell.importing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// A joined file: the cells of its rows by their key. Only what the mapping uses is kept in memory.
final class Lookup {
    private static final int MOST_ROWS = 1_000_000;
    private static final long MOST_CHARACTERS = 50_000_000;
    private static final Pattern BRACKETS = Pattern.compile("[\\[\\]\"]");

    /// Stands for rows of one key, of which nobody says which is meant: it has too few cells.
    private static final String[] SEVERAL = {};

    private final String name;
    private final String file;
    private final String keyColumn;
    private final Template on;
    private final int first;
    private final List<String> columns;
    private final Map<String, String[]> rows;

    private Lookup(
            String name,
            String file,
            String keyColumn,
            Template on,
            int first,
            List<String> columns,
            Map<String, String[]> rows) {
        this.name = name;
        this.file = file;
        this.keyColumn = keyColumn;
        this.on = on;
        this.first = first;
        this.columns = columns;
        this.rows = rows;
    }

    /// Reads the file, and adds its columns to those of the mapping.
    ///
    /// @param beside the file that is imported
    /// @param used columns of the mapping
    /// @throws ImportProblem where the file can't be read, lacks a column or has a key twice
    static Lookup load(MappingPath place, Mapping.Join join, Path beside, Set<String> used, FieldText.Setting setting) {
        String prefix = join.name() + ".";
        List<String> columns = used.stream()
                .filter(name -> name.startsWith(prefix))
                .map(name -> name.substring(prefix.length()))
                .toList();
        Template on = Template.of(place.part("on"), join.on(), setting.columns());
        int first = setting.columns().size();
        setting.columns().addAll(columns.stream().map(name -> prefix + name).toList());
        return new Lookup(
                join.name(),
                join.file(),
                join.key(),
                on,
                first,
                columns,
                rows(place, join, beside.resolveSibling(join.file()), columns, setting));
    }

    private static Map<String, String[]> rows(
            MappingPath place, Mapping.Join join, Path file, List<String> columns, FieldText.Setting setting) {
        if (!Files.isReadable(file)) {
            throw place.part("file").problem("there is no file " + file + " beside the one that is imported.");
        }
        Set<String> needed = new TreeSet<>(columns);
        needed.add(join.key());
        join.when().forEach(when -> needed.addAll(when.columns()));
        Map<String, String[]> found = new HashMap<>();
        long characters = 0;
        try (Rows rows = Rows.open(file, join.laidOut(), needed)) {
            Columns own = new Columns(file.toString(), rows.heads());
            FieldText.Setting ownSetting =
                    new FieldText.Setting(own, setting.moments(), setting.numbers(), setting.minorDigits());
            int key = own.index(place.part("key"), join.key());
            int[] indexes =
                    columns.stream().mapToInt(name -> own.index(place, name)).toArray();
            List<Condition> conditions = new ArrayList<>();
            join.when().forEach(when -> conditions.add(Condition.of(place.part("when"), when, ownSetting)));
            for (Optional<Row> row = rows.next(); row.isPresent(); row = rows.next()) {
                String[] cells = usable(place, file, row.get()).cells();
                if (cells[key].isEmpty() || !holds(place, conditions, cells)) {
                    continue;
                }
                String[] kept = Arrays.stream(indexes).mapToObj(i -> cells[i]).toArray(String[]::new);
                for (String each : keys(join, cells[key])) {
                    if (found.put(each, kept) == null) {
                        continue;
                    }
                    if (join.several() != null) {
                        found.put(each, SEVERAL);
                    } else {
                        throw place.problem(
                                "the file " + file + " has several rows with the " + join.key() + " '" + each
                                        + "', from line " + row.get().line()
                                        + " on; say with 'when' which of them is meant.");
                    }
                }
                characters += Arrays.stream(kept).mapToLong(String::length).sum();
                if (found.size() > MOST_ROWS || characters > MOST_CHARACTERS) {
                    throw place.problem("the file " + file + " is too large to be joined: at most " + MOST_ROWS
                            + " rows, " + MOST_CHARACTERS + " characters in the columns that are used.");
                }
            }
        } catch (IOException unreadable) {
            throw new ImportProblem("The file " + file + " can't be read: " + unreadable.getMessage(), unreadable);
        }
        return found;
    }

    private static Collection<String> keys(Mapping.Join join, String cell) {
        if (join.split() == null) {
            return List.of(cell);
        }
        Set<String> keys = new TreeSet<>();
        for (String each : BRACKETS.matcher(cell).replaceAll("").split(Pattern.quote(join.split()), -1)) {
            if (!each.isBlank()) {
                keys.add(each.strip());
            }
        }
        return keys;
    }

    private static Row usable(MappingPath place, Path file, Row row) {
        row.defect().ifPresent(defect -> {
            throw place.problem("line " + row.line() + " of the file " + file + ": " + defect.message());
        });
        return row;
    }

    private static boolean holds(MappingPath place, List<Condition> conditions, String[] cells) {
        try {
            for (Condition condition : conditions) {
                if (!condition.holds(cells)) {
                    return false;
                }
            }
            return true;
        } catch (BadValue bad) {
            throw place.part("when").problem(bad.field() + ": " + bad.getMessage() + ".");
        }
    }

    /// Puts the joined cells beside those of a row; empty ones where there is no such row.
    ///
    /// @throws BadValue where there are several
    void fill(String[] cells) throws BadValue {
        String key = on.fill(cells);
        String[] found = rows.get(key);
        if (found != null && found.length < columns.size()) {
            throw new BadValue("join " + name, "several rows of the joined file have the key '" + key + "'");
        }
        for (int i = 0; i < columns.size(); i++) {
            cells[first + i] = found == null ? "" : found[i];
        }
    }

    String name() {
        return name;
    }

    /// Says which row isn't there; empty where it is, or none is looked for.
    ///
    /// @param cells of a row
    Optional<String> missing(String[] cells) {
        String key = on.fill(cells);
        return key.isEmpty() || rows.containsKey(key)
                ? Optional.empty()
                : Optional.of("no row of " + file + " has the " + keyColumn + " '" + key + "'");
    }
}
