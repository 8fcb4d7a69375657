package io.keepwell.core.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.core.account.Dimension;
import io.keepwell.core.account.Slice;
import io.keepwell.core.metric.Outcome;
import io.keepwell.core.metric.Unit;
import io.keepwell.core.money.CurrencyCode;
import io.keepwell.core.report.Grid;
import io.keepwell.core.report.GridCell;
import io.keepwell.core.report.Medium;
import io.keepwell.core.report.SectionId;
import io.keepwell.core.report.run.RunFile;
import io.keepwell.core.setting.Firm;
import io.keepwell.core.time.Period;
import io.keepwell.core.time.ReportingZone;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;
import org.junit.jupiter.api.Test;

final class XlsxFormatTest {
    private static final CurrencyCode EUR = new CurrencyCode("EUR");

    @Test
    void figures_are_numbers_and_absent_ones_empty_cells_with_their_reason() throws IOException {
        Grid.Panel panel = panel(
                row("MRR", amount("-1234567.891234", Unit.MONEY_PER_MONTH)),
                row("Churn", amount("26.54", Unit.PERCENT)),
                row("Zero", amount("0", Unit.PERCENT)),
                row("Quick ratio", new GridCell.Missing(Outcome.Reason.NO_BASE, "Nothing was lost.")),
                row("Tickets", amount("12345678901", Unit.COUNT)));
        try (ReadableWorkbook workbook = open(List.of(whole("all-figures", panel)))) {
            List<Row> rows = sheet(workbook, 1).read();
            assertThat(sheet(workbook, 1).getName()).isEqualTo("All figures");
            assertThat(texts(rows.get(0))).containsExactly("All figures");
            assertThat(texts(rows.get(1))).containsExactly("Metric", "Detail", "October", "Notes");
            assertThat(number(rows.get(2))).isEqualByComparingTo("-1234567.891234");
            assertThat(rows.get(2).getCell(2).getDataFormatString()).isEqualTo("\"EUR\" #,##0.00");
            assertThat(number(rows.get(3))).isEqualByComparingTo("0.2654");
            assertThat(rows.get(3).getCell(2).getDataFormatString()).isEqualTo("0.00%");
            assertThat(number(rows.get(4))).isEqualByComparingTo("0");
            assertThat(texts(rows.get(5))).containsExactly("Quick ratio", "Nothing was lost.");
            assertThat(rows.get(5).getOptionalCell(2).map(Cell::getType).orElse(CellType.EMPTY))
                    .isEqualTo(CellType.EMPTY);
            assertThat(number(rows.get(6))).isEqualByComparingTo("12345678901");
        }
    }

    @Test
    void first_sheet_says_what_all_of_it_is_about() throws IOException {
        try (ReadableWorkbook workbook = open(List.of())) {
            assertThat(sheet(workbook, 0).read().stream().map(XlsxFormatTest::texts))
                    .containsExactly(
                            List.of("Report", "Monthly summary"),
                            List.of("Firm", "Nordlicht"),
                            List.of("Customers", "segment=Enterprise"),
                            List.of("Period", "October 2026"),
                            List.of("First day", "2026-10-01"),
                            List.of("Last day", "2026-10-31"),
                            List.of("Days in", "Europe/Berlin"),
                            List.of("As of", "2 Nov 2026, 07:00"));
        }
    }

    @Test
    void sheets_have_names_that_spreadsheets_allow_and_no_two_the_same() throws IOException {
        String longest = "a" + "-bcdefghi".repeat(4);
        try (ReadableWorkbook workbook =
                open(List.of(whole(longest, panel()), whole(longest, panel()), whole("about", panel())))) {
            assertThat(workbook.getSheets().map(Sheet::getName))
                    .containsExactly(
                            "About", "A bcdefghi bcdefghi bcdefghi bc", "A bcdefghi bcdefghi bcdefghi 2", "About 2");
        }
    }

