package io.keepwell.importing;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Sheet;
import org.jspecify.annotations.Nullable;

/// The rows of one sheet of an Excel workbook. Cells that a spreadsheet shows as a day or moment are written as
/// `2025-04-01` or `2025-04-01T08:00:00`; numbers plainly, without what the sheet shows beside them.
final class XlsxRows implements Rows {
    /// Unpacked. Texts of a workbook are all in memory.
    private static final long MOST_BYTES = 1_000_000_000;
    private static final long MOST_TEXT_BYTES = 100_000_000;

    private final Path file;
    private final Layout layout;
    private final ReadableWorkbook workbook;
    private final Stream<org.dhatim.fastexcel.reader.Row> stream;
    private final Iterator<org.dhatim.fastexcel.reader.Row> rows;
    private final List<String> heads;
    private final long bytes;
    private long read;

    private XlsxRows(Path file, Layout layout, ReadableWorkbook workbook) throws IOException {
        this.file = file;
        this.layout = layout;
        this.workbook = workbook;
        this.bytes = Files.size(file);
        this.stream = sheet().openStream();
        this.rows = stream.iterator();
        skip(layout.skipRows());
        this.heads = layout.columns().isEmpty() ? head() : layout.columns();
        skip(layout.skipAfterHead());
    }

    static XlsxRows open(Path file, Layout layout) throws IOException {
        checkSize(file);
        ReadableWorkbook workbook = new ReadableWorkbook(file.toFile(), new ReadingOptions(true, true));
        try {
            return new XlsxRows(file, layout, workbook);
        } catch (IOException | RuntimeException unfit) {
            workbook.close();
            throw unfit;
        }
    }

    private static void checkSize(Path file) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            long all = zip.stream().mapToLong(ZipEntry::getSize).sum();
            long texts = Optional.ofNullable(zip.getEntry("xl/sharedStrings.xml"))
                    .map(ZipEntry::getSize)
                    .orElse(0L);
            if (all > MOST_BYTES || texts > MOST_TEXT_BYTES) {
                throw new ImportProblem("The workbook " + file + " is too large: at most " + MOST_BYTES / 1_000_000
                        + " MB unpacked, texts " + MOST_TEXT_BYTES / 1_000_000
                        + " MB. Save the sheet as CSV.");
            }
        }
    }

    private Sheet sheet() {
        if (layout.sheet() == null) {
            return workbook.getFirstSheet();
        }
        return workbook.findSheet(layout.sheet())
                .orElseThrow(() -> new ImportProblem("The workbook " + file + " has no sheet '" + layout.sheet()
                        + "'; it has: "
                        + workbook.getSheets().map(Sheet::getName).collect(Collectors.joining(", "))
                        + "."));
    }

    private void skip(int count) {
        for (int i = 0; i < count && rows.hasNext(); i++) {
            rows.next();
        }
    }

    private List<String> head() {
        while (rows.hasNext()) {
            org.dhatim.fastexcel.reader.Row row = rows.next();
            String[] names = texts(row, row.getCellCount());
            if (Arrays.stream(names).anyMatch(name -> !name.isEmpty())) {
                return List.of(names);
            }
        }
        throw new ImportProblem("The sheet of " + file + " is empty: it needs a head row that names its columns.");
    }

    private String[] texts(org.dhatim.fastexcel.reader.Row row, int count) {
        String[] texts = new String[count];
        for (int i = 0; i < count; i++) {
            texts[i] = i < row.getCellCount()
                    ? row.getOptionalCell(i)
                            .map(cell -> Rows.cell(text(cell), layout))
                            .orElse("")
                    : "";
        }
        return texts;
    }

    private static String text(Cell cell) {
        if (cell.getType() == CellType.NUMBER || (cell.getType() == CellType.FORMULA && isNumber(cell))) {
            return isMoment(cell.getDataFormatString()) ? moment(cell.asDate()) : plain(cell);
        }
        return Optional.ofNullable(cell.getText()).orElse("");
    }

    private static boolean isNumber(Cell cell) {
        try {
            new BigDecimal(cell.getRawValue());
            return true;
        } catch (NumberFormatException | NullPointerException text) {
            return false;
        }
    }

    private static String plain(Cell cell) {
        return new BigDecimal(cell.getRawValue()).stripTrailingZeros().toPlainString();
    }

    /// Whether a format shows days: it has years, months or days outside quotes, colours and conditions.
    private static boolean isMoment(@Nullable String format) {
        if (format == null || format.toLowerCase(Locale.ROOT).startsWith("general")) {
            return false;
        }
        String bare = format.replaceAll("\"[^\"]*\"|\\\\.|\\[[^\\]]*]", "").toLowerCase(Locale.ROOT);
        return bare.contains("y") || bare.contains("d") || bare.contains("h");
    }

    private static String moment(LocalDateTime moment) {
        return moment.toLocalTime().equals(LocalTime.MIDNIGHT)
                ? moment.toLocalDate().toString()
                : moment.format(DateTimeFormatter.ISO_LOCAL_DATE_TIME);
    }

    @Override
    public List<String> heads() {
        return heads;
    }

    @Override
    public Optional<Row> next() {
        while (rows.hasNext()) {
            org.dhatim.fastexcel.reader.Row each = rows.next();
            read = each.getRowNum();
            Row row = new Row(each.getRowNum(), texts(each, heads.size()));
            if (!row.isEmpty()) {
                return Optional.of(row);
            }
        }
        read = Long.MAX_VALUE;
        return Optional.empty();
    }

    /// The size of a workbook says nothing of how far its rows are: all at the end.
    @Override
    public long bytesRead() {
        return read == Long.MAX_VALUE ? bytes : 0;
    }

    @Override
    public void close() throws IOException {
        stream.close();
        workbook.close();
    }
}
