package io.keepwell.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A file that was read, or couldn't be, isn't held open: else a program that imports many would end by it.
final class FilesAreLetGoTest {
    private static final int TIMES = 60;
    private static final FirmTerms FIRM = new FirmTerms(java.time.ZoneOffset.UTC, "EUR");
    private static final Mapping FITS = mapping("id");
    private static final Mapping NO_SUCH_COLUMN = mapping("none");

    @TempDir
    @SuppressWarnings("NullAway.Init") // set before each test
    private Path folder;

    private static Mapping mapping(String column) {
        return MappingReader.parse(
                "m",
                "events: [{kind: order, event_id: \"{" + column + "}\", account_id: a, occurred_at: 2025-01-01,"
                        + " fields: {order_id: a, value: {amount: 1, currency_code: EUR}}}]");
    }

    private interface Use {
        void of(Path file);
    }

    private static void letsGo(Path file, Use use) {
        UnixOperatingSystemMXBean system = (UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        use.of(file);
        long before = system.getOpenFileDescriptorCount();
        for (int i = 0; i < TIMES; i++) {
            use.of(file);
        }
        assertThat(system.getOpenFileDescriptorCount() - before).as("%s", file).isLessThan(TIMES / 2);
    }

    private Path zip(String name, String entry, String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry(entry));
            zip.write(text.getBytes(StandardCharsets.UTF_8));
            zip.closeEntry();
        }
        return Files.write(folder.resolve(name), bytes.toByteArray());
    }

    private List<Path> files() throws IOException {
        ByteArrayOutputStream gzip = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(gzip)) {
            out.write("id\n1\n".getBytes(StandardCharsets.UTF_8));
        }
        ByteArrayOutputStream workbook = new ByteArrayOutputStream();
        try (Workbook out = new Workbook(workbook, "test", "1.0")) {
            Worksheet sheet = out.newWorksheet("Data");
            sheet.value(0, 0, "id");
            sheet.value(1, 0, 1);
        }
        return List.of(
                Files.writeString(folder.resolve("f.csv"), "id\n1\n"),
                Files.write(folder.resolve("f.csv.gz"), gzip.toByteArray()),
                zip("f.zip", "f.csv", "id\n1\n"),
                Files.writeString(folder.resolve("f.json"), "{\"id\": 1}"),
                zip("f.json.zip", "f.json", "{\"id\": 1}"),
                Files.write(folder.resolve("f.xlsx"), workbook.toByteArray()));
    }

    @Test
    void when_they_were_read_in_part_or_whole() throws IOException {
        for (Path file : files()) {
            letsGo(file, each -> {
                try (MappedFile mapped = MappedFile.open("m", FITS, each, FIRM)) {
                    assertThat(mapped.next()).isPresent();
                }
            });
        }
    }

    @Test
    void when_the_mapping_does_not_fit() throws IOException {
        for (Path file : files()) {
            letsGo(
                    file,
                    each -> assertThatThrownBy(() -> MappedFile.open("m", NO_SUCH_COLUMN, each, FIRM))
                            .isInstanceOf(ImportProblem.class));
        }
    }

    @Test
    void when_they_can_not_be_read() throws IOException {
        for (Path file : List.of(
                Files.writeString(folder.resolve("e.csv"), ""),
                Files.writeString(folder.resolve("e.json"), "[1]"),
                zip("e.zip", "e.csv", ""),
                zip("e.json.zip", "e.json", "7"),
                zip("none.zip", "folder/", ""),
                Files.write(folder.resolve("e.csv.gz"), new byte[] {0x1F, (byte) 0x8B, 0, 0}))) {
            letsGo(
                    file,
                    each -> assertThatThrownBy(() -> MappedFile.open("m", FITS, each, FIRM))
                            .as("%s", each)
                            .isInstanceOf(ImportProblem.class));
        }
    }

    @Test
    void when_a_sheet_is_missing_or_empty() throws IOException {
        Path file = files().getLast();
        for (String layout : new String[] {"{sheet: Other}", "{skip_rows: 9}"}) {
            Mapping mapping = MappingReader.parse(
                    "m",
                    "file: " + layout
                            + "\nevents: [{kind: order, event_id: a, occurred_at: b, fields: {order_id: a}}]");
            letsGo(
                    file,
                    each -> assertThatThrownBy(() -> MappedFile.open("m", mapping, each, FIRM))
                            .isInstanceOf(ImportProblem.class));
        }
    }
}
