package io.keepwell.importing;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The columns of the rows that are mapped: those of the file, then those of joined files.
final class Columns {
    private static final int MOST_NAMED = 40;

    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cntrl}\ufffd]+");

    private final String file;
    private final List<String> names = new ArrayList<>();
    private final Map<String, Integer> indexes = new HashMap<>();
    private final Map<String, Integer> times = new HashMap<>();
    private final BitSet constants = new BitSet();

    /// @param heads stripped; columns without a head and heads that occur twice may be there, but not be used
    Columns(String file, List<String> heads) {
        this.file = file;
        heads.forEach(this::add);
    }

    private void add(String head) {
        if (!head.isEmpty()) {
            indexes.putIfAbsent(head, names.size());
            times.merge(head, 1, Integer::sum);
        }
        names.add(head);
    }

    /// Adds a column that every row has alike: it says nothing of whether a row has something.
    int addConstant(String name) {
        constants.set(names.size());
        add(name);
        return names.size() - 1;
    }

    boolean isConstant(int index) {
        return constants.get(index);
    }

    /// Adds a joined file's columns.
    void addAll(List<String> heads) {
        heads.forEach(this::add);
    }

    int size() {
        return names.size();
    }

    /// @throws ImportProblem where there is none of this name, or several
    int index(MappingPath place, String name) {
        Integer index = indexes.get(name);
        if (index == null) {
            throw place.problem(
                    "the file " + file + " has no column '" + name + "'" + hint(name) + "; it has: " + list() + ".");
        }
        if (times.getOrDefault(name, 0) > 1) {
            throw place.problem(
                    "the file " + file + " has several columns '" + name
                            + "': rename all but one, or name all columns in the mapping, as file: {columns: […], skip_rows: 1}.");
        }
        return index;
    }

    private String hint(String name) {
        return indexes.keySet().stream()
                .filter(other -> other.equalsIgnoreCase(name))
                .findFirst()
                .map(other -> " (but '" + other + "': write it like this)")
                .orElse("");
    }

    private String list() {
        List<String> named = names.stream()
                .filter(name -> !name.isEmpty())
                .distinct()
                .map(name -> UNPRINTABLE.matcher(name).replaceAll("?"))
                .toList();
        return named.stream().limit(MOST_NAMED).collect(Collectors.joining(", "))
                + (named.size() > MOST_NAMED ? " and " + (named.size() - MOST_NAMED) + " more" : "")
                + (names.stream().anyMatch(name -> UNPRINTABLE.matcher(name).find())
                        ? " (it looks as if it were written in another encoding, or were no text: say file: {encoding: …})"
                        : "");
    }
}
