package io.keepwell.core.format;

import io.keepwell.core.report.Grid;
import io.keepwell.core.report.GridCell;
import io.keepwell.core.report.Medium;
import io.keepwell.core.report.run.RunFile;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
        TextTable table = new TextTable().text(panel.hasHeads() ? panel.rowHead() : "");
        panel.columns().forEach(column -> table.number(column.name()));
        panel.rows().forEach(row -> table.row(cells(row)));
        List<String> lines = table.lines();
        int heads = lines.size() - panel.rows().size();
        for (int i = 0; i < lines.size(); i++) {
            text.append(lines.get(i)).append('\n');
            if (i >= heads) {
                appendNotes(text, panel.rows().get(i - heads).remarks());
            }
        }
    }

    private static Object[] cells(Grid.Row row) {
        return Stream.concat(Stream.of(nameOf(row)), row.cells().stream().map(TextFormat::text))
                .toArray();
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
        List<String> notes = row.remarks();
        if (!row.detail().isEmpty() && !notes.isEmpty()) {
            notes.add(row.detail() + ": " + notes.removeLast());
        }
        appendNotes(text, notes);
    }

    private static void appendParagraph(StringBuilder text, Grid.Panel panel, Grid.Row row) {
        text.append(nameOf(row)).append('\n');
        appendNotes(text, row.notes());
        for (int i = 0; i < panel.columns().size(); i++) {
            text.append("  ")
                    .append(panel.columns().get(i).name())
                    .append(": ")
                    .append(row.cells().get(i).sentence())
                    .append('\n');
        }
    }
}
