package io.keepwell.importing.guess;

import io.keepwell.importing.FirmTerms;
import io.keepwell.importing.ImportProblem;
import io.keepwell.importing.MappedFile;
import io.keepwell.importing.MappedRow;
import io.keepwell.importing.Mapping;
import io.keepwell.importing.MappingReader;
import io.keepwell.importing.RowProblem;
import io.keepwell.importing.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A mapping that was written by looking at a file. Each line that isn't certain has a comment with `CHECK`.
///
/// @param file that was looked at
/// @param text of the mapping; can always be read back
/// @param isKnown whether what the file holds was recognised
/// @param isReady whether it was recognised as the file of a ready mapping
public record Guess(Path file, String text, boolean isKnown, boolean isReady) {
    private static final int ROWS = 2_000;
    private static final int MOST_FILES = 200;
    private static final int MOST_PROBLEMS = 5;
    /// What a mapping names the firm's currency by.
    private static final String CURRENCY = "firm.currency";

    private static final FirmTerms ANY_FIRM = new FirmTerms(ZoneOffset.UTC, "EUR");

    /// A file with its first rows.
    record Looked(Path file, Sample sample) {
        List<SampledColumn> columns() {
            List<String> heads = sample.heads();
            List<SampledColumn> columns = new ArrayList<>();
            for (int i = 0; i < heads.size(); i++) {
                int index = i;
                String name = heads.get(i);
                boolean canBeNamed = !name.isEmpty()
                        && !name.equals(CURRENCY)
                        && name.indexOf('{') < 0
                        && name.indexOf('}') < 0
                        && heads.stream().filter(name::equals).count() == 1;
                if (canBeNamed) {
                    columns.add(SampledColumn.of(
                            name,
                            sample.rows().stream().map(row -> row.get(index)).toList()));
                }
            }
            return columns;
        }
    }

    /// Looks at files, each of which may stand beside another. A file that another one needs, and that isn't recognised
    /// by itself, has no guess of its own.
    ///
    /// @return in the order of the files; none for those that only stand beside others
    /// @throws ImportProblem where a file can't be read
    public static List<Guess> of(List<Path> files) {
        if (files.size() > MOST_FILES) {
            throw new ImportProblem("At most " + MOST_FILES + " files are looked at at once.");
        }
        List<Looked> all = new ArrayList<>();
        for (Path file : files) {
            all.add(new Looked(file, Sample.read(file, ROWS)));
        }
        Map<Looked, Guess> guesses = new LinkedHashMap<>();
        Set<Path> beside = new HashSet<>();
        for (Looked each : all) {
            Optional<KnownShape> known = KnownShape.of(each, all);
            known.ifPresent(shape -> beside.addAll(shape.joined()));
            Written written = known.map(KnownShape::write).orElseGet(() -> new UnknownShape(each).write());
            guesses.put(
                    each,
                    new Guess(
                            each.file(),
                            finished(each, written),
                            known.isPresent() || written.isKnown(),
                            known.isPresent()));
        }
        List<Guess> reported = new ArrayList<>();
        guesses.forEach((looked, guess) -> {
            if (!beside.contains(looked.file()) || KnownShape.of(looked, all).isPresent()) {
                reported.add(guess);
            }
        });
        return reported;
    }

    /// What was written, before it was tried.
    ///
    /// @param what the file seems to hold, in a sentence
    record Written(String what, List<String> lines, boolean isKnown) {}

    private static String finished(Looked looked, Written written) {
        List<String> head = new ArrayList<>();
        head.add("# Guessed from " + Text.shown(name(looked.file())) + ", "
                + (looked.sample().isWhole() ? "all " : "the first ")
                + looked.sample().rows().size() + " rows.");
        head.add("# " + written.what());
        String body = String.join("\n", written.lines()) + "\n";
        head.addAll(tried(looked.file(), body));
        long open =
                written.lines().stream().filter(line -> line.contains("CHECK")).count();
        head.add(
                open == 0
                        ? "# Nothing in it is uncertain. Try it with --dry-run."
                        : "# " + open + (open == 1 ? " line is" : " lines are")
                                + " uncertain: look for CHECK. Then try it with --dry-run.");
        return String.join("\n", head) + "\n" + body;
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }

    /// What comes of the first rows.
    private static List<String> tried(Path path, String body) {
        int rows = 0;
        int given = 0;
        int exclusions = 0;
        List<String> problems = new ArrayList<>();
        Set<String> fields = new LinkedHashSet<>();
        Mapping mapping = MappingReader.parse("guess", body);
        try (MappedFile file = MappedFile.open("guess", mapping, path, ANY_FIRM)) {
            for (Optional<MappedRow> row = file.next(); row.isPresent() && rows < ROWS; row = file.next()) {
                rows++;
                given += row.get().events().size();
                exclusions += row.get().isExcluded() ? 1 : 0;
                for (RowProblem problem : row.get().problems()) {
                    if (fields.add(problem.field()) && problems.size() < MOST_PROBLEMS) {
                        problems.add("#   CHECK line " + problem.line() + ", " + Text.shown(problem.field()) + ": "
                                + shortened(problem.message()));
                    }
                }
            }
        } catch (ImportProblem unfit) {
            return List.of("# CHECK It can't be tried yet: " + shortened(String.valueOf(unfit.getMessage())));
        }
        List<String> reported = new ArrayList<>();
        reported.add("# Tried on these rows: " + given + " events, " + exclusions + " rows left out"
                + (problems.isEmpty() ? ", no problem." : "; problems, the first of each field:"));
        reported.addAll(problems);
        return reported;
    }

    private static String shortened(String message) {
        String line = message.replaceAll("\\p{C}", " ")
                .replace('\u2028', ' ')
                .replace('\u2029', ' ')
                .replace('\u0085', ' ');
        String printable = line.codePoints()
                .filter(character -> character < 0xFFF0 && !Character.isSurrogate((char) character))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return printable.length() <= 300 ? printable : printable.substring(0, 300) + "…";
    }

    /// The day on which a file was written, for what the file itself gives no day.
    static LocalDate day(Path file) {
        try {
            return LocalDate.ofInstant(Files.getLastModifiedTime(file).toInstant(), ZoneOffset.UTC);
        } catch (IOException unreadable) {
            throw new ImportProblem("The file " + file + " can't be read: " + unreadable.getMessage(), unreadable);
        }
    }
}
