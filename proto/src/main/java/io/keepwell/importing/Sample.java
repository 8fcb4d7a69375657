package io.keepwell.importing;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// The first rows of a file that nobody has described yet, and how it seems to be laid out.
///
/// @param layout what of it has to be said in a mapping
/// @param heads stripped; empty where a column has none
/// @param rows cells are stripped, as many as there are heads
/// @param isWhole whether the file has no more rows
public record Sample(Layout layout, List<String> heads, List<List<String>> rows, boolean isWhole) {
    private static final int MOST_PROBED = 200;
    private static final int MOST_BEFORE_HEAD = 20;
    /// So many columns that all other rows fill, a row of data doesn't lack.
    private static final int MOST_GAPS = 2;
    private static final String WITHOUT_UTF8 = "windows-1252";
    private static final Pattern LIKE_DATA = Pattern.compile("[-+(]?[0-9][0-9.,:/T \\-]*[)%Z]?");

    public Sample {
        heads = List.copyOf(heads);
        rows = List.copyOf(rows);
    }

    /// @param most rows to be read
    /// @throws ImportProblem where the file can't be read, or has no head
    public static Sample read(Path file, int most) {
        try {
            Layout layout = switch (Source.format(file)) {
                case JSON_LINES -> new Layout(Layout.Format.JSON_LINES, null, null, null, 0, 0, List.of(), List.of());
                case XLSX -> ofWorkbook(file);
                case CSV -> ofText(file, Optional.empty());
            };
            Optional<Sample> sample = read(file, layout, most);
            if (sample.isEmpty() && layout.delimiter() != null) {
                Layout other = ofText(file, Optional.of(WITHOUT_UTF8));
                sample = read(file, other, most);
            }
            return sample.orElseThrow(
                    () -> new ImportProblem("The file " + file + " can't be read as text; say its encoding."));
        } catch (NoSuchFileException missing) {
            throw new ImportProblem("There is no file " + file + ".", missing);
        } catch (IOException unreadable) {
            throw new ImportProblem("The file " + file + " can't be read: " + unreadable.getMessage(), unreadable);
        }
    }

    /// @return empty where the text isn't written in the layout's encoding
    private static Optional<Sample> read(Path file, Layout layout, int most) throws IOException {
        List<List<String>> rows = new ArrayList<>();
        try (Rows all = Rows.open(file, layout, Set.of())) {
            Optional<Row> row = all.next();
            while (row.isPresent() && rows.size() < most) {
                if (row.get().defect().map(Row.Defect::reason).equals(Optional.of("BAD_CHARACTER"))) {
                    return Optional.empty();
                }
                if (row.get().defect().isEmpty()) {
                    rows.add(List.of(row.get().cells()));
                }
                row = all.next();
            }
            boolean second = layout.columns().isEmpty() && isSecondHead(rows);
            return Optional.of(new Sample(
                    second ? with(layout, 1) : layout,
                    all.heads(),
                    second ? rows.subList(1, rows.size()) : rows,
                    row.isEmpty()));
        }
    }

    private static Layout with(Layout layout, int skipAfterHead) {
        return new Layout(
                layout.format(),
                layout.delimiter(),
                layout.encoding(),
                layout.sheet(),
                layout.skipRows(),
                skipAfterHead,
                layout.columns(),
                layout.empty());
    }

    /// Whether the first row has words where all others have numbers, or nothing where all others have something, and
    /// nowhere the other way round.
    private static boolean isSecondHead(List<List<String>> rows) {
        if (rows.size() < 3) {
            return false;
        }
        List<String> first = rows.getFirst();
        boolean words = false;
        int gaps = 0;
        for (int i = 0; i < first.size(); i++) {
            int column = i;
            List<String> others = rows.stream()
                    .skip(1)
                    .map(row -> row.get(column))
                    .filter(cell -> !cell.isEmpty())
                    .toList();
            if (isLikeData(first.get(i))) {
                return false;
            }
            gaps += first.get(i).isEmpty() && others.size() == rows.size() - 1 ? 1 : 0;
            words |= !first.get(i).isEmpty()
                    && !first.get(i).chars().anyMatch(Character::isDigit)
                    && others.size() > 1
                    && others.stream().allMatch(Sample::isLikeData);
        }
        // Without any number, and with nothing where all other rows have something, it is no answer either.
        return words || (gaps >= MOST_GAPS && first.stream().anyMatch(cell -> !cell.isEmpty()));
    }

