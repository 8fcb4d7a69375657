package io.keepwell.importing;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The rows of a text file with a delimiter between cells.
final class CsvRows implements Rows {
    /// In the order in which they are preferred where several fit.
    static final char[] DELIMITERS = {',', ';', '\t', '|'};
    private static final int MOST_PROBED = 40;
    /// The line by which spreadsheets are reported the delimiter.
    private static final Pattern DELIMITER_SAID = Pattern.compile("\\ufeff?sep=(.)\\r?\\n");

    private final Path file;
    private final Layout layout;
    private final Source source;
    private final CsvReader<CsvRecord> reader;
    private final Iterator<CsvRecord> records;
    private final List<String> heads;
    private final boolean[] needed;
    private final int leastCells;

    private CsvRows(Path file, Layout layout, Source source, Set<String> used) {
        this.file = file;
        this.layout = layout;
        this.source = source;
        Matcher said = DELIMITER_SAID.matcher(source.probe());
        boolean isSaid = said.lookingAt() && layout.separator().isEmpty();
        char delimiter = layout.separator()
                .orElseGet(() -> isSaid ? said.group(1).charAt(0) : delimiter(source.probe(), layout, used));
        this.reader = reader(source.reader(), delimiter, false);
        this.records = reader.iterator();
        if (isSaid) {
            skip(1);
        }
        this.heads = layout.columns().isEmpty() ? head() : columnsSaid();
        this.needed = Rows.needed(heads, used);
        this.leastCells = leastCells(heads);
        skip(layout.skipAfterHead());
    }

    /// Up to the last column that has a head.
    private static int leastCells(List<String> heads) {
        int least = heads.size();
        while (least > 0 && heads.get(least - 1).isEmpty()) {
            least--;
        }
        return least;
    }

    static CsvRows open(Path file, Layout layout, Set<String> used) throws IOException {
        Source source = Source.open(file, layout);
        try {
            return new CsvRows(file, layout, source, used);
        } catch (RuntimeException unfit) {
            source.close();
            throw unfit;
        }
    }

    /// @param cut whether the text may end inside a cell
    static CsvReader<CsvRecord> reader(Reader text, char delimiter, boolean cut) {
        return CsvReader.builder()
                .fieldSeparator(delimiter)
                .skipEmptyLines(false)
                .allowUnclosedQuote(cut)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .ofCsvRecord(text);
    }

    /// The delimiter under which the head has most of the columns that are used; where none are known, the one that
    /// cuts most rows alike.
    static char delimiter(String probe, Layout layout, Set<String> used) {
        char best = DELIMITERS[0];
        long most = -1;
        for (char delimiter : DELIMITERS) {
            long fits = fit(probe, delimiter, layout, used);
            if (fits > most) {
                most = fits;
                best = delimiter;
            }
        }
        return best;
    }

    private static long fit(String probe, char delimiter, Layout layout, Set<String> used) {
        long score = 0;
        try (CsvReader<CsvRecord> rows = reader(new StringReader(probe), delimiter, true)) {
            Iterator<CsvRecord> all = rows.iterator();
            for (int i = 0; i < layout.skipRows() && all.hasNext(); i++) {
                all.next();
            }
            List<String> first = List.of();
            while (first.stream().allMatch(String::isEmpty) && all.hasNext()) {
                first = all.next().getFields().stream().map(String::strip).toList();
            }
            score = first.stream().filter(used::contains).distinct().count() * 1_000_000 + Math.min(first.size(), 999);
            for (int i = 0; i < MOST_PROBED && all.hasNext(); i++) {
                score += first.size() > 1 && all.next().getFieldCount() == first.size() ? 1_000 : 0;
            }
            return score;
        } catch (CsvParseException | IOException notLikeThis) {
            return score;
        }
    }

    private List<String> columnsSaid() {
        skip(layout.skipRows());
        return layout.columns();
    }

    private List<String> head() {
        skip(layout.skipRows());
        while (hasNext()) {
            CsvRecord first = record();
            List<String> names = first.getFields().stream().map(String::strip).toList();
            if (!names.stream().allMatch(String::isEmpty)) {
                return names;
            }
        }
        throw new ImportProblem("The file " + file + " is empty: it needs a head row that names its columns.");
    }

    private void skip(int count) {
        for (int i = 0; i < count && hasNext(); i++) {
            record();
        }
    }

    private CsvRecord record() {
        try {
            return Objects.requireNonNull(records.next());
        } catch (CsvParseException unreadable) {
            throw notCsv(unreadable);
        } catch (UncheckedIOException failed) {
            throw new ImportProblem("The file " + file + " can't be read: " + failed.getMessage(), failed);
        }
    }

    private ImportProblem notCsv(CsvParseException unreadable) {
        return new ImportProblem(
                "The file " + file + " can't be read as CSV" + where(unreadable)
                        + ": a quote isn't closed, something stands behind a closing quote, or a cell is too long.",
                unreadable);
    }

    private static String where(CsvParseException unreadable) {
        return Optional.ofNullable(unreadable.getMessage())
                .map(message -> message.replaceAll("\\D+", " ").strip())
                .filter(numbers -> numbers.matches("[0-9]+"))
                .map(number -> ", from line " + number + " on")
                .orElse("");
    }

    @Override
    public List<String> heads() {
        return heads;
    }

    @Override
    public Optional<Row> next() {
        while (hasNext()) {
            Row row = row(record());
            if (!row.isEmpty()) {
                return Optional.of(row);
            }
        }
        return Optional.empty();
    }

    private boolean hasNext() {
        try {
            return records.hasNext();
        } catch (CsvParseException unreadable) {
            throw notCsv(unreadable);
        } catch (UncheckedIOException failed) {
            throw new ImportProblem("The file " + file + " can't be read: " + failed.getMessage(), failed);
        }
    }

    private Row row(CsvRecord record) {
        long line = record.getStartingLineNumber();
        int count = record.getFieldCount();
        String[] cells = new String[heads.size()];
        Arrays.fill(cells, "");
        boolean filled = false;
        for (int i = 0; i < count; i++) {
            String cell = Rows.cell(record.getField(i), layout);
            if (i < cells.length) {
                cells[i] = cell;
            } else if (!cell.isEmpty()) {
                return mismatch(record);
            }
            filled |= !cell.isEmpty();
            if (i < cells.length && needed[i] && cell.indexOf(Source.UNREADABLE) >= 0) {
                return Row.defective(
                        line,
                        heads.get(i),
                        "BAD_CHARACTER",
                        "The text is not valid " + source.charset() + "; say 'encoding' in the mapping, such as"
                                + " windows-1252.");
            }
        }
        return count < leastCells && filled ? mismatch(record) : new Row(line, cells);
    }

    private Row mismatch(CsvRecord record) {
        boolean broken = record.getFields().stream().anyMatch(cell -> cell.indexOf('\n') >= 0);
        return Row.defective(
                record.getStartingLineNumber(),
                "",
                "BAD_LINE",
                "The row has " + record.getFieldCount() + " cells, the head row has " + heads.size() + "."
                        + (broken ? " Perhaps a quote isn't closed." : ""));
    }

    @Override
    public long bytesRead() {
        return source.bytesRead();
    }

    @Override
    public void close() throws IOException {
        reader.close();
        source.close();
    }
}
