package io.keepwell.importing;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A text with columns in braces, ready to be filled.
final class Template {
    private static final Pattern COLUMN = Pattern.compile("\\{([^{}]+)}");

    /// What stands before each column, and after the last.
    private final String[] texts;
    private final int[] columns;
    /// Those of them that differ from row to row.
    private final int[] own;

    private Template(String[] texts, int[] columns, int[] own) {
        this.texts = texts;
        this.columns = columns;
        this.own = own;
    }

    /// @throws ImportProblem where it names a column that the file lacks
    static Template of(MappingPath place, String text, Columns columns) {
        List<String> texts = new ArrayList<>();
        List<Integer> indexes = new ArrayList<>();
        Matcher matcher = COLUMN.matcher(text);
        int end = 0;
        while (matcher.find()) {
            texts.add(text.substring(end, matcher.start()));
            indexes.add(columns.index(place, matcher.group(1)));
            end = matcher.end();
        }
        texts.add(text.substring(end));
        return new Template(
                texts.toArray(String[]::new),
                indexes.stream().mapToInt(Integer::intValue).toArray(),
                indexes.stream()
                        .mapToInt(Integer::intValue)
                        .filter(index -> !columns.isConstant(index))
                        .toArray());
    }

    /// The names of the columns in a text.
    static List<String> columns(String text) {
        return COLUMN.matcher(text).results().map(match -> match.group(1)).toList();
    }

    String fill(String[] cells) {
        if (columns.length == 0) {
            return texts[0];
        }
        if (columns.length == 1 && texts[0].isEmpty() && texts[1].isEmpty()) {
            return cells[columns[0]];
        }
        StringBuilder filled = new StringBuilder();
        for (int i = 0; i < columns.length; i++) {
            filled.append(texts[i]).append(cells[columns[i]]);
        }
        return filled.append(texts[columns.length]).toString();
    }

    boolean hasColumns() {
        return columns.length > 0;
    }

    /// Whether rows may give different texts.
    boolean differs() {
        return own.length > 0;
    }

    /// Whether one of its columns has a text in this row.
    boolean hasSome(String[] cells) {
        for (int column : own) {
            if (!cells[column].isEmpty()) {
                return true;
            }
        }
        return false;
    }

    /// Whether all its columns have a text in this row.
    boolean hasAll(String[] cells) {
        for (int column : columns) {
            if (cells[column].isEmpty()) {
                return false;
            }
        }
        return true;
    }
}
