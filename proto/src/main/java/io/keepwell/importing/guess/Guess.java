package io.keepwell.importing.guess;

import io.keepwell.importing.ImportProblem;
import io.keepwell.importing.MappingReader;
import io.keepwell.importing.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// A mapping that was written by looking at a file. Each line that isn't certain has a comment with `CHECK`.
///
/// @param file that was looked at
/// @param text of the mapping; can always be read back
/// @param isKnown whether what the file holds was recognised
/// @param isReady whether it was recognised as the file of a ready mapping
public record Guess(Path file, String text, boolean isKnown, boolean isReady) {
    static final int ROWS = 2_000;
    private static final int MOST_FILES = 200;
    /// What a mapping names the firm's currency by.
    static final String CURRENCY = "firm.currency";

    /// A file with its first rows.
    record Looked(Path file, Sample sample) {
        /// Those that can be named, without rows of totals.
        List<SampledColumn> columns() {
            List<List<String>> rows = TotalRows.of(sample).data();
            List<String> heads = sample.heads();
            List<SampledColumn> columns = new ArrayList<>();
            for (int i = 0; i < heads.size(); i++) {
                int index = i;
                if (canBeNamed(heads, heads.get(i))) {
                    columns.add(SampledColumn.of(
                            heads.get(i),
                            rows.stream().map(row -> row.get(index)).toList()));
                }
            }
            return columns;
        }

        static boolean canBeNamed(List<String> heads, String name) {
            return !name.isEmpty()
                    && !name.equals(CURRENCY)
                    && name.indexOf('{') < 0
                    && name.indexOf('}') < 0
                    && heads.stream().filter(name::equals).count() == 1;
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
    /// @param notNeeded columns that are rightly not used
    record Written(String what, List<String> lines, boolean isKnown, Set<String> notNeeded) {}

    private static String finished(Looked looked, Written written) {
        List<String> head = new ArrayList<>();
        head.add("# Guessed from " + Text.shown(name(looked.file())) + ", "
                + (looked.sample().isWhole() ? "all " : "the first ")
                + looked.sample().rows().size() + " rows.");
        head.add("# " + written.what());
        String body = String.join("\n", written.lines()) + "\n";
        head.addAll(Trial.of(looked.file(), body));
        head.addAll(NotUsed.lines(looked, MappingReader.parse("guess", body), written.notNeeded()));
        long open = Stream.concat(head.stream(), written.lines().stream())
                .filter(line -> line.contains("CHECK"))
                .count();
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

    /// The day on which a file was written, for what the file itself gives no day.
    static LocalDate day(Path file) {
        try {
            return LocalDate.ofInstant(Files.getLastModifiedTime(file).toInstant(), ZoneOffset.UTC);
        } catch (IOException unreadable) {
            throw new ImportProblem("The file " + file + " can't be read: " + unreadable.getMessage(), unreadable);
        }
    }
}
