package io.keepwell.reporting.rendering;

import java.util.List;
import java.util.stream.Stream;

/// A report as text in columns, for readers without html.
final class PlainText {
    private PlainText() {}

    static String of(Page page) {
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
                .append("\n\n");
        appendTable(text, page);
        if (!page.movements().isEmpty()) {
            appendMovements(text, page);
        }
        page.health().forEach(health -> appendHealth(text, health));
        if (!page.aims().isEmpty()) {
            appendAims(text, page.aims());
        }
        text.append("\nThe attached PDF tells how each figure came about.\n");
        return text.toString();
    }

    private static void appendTable(StringBuilder text, Page page) {
        Stream<List<String>> head =
                Stream.of(List.of("", page.periodHead(), page.previousHead(), "change", page.yearBeforeHead()));
        List<List<String>> lines =
                Stream.concat(head, page.rows().stream().map(PlainText::cells)).toList();
        List<Page.Row> rows = page.rows();
        for (int i = 0; i < lines.size(); i++) {
            appendLine(text, lines, lines.get(i));
            if (i > 0) {
                Page.Row row = rows.get(i - 1);
                text.append("  ").append(row.definition());
                text.append(row.amount().known() ? "" : ". " + row.amount().reason())
                        .append('\n');
            }
        }
    }

    private static List<String> cells(Page.Row row) {
        String change = row.chip().stream()
                .map(chip -> chip.text() + " " + chip.meaning())
                .findFirst()
                .orElse("–");
        return List.of(
                row.name(),
                row.amount().text(),
                row.previous().text(),
                change,
                row.yearBefore().text());
    }

    private static void appendMovements(StringBuilder text, Page page) {
        text.append("\nMRR movements\n");
        List<List<String>> lines = page.movements().stream()
                .map(line -> List.of(line.name(), line.amount()))
                .toList();
        lines.forEach(line -> appendLine(text, lines, line));
    }

    private static void appendHealth(StringBuilder text, Page.Health health) {
        text.append("\nHealth of customers: ")
                .append(health.score().text())
                .append(", ")
                .append(health.context())
                .append('\n');
        List<List<String>> lines = Stream.concat(
                        Stream.of(List.of("band", "customers", "MRR")),
                        health.bands().stream().map(band -> List.of(band.name(), band.customers(), band.mrr())))
                .toList();
        lines.forEach(line -> appendLine(text, lines, line));
    }

    private static void appendAims(StringBuilder text, List<Page.TargetLine> aims) {
        text.append("\nTargets\n");
        for (Page.TargetLine aim : aims) {
            text.append(aim.name())
                    .append(": ")
                    .append(aim.state().text())
                    .append("\n  ")
                    .append(aim.asked())
                    .append("\n  ")
                    .append(aim.definition())
                    .append(": ")
                    .append(aim.stood())
                    .append('\n');
        }
    }

    /// The first cell to the left, the others to the right, each column as wide as its longest.
    private static void appendLine(StringBuilder text, List<List<String>> lines, List<String> line) {
        for (int column = 0; column < line.size(); column++) {
            int width = widthOf(lines, column);
            String cell = line.get(column);
            String space = " ".repeat(width - cell.length());
            text.append(column == 0 ? cell + space : "  " + space + cell);
        }
        text.append('\n');
    }

    private static int widthOf(List<List<String>> lines, int column) {
        return lines.stream().mapToInt(line -> line.get(column).length()).max().orElse(0);
    }
}
