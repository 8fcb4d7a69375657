package io.keepwell.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class XlsxRowsTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // set before each test
    private Path folder;

    private Path workbook(Consumer<Worksheet> fill) throws IOException {
        return Files.write(folder.resolve("f.xlsx"), bytes(fill));
    }

    private static byte[] bytes(Consumer<Worksheet> fill) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Workbook workbook = new Workbook(bytes, "test", "1.0")) {
            fill.accept(workbook.newWorksheet("Data"));
        }
        return bytes.toByteArray();
    }

    /// A workbook, one of whose files has a text in place of another.
    private Path changed(byte[] workbook, String entry, String text, String instead) throws IOException {
        Path file = Files.write(folder.resolve("f.xlsx"), workbook);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipFile in = new ZipFile(file.toFile());
                ZipOutputStream out = new ZipOutputStream(bytes)) {
            for (ZipEntry each : Collections.list(in.entries())) {
                String content = text(in, each.getName());
                out.putNextEntry(new ZipEntry(each.getName()));
                if (each.getName().equals(entry)) {
                    assertThat(content).contains(text);
                    content = content.replace(text, instead);
                }
                out.write(content.getBytes(StandardCharsets.UTF_8));
                out.closeEntry();
            }
        }
        return Files.write(file, bytes.toByteArray());
    }

    private static String text(ZipFile zip, String entry) throws IOException {
        return new String(zip.getInputStream(zip.getEntry(entry)).readAllBytes(), StandardCharsets.UTF_8);
    }

    /// The head, and each row or what is wrong with it.
    private static List<String> read(Path file, Layout layout, String... used) throws IOException {
        List<String> reported = new ArrayList<>();
        try (Rows rows = Rows.open(file, layout, Set.of(used))) {
            reported.add(String.join("|", rows.heads()));
            for (Optional<Row> row = rows.next(); row.isPresent(); row = rows.next()) {
                Row one = row.get();
                reported.add(one.line() + ": "
                        + one.defect()
                                .map(defect -> defect.column() + " " + defect.reason())
                                .orElseGet(() -> String.join("|", one.cells())));
            }
        }
        return reported;
    }

    private static Layout layout(int skipRows, int skipAfterHead, String... columns) {
        return new Layout(null, null, null, null, skipRows, skipAfterHead, List.of(columns), List.of("NULL"));
    }

    /// What a spreadsheet shows as a day or time is one, whatever else its format says.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "yyyy-mm-dd | 2025-04-01",
                "dd.mm.yyyy | 2025-04-01",
                "D-MMM | 2025-04-01",
                "yyyy | 2025-04-01",
                "[$-409]mmmm\\ d\\,\\ yyyy;@ | 2025-04-01",
                "[Red]d/m/yy | 2025-04-01",
                "d/m/yy h:mm | 2025-04-01T00:00:00",
                "yyyy-mm-dd\"T\"hh:mm:ss | 2025-04-01T00:00:00",
                "mm:ss | 2025-04-01T00:00:00",
                "h AM/PM | 2025-04-01T00:00:00",
                "[Red]0.00 | 45748",
                "#,##0.00 \"yards\" | 45748",
                "0\\d | 45748",
                "0.00% | 45748",
                "General | 45748",
                "General \"days\" | 45748",
                "@ | 45748"
            })
    void what_is_shown_as_a_day_is_one(String format, String text) throws IOException {
        Path file = workbook(sheet -> {
            sheet.value(0, 0, "at");
            sheet.value(1, 0, 45_748);
            sheet.style(1, 0).format(format).set();
        });

        assertThat(read(file, Layout.RECOGNISED)).containsExactly("at", "2: " + text);
    }

    /// A day and 2½ hours is 26:30 to whoever reads the sheet, and no moment of the year 1900.
    @ParameterizedTest
    @CsvSource({
        "[h]:mm, 1.104166666666667, 26:30:00",
        "[hh]:mm:ss, 0.5, 12:00:00",
        "[m], 0.0006944, 0:01:00",
        "[ss], 45748, 1097952:00:00",
        "[H]:MM, -0.25, -6:00:00",
        "[h]:mm, 20000000, 20000000"
    })
    void length_of_time_is_what_the_sheet_shows(String format, double days, String text) throws IOException {
        Path file = workbook(sheet -> {
            sheet.value(0, 0, "took");
            sheet.value(1, 0, days);
            sheet.style(1, 0).format(format).set();
        });

        assertThat(read(file, Layout.RECOGNISED)).containsExactly("took", "2: " + text);
    }

    @Test
    void a_day_with_a_time_behind_it_keeps_it_though_the_sheet_hides_it() throws IOException {
        Path file = workbook(sheet -> {
            sheet.value(0, 0, "at");
            sheet.value(1, 0, LocalDateTime.parse("2025-04-01T08:30:05"));
            sheet.style(1, 0).format("yyyy-mm-dd").set();
            sheet.value(2, 0, LocalDate.parse("2025-04-02"));
            sheet.style(2, 0).format("yyyy-mm-dd").set();
        });

        assertThat(read(file, Layout.RECOGNISED)).containsExactly("at", "2: 2025-04-01T08:30:05", "3: 2025-04-02");
    }

    @Test
    void numbers_are_plain_with_the_digits_that_a_spreadsheet_shows() throws IOException {
        Path file = workbook(sheet -> {
            sheet.value(0, 0, "n");
            sheet.value(1, 0, 0.1 + 0.2);
            sheet.value(2, 0, 1_000_000_000_000_000L);
            sheet.value(3, 0, -1.5e-7);
            sheet.value(4, 0, 4900);
            sheet.value(5, 0, 1e300);
            sheet.value(6, 0, 0);
        });

        assertThat(read(file, Layout.RECOGNISED))
                .containsExactly(
                        "n",
                        "2: 0.3",
                        "3: 1000000000000000",
                        "4: -0.00000015",
                        "5: 4900",
                        "6: 1" + "0".repeat(300),
                        "7: 0");
        Path huge = changed(
                bytes(sheet -> {
                    sheet.value(0, 0, "n");
                    sheet.value(1, 0, 77);
                    sheet.value(2, 0, 78);
                }),
                "xl/worksheets/sheet1.xml",
                "<v>77</v>",
                "<v>1e401</v>");
        assertThat(read(huge, Layout.RECOGNISED)).containsExactly("n", "2: 1E+401", "3: 78");
        Path large = changed(Files.readAllBytes(huge), "xl/worksheets/sheet1.xml", "<v>1e401</v>", "<v>1e400</v>");
        assertThat(read(large, Layout.RECOGNISED)).containsExactly("n", "2: 1" + "0".repeat(400), "3: 78");
    }

    @Test
    void texts_truths_and_formulas_are_what_they_show() throws IOException {
        Path file = workbook(sheet -> {
            sheet.value(0, 0, " text ");
            sheet.value(0, 1, "truth");
            sheet.value(0, 2, "gap");
            sheet.value(1, 0, " a b ");
            sheet.value(1, 1, true);
            sheet.value(2, 0, "NULL");
            sheet.value(3, 0, "0012");
            sheet.value(3, 5, "beyond the head");
        });

        assertThat(read(file, layout(0, 0))).containsExactly("text|truth|gap", "2: a b|true|", "4: 0012||");
    }

    @Test
    void characters_that_a_workbook_spells_by_their_number_are_themselves() throws IOException {
        Path file = workbook(sheet -> {
            sheet.value(0, 0, "comment");
            sheet.value(1, 0, "slow_x000D_\nbut kind");
            sheet.value(2, 0, "plan_x005F_x0041_eu");
            sheet.value(3, 0, "a_xyz_b");
        });

        assertThat(read(file, Layout.RECOGNISED))
                .containsExactly("comment", "2: slow\r\nbut kind", "3: plan_x0041_eu", "4: a_xyz_b");
    }

    @Test
    void a_cell_that_shows_an_error_rejects_its_row_where_it_is_used() throws IOException {
        byte[] bytes = bytes(sheet -> {
            sheet.value(0, 0, "id");
            sheet.value(0, 1, "n");
            sheet.value(1, 0, 1);
            sheet.value(1, 1, 77);
            sheet.value(2, 0, 2);
            sheet.value(2, 1, 78);
        });
        String sheet;
        try (ZipFile zip =
                new ZipFile(Files.write(folder.resolve("f.xlsx"), bytes).toFile())) {
            sheet = text(zip, "xl/worksheets/sheet1.xml");
        }
        String cell =
                sheet.substring(sheet.indexOf("<c r=\"B2\""), sheet.indexOf("</c>", sheet.indexOf("<c r=\"B2\"")));
        for (String[] shown : new String[][] {
            {"<c r=\"B2\" t=\"e\"><v>#N/A</v>", "2: n BAD_CELL"},
            {"<c r=\"B2\" t=\"e\"><f>1/0</f><v>#DIV/0!</v>", "2: n BAD_CELL"},
            {"<c r=\"B2\" t=\"str\"><f>A1</f><v>#NAME?</v>", "2: n BAD_CELL"},
            {"<c r=\"B2\" t=\"str\"><f>A1</f><v># 1</v>", "2: 1|# 1"},
            {"<c r=\"B2\"><f>76+1</f>", "2: n BAD_CELL"},
            {"<c r=\"B2\"><f>76+1</f><v>77</v>", "2: 1|77"}
        }) {
            Path file = changed(bytes, "xl/worksheets/sheet1.xml", cell, shown[0]);
            assertThat(read(file, Layout.RECOGNISED, "n")).as(shown[0]).containsExactly("id|n", shown[1], "3: 2|78");
            assertThat(read(file, Layout.RECOGNISED, "id")).hasSize(3).noneMatch(row -> row.contains("BAD_CELL"));
        }
    }

    @Test
    void rows_are_counted_as_the_sheet_numbers_them_though_empty_ones_are_not_in_the_file() throws IOException {
        Path file = workbook(sheet -> {
            sheet.value(0, 0, " ");
            sheet.value(1, 0, "title");
            sheet.value(4, 0, "id");
            sheet.value(4, 1, "n");
            sheet.value(5, 0, "number");
            sheet.value(7, 0, 1);
            sheet.value(8, 0, 2);
            sheet.value(8, 1, "x");
        });

        assertThat(read(file, Layout.RECOGNISED))
                .as("the first row with a text is the head")
                .startsWith("title", "5: id", "6: number");
        for (int skip : new int[] {2, 3, 4}) {
            assertThat(read(file, layout(skip, 1))).as("%s", skip).containsExactly("id|n", "8: 1|", "9: 2|x");
        }
        assertThat(read(file, layout(4, 3))).containsExactly("id|n", "9: 2|x");
        assertThat(read(file, layout(4, 4))).containsExactly("id|n");
        assertThat(read(file, layout(6, 0, "a", "b"))).containsExactly("a|b", "8: 1|", "9: 2|x");
        assertThat(read(file, layout(7, 1, "a", "b"))).containsExactly("a|b", "9: 2|x");
        assertThatThrownBy(() -> read(file, layout(9, 0)))
                .isInstanceOf(ImportProblem.class)
                .hasMessage("The sheet of " + file + " is empty: it needs a head row that names its columns.");
    }

    @Test
    void how_far_it_is_read_is_known_at_the_end() throws IOException {
        Path file = workbook(sheet -> {
            sheet.value(0, 0, "id");
            sheet.value(1, 0, 1);
        });

        assertThat(MappedFile.size(file)).isEqualTo(Files.size(file));
        try (Rows rows = Rows.open(file, Layout.RECOGNISED, Set.of())) {
            assertThat(rows.next()).isPresent();
            assertThat(rows.bytesRead()).isZero();
            assertThat(rows.next()).isEmpty();
            assertThat(rows.bytesRead()).isEqualTo(Files.size(file));
        }
    }

    @Test
    void a_damaged_workbook_is_reported_with_a_way_out() throws IOException {
        byte[] bytes = bytes(sheet -> {
            sheet.value(0, 0, "id");
            sheet.value(1, 0, 77);
        });
        Path head = changed(bytes, "xl/workbook.xml", "<sheets>", "<sheets");
        assertThatThrownBy(() -> read(head, Layout.RECOGNISED))
                .isInstanceOf(ImportProblem.class)
                .hasMessage("The workbook " + head
                        + " can't be read: it is damaged, or of a kind that isn't known. Save the sheet as CSV.");
        Path rows = changed(bytes, "xl/worksheets/sheet1.xml", "<v>77</v>", "<v>77");
        assertThatThrownBy(() -> read(rows, Layout.RECOGNISED))
                .isInstanceOf(ImportProblem.class)
                .hasMessageContaining("can't be read: it is damaged");
    }

    /// The sizes that the zip's directory names are those that count: nothing is unpacked before.
    @Test
    void a_workbook_that_is_too_large_is_reported_before_it_is_unpacked() throws IOException {
        byte[] bytes = bytes(sheet -> {
            sheet.value(0, 0, "id");
            sheet.value(1, 0, "text");
        });
        Path texts = Files.write(folder.resolve("f.xlsx"), sized(bytes, "xl/sharedStrings.xml", 100_000_001));
        assertThatThrownBy(() -> read(texts, Layout.RECOGNISED))
                .isInstanceOf(ImportProblem.class)
                .hasMessage("The workbook " + texts
                        + " is too large: at most 1000 MB unpacked, texts 100 MB. Save the sheet as CSV.");
        assertThat(read(
                        Files.write(folder.resolve("f.xlsx"), sized(bytes, "xl/sharedStrings.xml", 100_000_000)),
                        Layout.RECOGNISED))
                .as("just not too large")
                .containsExactly("id", "2: text");
        Path all = Files.write(folder.resolve("f.xlsx"), sized(bytes, "xl/worksheets/sheet1.xml", 1_000_000_000));
        assertThatThrownBy(() -> read(all, Layout.RECOGNISED)).hasMessageContaining("is too large");
    }

    private static byte[] sized(byte[] zip, String entry, int size) {
        ByteBuffer changed = ByteBuffer.wrap(zip.clone()).order(ByteOrder.LITTLE_ENDIAN);
        byte[] name = entry.getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i + 46 + name.length <= zip.length; i++) {
            // An entry of the zip's directory: its length unpacked is at 24, its name at 46.
            if (changed.getInt(i) == 0x02014b50
                    && new String(zip, i + 46, name.length, StandardCharsets.US_ASCII).equals(entry)) {
                changed.putInt(i + 24, size);
                return changed.array();
            }
        }
        throw new AssertionError("there is no " + entry);
    }
}
