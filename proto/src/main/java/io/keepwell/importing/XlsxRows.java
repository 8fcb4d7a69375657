package io.keepwell.importing;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
/// `2025-04-01` or `2025-04-01T08:00:00`, lengths of time as `26:30:00`; numbers plainly, without what the sheet shows
/// beside them.
final class XlsxRows implements Rows {
    /// Unpacked. Texts of a workbook are all in memory.
    private static final long MOST_BYTES = 1_000_000_000;
    private static final long MOST_TEXT_BYTES = 100_000_000;
    private static final int MOST_DIGITS = 400;
    private static final Pattern ESCAPED = Pattern.compile("_x([0-9A-Fa-f]{4})_");
    private static final Pattern LENGTH_OF_TIME = Pattern.compile("\\[(h+|m+|s+)]");
    /// More than a spreadsheet can show.
    private static final BigDecimal MOST_DAYS = BigDecimal.valueOf(10_000_000);

    private static final BigDecimal SECONDS_OF_DAY = BigDecimal.valueOf(86_400);
    private static final Pattern ERROR = Pattern.compile("#[A-Z0-9/]+[!?]?");

    private final Path file;
    private final Layout layout;
    private final ReadableWorkbook workbook;
    private final Stream<org.dhatim.fastexcel.reader.Row> stream;
    private final Iterator<org.dhatim.fastexcel.reader.Row> rows;
    private final List<String> heads;
    private final long bytes;
    private final boolean[] needed;
    private org.dhatim.fastexcel.reader.@Nullable Row waiting;
    private int lastHead;
    private boolean atEnd;

    private XlsxRows(Path file, Layout layout, Set<String> used, ReadableWorkbook workbook) throws IOException {
        this.file = file;
        this.layout = layout;
        this.workbook = workbook;
        this.bytes = Files.size(file);
        this.stream = sheet().openStream();
        this.rows = stream.iterator();
        skipUpTo(layout.skipRows());
        this.lastHead = layout.skipRows();
        this.heads = layout.columns().isEmpty() ? head() : layout.columns();
        this.needed = Rows.needed(heads, used);
        skipUpTo(lastHead + layout.skipAfterHead());
    }

    static XlsxRows open(Path file, Layout layout, Set<String> used) throws IOException {
        checkSize(file);
        ReadableWorkbook workbook = workbook(file);
        try {
            return new XlsxRows(file, layout, used, workbook);
        } catch (IOException | ImportProblem unfit) {
            workbook.close();
            throw unfit;
        } catch (RuntimeException unreadable) {
            workbook.close();
            throw broken(file, unreadable);
        }
    }

    private static ReadableWorkbook workbook(Path file) throws IOException {
        try {
            return new ReadableWorkbook(file.toFile(), new ReadingOptions(true, true));
        } catch (RuntimeException unreadable) {
            throw broken(file, unreadable);
        }
    }

