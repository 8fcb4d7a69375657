package io.keepwell.core.format;

import io.keepwell.core.report.Grid;
import io.keepwell.core.report.GridCell;
import io.keepwell.core.report.Medium;
import io.keepwell.core.report.RunFile;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Text in columns, for readers without html.
@Singleton
final class TextFormat implements Format {
    @Override
    public String id() {
        return "text";
    }

    @Override
    public Rendition render(Grid grid) {
        byte[] text = text(grid).getBytes(StandardCharsets.UTF_8);
        return new Rendition(new RunFile(id(), "text/plain", RunFile.Use.MAIL_TEXT, text));
    }

    private static String text(Grid grid) {
        Wording page = new Wording(grid.head());
        StringBuilder text = new StringBuilder();
        text.append(page.title()).append(": ").append(page.period()).append('\n');
        text.append(page.firm())
                .append(" · ")
                .append(page.days())
                .append(" · ")
                .append(page.zone())
                .append('\n');
        text.append("As of ")
                .append(page.asOf())
                .append(' ')
                .append(page.zone())
                .append('\n');
        for (Grid.Whole section : grid.shownIn(Medium.TEXT)) {
            section.panels().forEach(panel -> append(text, panel));
        }
        text.append("\nThe attached PDF tells how each figure came about.\n");
        return text.toString();
    }

    private static void append(StringBuilder text, Grid.Panel panel) {
        text.append('\n').append(Wording.title(panel));
        text.append(panel.note().isEmpty() ? "" : ", " + panel.note()).append('\n');
        switch (panel.arrangement()) {
            case TABLE, CARDS, CHART, BANDS -> appendTable(text, panel);
            case LIST -> panel.rows().forEach(row -> appendStatement(text, row));
            case NOTES -> panel.rows().forEach(row -> appendParagraph(text, panel, row));
        }
    }

    private static void appendTable(StringBuilder text, Grid.Panel panel) {
        List<List<String>> lines = new ArrayList<>();
        if (panel.hasHeads()) {
            lines.add(heads(panel));
        }
        panel.rows().forEach(row -> lines.add(cells(row)));
        int heads = lines.size() - panel.rows().size();
        for (int i = 0; i < lines.size(); i++) {
            appendLine(text, lines, lines.get(i));
            if (i >= heads) {
                appendNotes(text, Wording.notesOf(panel.rows().get(i - heads)));
            }
        }
    }

    private static List<String> heads(Grid.Panel panel) {
        List<String> heads = new ArrayList<>(List.of(panel.rowHead()));
        panel.columns().forEach(column -> heads.add(column.name()));
        return heads;
    }

    private static List<String> cells(Grid.Row row) {
        List<String> cells = new ArrayList<>(List.of(nameOf(row)));
        row.cells().forEach(cell -> cells.add(text(cell)));
        return cells;
    }

    private static String nameOf(Grid.Row row) {
        return row.name() + (row.detail().isEmpty() ? "" : ", " + row.detail());
    }

    private static String text(GridCell cell) {
        return cell instanceof GridCell.Moved moved
                ? moved.text() + " " + moved.change().verdict().words()
                : cell.text();
    }

    private static void appendNotes(StringBuilder text, List<String> notes) {
        notes.forEach(note -> text.append("  ").append(note).append('\n'));
    }

    private static void appendStatement(StringBuilder text, Grid.Row row) {
        text.append(row.name()).append(": ");
        text.append(row.cells().stream().map(TextFormat::text).collect(Collectors.joining(", ")))
                .append('\n');
        List<String> notes = Wording.notesOf(row);
        if (!row.detail().isEmpty() && !notes.isEmpty()) {
            notes.add(row.detail() + ": " + notes.removeLast());
        }
        appendNotes(text, notes);
    }

    private static void appendParagraph(StringBuilder text, Grid.Panel panel, Grid.Row row) {
        text.append(nameOf(row)).append('\n');
        appendNotes(text, row.notes());
        for (int i = 0; i < panel.columns().size(); i++) {
            GridCell cell = row.cells().get(i);
            String words = cell instanceof GridCell.Missing missing ? missing.message() : text(cell);
            text.append("  ")
                    .append(panel.columns().get(i).name())
                    .append(": ")
                    .append(words)
                    .append('\n');
        }
    }

    /// The first cell to the left, the others to the right, each column as wide as its longest.
    private static void appendLine(StringBuilder text, List<List<String>> lines, List<String> line) {
        StringBuilder written = new StringBuilder();
        for (int column = 0; column < line.size(); column++) {
            int width = widthOf(lines, column);
            String cell = line.get(column);
            String space = " ".repeat(width - cell.length());
            written.append(column == 0 ? cell + space : "  " + space + cell);
        }
        text.append(written.toString().stripTrailing()).append('\n');
    }

    private static int widthOf(List<List<String>> lines, int column) {
        return lines.stream().mapToInt(line -> line.get(column).length()).max().orElse(0);
    }
}
