package io.keepwell.core.format;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.keepwell.core.metric.Unit;
import io.keepwell.core.money.CurrencyCode;
import io.keepwell.core.report.Grid;
import io.keepwell.core.report.GridCell;
import io.keepwell.core.report.Medium;
import io.keepwell.core.report.run.RunFile;
import jakarta.inject.Singleton;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// CSV (RFC 4180) for spreadsheets and programs: a line for each cell, with its number as exactly as it was calculated,
/// or the reason why there is none, and a line for each note. A line without a row is about the whole panel. It is kept
/// with the run and not mailed.
@Singleton
final class CsvFormat implements Format {
    private static final String NOTE = "note";
    private static final List<String> HEAD = List.of(
            "report",
            "accounts",
            "first_day",
            "last_day",
            "as_of",
            "section",
            "title",
            "row",
            "detail",
            "column",
            "amount",
            "unit",
            "currency",
            "approximate",
            "text",
            "reason");

    @Override
    public String id() {
        return "csv";
    }

    @Override
    public Rendition render(Grid grid) {
        StringWriter text = new StringWriter();
        CsvWriter csv = CsvWriter.builder().bufferSize(0).build(text);
        csv.writeRecord(HEAD);
        for (Grid.Whole section : grid.shownIn(Medium.DATA)) {
            for (Grid.Panel panel : section.panels()) {
                write(csv, grid.head(), section, panel);
            }
        }
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        return new Rendition(new RunFile(id(), "text/csv", RunFile.Use.KEPT, bytes));
    }

    private static void write(CsvWriter csv, Grid.Head head, Grid.Whole section, Grid.Panel panel) {
        List<String> whole = place(head, section, panel, "", "");
        panel.figure().ifPresent(headline -> {
            write(csv, whole, "figure", values(headline.figure()));
            write(csv, whole, "vs " + headline.since(), values(headline.change()));
        });
        if (!panel.note().isEmpty()) {
            write(csv, whole, NOTE, words(panel.note()));
        }
        for (Grid.Row row : panel.rows()) {
            List<String> place = place(head, section, panel, row.name(), row.detail());
            for (int i = 0; i < panel.columns().size(); i++) {
                write(
                        csv,
                        place,
                        panel.columns().get(i).name(),
                        values(row.cells().get(i)));
            }
            row.notes().forEach(note -> write(csv, place, NOTE, words(note)));
        }
    }

    /// From report to detail.
    private static List<String> place(Grid.Head head, Grid.Whole section, Grid.Panel panel, String row, String detail) {
        return Stream.of(
                        head.title(),
                        head.slice().toString(),
                        head.period().from().toString(),
                        head.period().to().minusDays(1).toString(),
                        head.asOf().toString(),
                        section.section().id(),
                        panel.title(),
                        row,
                        detail)
                .map(CsvText::of)
                .toList();
    }

    private static void write(CsvWriter csv, List<String> place, String column, List<String> values) {
        List<String> line = new ArrayList<>(place);
        line.add(CsvText.of(column));
        line.addAll(values);
        csv.writeRecord(line);
    }

    /// From amount to reason.
    private static List<String> values(GridCell cell) {
        return switch (cell) {
            case GridCell.Amount amount ->
                List.of(
                        amount.amount().toPlainString(),
                        amount.unit().name().toLowerCase(Locale.ROOT),
                        currency(amount.unit(), amount.currency()),
                        amount.approximate() ? "yes" : "no",
                        "",
                        "");
            case GridCell.Moved moved ->
                List.of(
                        moved.change().amount().toPlainString(),
                        moved.unit().name().toLowerCase(Locale.ROOT),
                        currency(moved.unit(), moved.currency()),
                        "",
                        moved.change().verdict().words(),
                        "");
            case GridCell.State state -> words(state.label());
            case GridCell.Words words -> words(words.text());
            case GridCell.Missing missing ->
                List.of(
                        "",
                        "",
                        "",
                        "",
                        CsvText.of(missing.message()),
                        missing.reason().name());
        };
    }

    private static String currency(Unit unit, CurrencyCode currency) {
        return unit.isMoney() ? currency.code() : "";
    }

    private static List<String> words(String words) {
        return List.of("", "", "", "", CsvText.of(words), "");
    }
}
