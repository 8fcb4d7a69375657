package io.keepwell.core.format;

import com.github.freva.asciitable.AsciiTable;
import com.github.freva.asciitable.Column;
import com.github.freva.asciitable.HorizontalAlign;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A table as text: a line a row, two spaces between columns, each of which is as wide as its widest cell on a screen.
/// Not for several threads.
public final class TextTable {
    /// Stands in a cell for each place that it takes beyond its `length()`, which is how the library counts. Taken out
    /// again at the end; no text has it, since it is for nobody's use.
    private static final char FILLER = '\uFDD0';
    /// No cell is broken into lines.
    private static final int WIDEST = 100_000;

    private final List<Column> columns = new ArrayList<>();
    private final List<Object[]> rows = new ArrayList<>();

    /// Adds a column of text, which begins at its left.
    ///
    /// @param header empty where no column has one
    public TextTable text(String header) {
        return column(header, HorizontalAlign.LEFT);
    }

    /// Adds a column of numbers, which end at its right.
    ///
    /// @param header empty where no column has one
    public TextTable number(String header) {
        return column(header, HorizontalAlign.RIGHT);
    }

    private TextTable column(String header, HorizontalAlign align) {
        Column column = new Column().headerAlign(align).dataAlign(align).maxWidth(WIDEST);
        columns.add(header.isEmpty() ? column : column.header(cell(header)));
        return this;
    }

    /// Adds a row; cells that it lacks at its end are empty.
    ///
    /// @throws IllegalArgumentException where it has more cells than there are columns
    public TextTable row(Object... cells) {
        if (cells.length > columns.size()) {
            throw new IllegalArgumentException(cells.length + " cells for " + columns.size() + " columns");
        }
        Object[] row = new Object[columns.size()];
        Arrays.fill(row, "");
        for (int i = 0; i < cells.length; i++) {
            row[i] = cell(String.valueOf(cells[i]));
        }
        rows.add(row);
        return this;
    }

    /// Prints the headers, where there are any, and the rows.
    public void print(PrintWriter out) {
        print(out, "");
    }

    /// As `print`, each line after an indent.
    public void print(PrintWriter out, String indent) {
        lines().forEach(line -> out.println(indent + line));
    }

    /// The headers, where there are any, and the rows, a line each.
    public List<String> lines() {
        if (rows.isEmpty() && columns.stream().allMatch(column -> column.getHeader() == null)) {
            return List.of();
        }
        return AsciiTable.builder()
                .border(AsciiTable.NO_BORDERS)
                .data(columns.toArray(Column[]::new), rows.toArray(Object[][]::new))
                .asString()
                .lines()
                // The library leaves a space on either side of a cell.
                .map(line ->
                        line.substring(1).replace(String.valueOf(FILLER), "").stripTrailing())
                .toList();
    }

    /// One line, as long as it is wide on a screen.
    private static String cell(String text) {
        String line = text.replaceAll("\\R", " ");
        int width = line.codePoints().map(TextTable::width).sum();
        return line + String.valueOf(FILLER).repeat(Math.max(0, width - line.length()));
    }

    private static int width(int character) {
        boolean wide = Character.isEmojiPresentation(character)
                || switch (Character.UnicodeScript.of(character)) {
                    case HAN, HIRAGANA, KATAKANA, HANGUL, BOPOMOFO, YI -> !isHalfWidth(character);
                    default -> isFullWidth(character);
                };
        return wide ? 2 : 1;
    }

    private static boolean isFullWidth(int character) {
        return (character >= 0x3000 && character <= 0x303E)
                || (character >= 0xFF01 && character <= 0xFF60)
                || (character >= 0xFFE0 && character <= 0xFFE6);
    }

    private static boolean isHalfWidth(int character) {
        return character >= 0xFF61 && character <= 0xFFDC;
    }
}