    private static ImportProblem broken(Path file, RuntimeException unreadable) {
        return new ImportProblem(
                "The workbook " + file
                        + " can't be read: it is damaged, or of a kind that isn't known. Save the sheet as" + " CSV.",
                unreadable);
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

    /// Rows without any cell aren't in the file, but count.
    private void skipUpTo(int number) {
        while (number > 0) {
            Optional<org.dhatim.fastexcel.reader.Row> row = read();
            if (row.isEmpty()) {
                return;
            }
            if (row.get().getRowNum() > number) {
                waiting = row.get();
                return;
            }
        }
    }

    private Optional<org.dhatim.fastexcel.reader.Row> read() {
        org.dhatim.fastexcel.reader.Row row = waiting;
        waiting = null;
        try {
            return row == null && rows.hasNext() ? Optional.of(rows.next()) : Optional.ofNullable(row);
        } catch (RuntimeException unreadable) {
            throw broken(file, unreadable);
        }
    }

    private List<String> head() {
        for (Optional<org.dhatim.fastexcel.reader.Row> row = read(); row.isPresent(); row = read()) {
            lastHead = row.get().getRowNum();
            List<String> names = new ArrayList<>();
            for (int i = 0; i < row.get().getCellCount(); i++) {
                names.add(cell(row.get(), i).map(this::text).orElse(""));
            }
            if (names.stream().anyMatch(name -> !name.isEmpty())) {
                return names;
            }
        }
        throw new ImportProblem("The sheet of " + file + " is empty: it needs a head row that names its columns.");
    }

    private static Optional<Cell> cell(org.dhatim.fastexcel.reader.Row row, int column) {
        return column < row.getCellCount() ? row.getOptionalCell(column) : Optional.empty();
    }

    private Row row(org.dhatim.fastexcel.reader.Row row) {
        String[] cells = new String[heads.size()];
        for (int i = 0; i < cells.length; i++) {
            Optional<Cell> cell = cell(row, i);
            if (needed[i] && cell.filter(XlsxRows::isError).isPresent()) {
                return Row.defective(
                        row.getRowNum(), heads.get(i), "BAD_CELL", "The cell shows an error, such as #N/A.");
            }
            if (needed[i] && cell.filter(XlsxRows::isUncalculated).isPresent()) {
                return Row.defective(
                        row.getRowNum(),
                        heads.get(i),
                        "BAD_CELL",
                        "The cell has a formula that was never calculated: open the workbook in a spreadsheet program and save it.");
            }
            cells[i] = cell.map(this::text).orElse("");
        }
        return new Row(row.getRowNum(), cells);
    }

    /// Whether a program wrote the formula and nobody opened the workbook since, so that nothing was calculated.
    private static boolean isUncalculated(Cell cell) {
        return cell.getType() == CellType.FORMULA && cell.getValue() == null;
    }

    private static boolean isError(Cell cell) {
        return cell.getType() == CellType.ERROR
                || (cell.getType() == CellType.FORMULA
                        && cell.getValue() instanceof String text
                        && ERROR.matcher(text).matches());
    }

    private String text(Cell cell) {
        if (cell.getValue() instanceof BigDecimal number) {
            if (isLengthOfTime(cell.getDataFormatString()) && number.abs().compareTo(MOST_DAYS) < 0) {
                return Rows.cell(lengthOfTime(number), layout);
            }
            return Rows.cell(isMoment(cell.getDataFormatString()) ? moment(cell) : plain(number), layout);
        }
        return Rows.cell(unescaped(Optional.ofNullable(cell.getText()).orElse("")), layout);
    }

    /// A workbook spells some characters by their number: a carriage return is `_x000D_`.
    private static String unescaped(String text) {
        return text.contains("_x")
                ? ESCAPED.matcher(text)
                        .replaceAll(escaped ->
                                Matcher.quoteReplacement(Character.toString(Integer.parseInt(escaped.group(1), 16))))
                : text;
    }

    /// With the 15 digits that a spreadsheet shows at most.
    private static String plain(BigDecimal number) {
        BigDecimal shown = number.round(new MathContext(15)).stripTrailingZeros();
        return Math.abs(shown.scale()) > MOST_DIGITS ? number.toString() : shown.toPlainString();
    }

    /// Whether a format counts hours, minutes or seconds on, beyond a day: the number is a share of a day.
    private static boolean isLengthOfTime(@Nullable String format) {
        return format != null
                && LENGTH_OF_TIME
                        .matcher(format.toLowerCase(Locale.ROOT).replaceAll("\"[^\"]*\"|\\\\.", ""))
                        .find();
    }

    private static String lengthOfTime(BigDecimal days) {
        long seconds =
                days.multiply(SECONDS_OF_DAY).setScale(0, RoundingMode.HALF_UP).longValueExact();
        String sign = seconds < 0 ? "-" : "";
        return sign
                + "%d:%02d:%02d"
                        .formatted(Math.abs(seconds) / 3600, Math.abs(seconds) / 60 % 60, Math.abs(seconds) % 60);
    }

    /// Whether a format shows days: it has years, months or days outside quotes, colours and conditions.
    private static boolean isMoment(@Nullable String format) {
        if (format == null || format.toLowerCase(Locale.ROOT).startsWith("general")) {
            return false;
        }
        String bare = bare(format);
        return bare.contains("y") || bare.contains("d") || hasTime(format);
    }

    private static boolean hasTime(String format) {
        String bare = bare(format);
        return bare.contains("h") || bare.contains("s");
    }

    private static String bare(String format) {
        return format.replaceAll("\"[^\"]*\"|\\\\.|\\[[^\\]]*]", "").toLowerCase(Locale.ROOT);
    }

    /// A day where the format shows no time, else a moment, be it midnight.
    private static String moment(Cell cell) {
        LocalDateTime moment = cell.asDate();
        return hasTime(cell.getDataFormatString()) || !moment.toLocalTime().equals(LocalTime.MIDNIGHT)
                ? moment.format(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
                : moment.toLocalDate().toString();
    }

    @Override
    public List<String> heads() {
        return heads;
    }

    @Override
    public Optional<Row> next() {
        for (Optional<org.dhatim.fastexcel.reader.Row> each = read(); each.isPresent(); each = read()) {
            Row row = row(each.get());
            if (!row.isEmpty()) {
                return Optional.of(row);
            }
        }
        atEnd = true;
        return Optional.empty();
    }

    /// The size of a workbook says nothing of how far its rows are: all at the end.
    @Override
    public long bytesRead() {
        return atEnd ? bytes : 0;
    }

    @Override
    public void close() throws IOException {
        stream.close();
        workbook.close();
    }
}