    private static boolean isLikeData(String cell) {
        return LIKE_DATA.matcher(cell).matches();
    }

    private static Layout ofWorkbook(Path file) throws IOException {
        int best = 0;
        long most = -1;
        for (int skip = 0; skip < MOST_BEFORE_HEAD; skip++) {
            Layout layout = new Layout(null, null, null, null, skip, 0, List.of(), List.of());
            try (Rows rows = Rows.open(file, layout, Set.of())) {
                long named = rows.heads().stream()
                        .filter(head -> !head.isEmpty() && !isLikeData(head))
                        .distinct()
                        .count();
                if (named > most) {
                    most = named;
                    best = skip;
                }
            } catch (ImportProblem empty) {
                break;
            }
        }
        return new Layout(null, null, null, null, best, 0, List.of(), List.of());
    }

    private static Layout ofText(Path file, Optional<String> encoding) throws IOException {
        Layout asked = new Layout(null, null, encoding.orElse(null), null, 0, 0, List.of(), List.of());
        String probe;
        try (Source source = Source.open(file, asked)) {
            probe = source.probe();
        }
        if (encoding.isEmpty() && probe.indexOf(Source.UNREADABLE) >= 0) {
            return ofText(file, Optional.of(WITHOUT_UTF8));
        }
        Layout best = asked;
        long most = -1;
        for (char delimiter : CsvRows.DELIMITERS) {
            List<List<String>> records = records(probe, delimiter);
            int width = usualWidth(records);
            long alike =
                    records.stream().filter(record -> record.size() == width).count();
            long fits = width < 2 ? 0 : alike * 1_000 + Math.min(width, 999);
            if (fits > most) {
                most = fits;
                best = laidOut(records, width, delimiter, encoding);
            }
        }
        return best;
    }

    private static Layout laidOut(List<List<String>> records, int width, char delimiter, Optional<String> encoding) {
        int head = 0;
        while (head < Math.min(records.size(), MOST_BEFORE_HEAD) && !canBeHead(records.get(head), width)) {
            head++;
        }
        boolean found = head < records.size() && canBeHead(records.get(head), width);
        boolean named = !found || records.get(head).stream().noneMatch(Sample::isLikeData);
        List<String> columns = named
                ? List.of()
                : IntStream.rangeClosed(1, width)
                        .mapToObj(number -> "column " + number)
                        .toList();
        return new Layout(
                null, String.valueOf(delimiter), encoding.orElse(null), null, found ? head : 0, 0, columns, List.of());
    }

    /// Whether most of its cells are filled.
    private static boolean canBeHead(List<String> record, int width) {
        return record.size() == width
                && record.stream().filter(cell -> !cell.isBlank()).count() * 2 >= width;
    }

    private static int usualWidth(List<List<String>> records) {
        Map<Integer, Integer> times = new HashMap<>();
        records.stream()
                .filter(record -> record.size() > 1)
                .forEach(record -> times.merge(record.size(), 1, Integer::sum));
        return times.entrySet().stream()
                .max(Map.Entry.<Integer, Integer>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .orElse(1);
    }

    private static List<List<String>> records(String probe, char delimiter) {
        List<List<String>> records = new ArrayList<>();
        try (CsvReader<CsvRecord> reader = CsvRows.reader(new StringReader(probe), delimiter, true)) {
            Iterator<CsvRecord> all = reader.iterator();
            while (records.size() < MOST_PROBED && all.hasNext()) {
                records.add(all.next().getFields().stream().map(String::strip).toList());
            }
        } catch (CsvParseException | IOException cut) {
            // The probe may end within quotes: what came before is enough.
        }
        return records;
    }
}