    @Test
    void text_is_never_a_formula_nor_longer_than_a_cell_nor_what_xml_cant_hold() throws IOException {
        Grid.Panel panel = panel(
                row("=cmd()", new GridCell.Words("@x")),
                row("a\u0000b\u0007c\r\nd\uFFFF<&>", new GridCell.Words("")),
                row("x".repeat(40_000), new GridCell.Words("")));
        try (ReadableWorkbook workbook = open(List.of(whole("figures", panel)))) {
            List<Row> rows = sheet(workbook, 1).read();
            assertThat(rows.get(2).getCell(0).getType()).isEqualTo(CellType.STRING);
            assertThat(texts(rows.get(2))).containsExactly("=cmd()", "@x");
            assertThat(texts(rows.get(3))).containsExactly("abc\nd<&>");
            assertThat(texts(rows.get(4)).getFirst()).hasSize(32_767).endsWith("… (cut: 40000 characters)");
        }
    }

    @Test
    void no_row_is_left_out_of_a_long_section() throws IOException {
        Grid.Row[] rows = IntStream.rangeClosed(1, 20_000)
                .mapToObj(number -> row("Customer " + number, amount(Integer.toString(number), Unit.COUNT)))
                .toArray(Grid.Row[]::new);
        try (ReadableWorkbook workbook = open(List.of(whole("records", panel(rows))))) {
            List<Row> read = sheet(workbook, 1).read();
            assertThat(read).hasSize(20_002);
            assertThat(number(read.getLast())).isEqualByComparingTo("20000");
        }
    }

    @Test
    void whoever_reads_from_beginning_to_end_knows_how_long_entries_are() throws IOException {
        List<String> names = new ArrayList<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(render(List.of(whole(
                        "figures", panel(row("MRR", amount("1", Unit.MONEY))))))
                .bytes()))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                assertThat(entry.getSize()).isPositive();
                assertThat(entry.getCompressedSize()).isPositive();
                assertThat(zip.readAllBytes()).hasSize(Math.toIntExact(entry.getSize()));
                names.add(entry.getName());
            }
        }
        assertThat(names).contains("[Content_Types].xml", "xl/workbook.xml", "xl/worksheets/sheet2.xml");
    }

    private static List<String> texts(Row row) {
        return row.stream()
                .filter(cell -> cell != null && cell.getType() == CellType.STRING)
                .map(Cell::asString)
                .toList();
    }

    private static BigDecimal number(Row row) {
        return row.getCell(2).asNumber();
    }

    private static Sheet sheet(ReadableWorkbook workbook, int index) {
        return workbook.getSheet(index).orElseThrow();
    }

    private static ReadableWorkbook open(List<Grid.Filled> sections) throws IOException {
        return new ReadableWorkbook(
                new ByteArrayInputStream(render(sections).bytes()),
                new org.dhatim.fastexcel.reader.ReadingOptions(true, false));
    }

    private static RunFile render(List<Grid.Filled> sections) {
        Grid.Head head = new Grid.Head(
                "Monthly summary",
                new Period(LocalDate.of(2026, 10, 1), LocalDate.of(2026, 11, 1)),
                Slice.of(Dimension.SEGMENT, "Enterprise"),
                new Firm("Nordlicht", ReportingZone.of("Europe/Berlin"), EUR),
                Instant.parse("2026-11-02T06:00:00Z"));
        RunFile file = new XlsxFormat().render(new Grid(head, sections)).file();
        assertThat(file.use()).isEqualTo(RunFile.Use.ATTACHED);
        return file;
    }

    private static Grid.Filled whole(String section, Grid.Panel panel) {
        return new Grid.Whole(new SectionId(section), EnumSet.allOf(Medium.class), List.of(panel));
    }

    private static Grid.Panel panel(Grid.Row... rows) {
        return Grid.Panel.of(
                        "All figures",
                        Grid.Arrangement.TABLE,
                        List.of(new Grid.Column("October", Grid.Weight.MAIN)),
                        List.of(rows))
                .naming("Metric");
    }

    private static Grid.Row row(String name, GridCell cell) {
        return Grid.Row.of(name, "", List.of(), List.of(cell));
    }

    private static GridCell amount(String amount, Unit unit) {
        return new GridCell.Amount(new BigDecimal(amount), unit, EUR, GridCell.Form.WHOLE, false);
    }
}
