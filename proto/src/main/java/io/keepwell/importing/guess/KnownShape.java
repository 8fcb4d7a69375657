package io.keepwell.importing.guess;

import io.keepwell.importing.Layout;
import io.keepwell.importing.Mapping;
import io.keepwell.importing.Sample;
import io.keepwell.importing.guess.Guess.Looked;
import io.keepwell.importing.guess.Guess.Written;
import io.keepwell.importing.ready.ReadyMapping;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A file that has the columns of a ready mapping.
///
/// @param beside the file of each of its joins, where there is one
record KnownShape(Looked looked, ReadyMapping ready, Map<String, Looked> beside, long score) {
    private static final int ROWS = 2_000;

    /// The ready mapping that fits best, if one fits.
    ///
    /// @param others files that may stand beside it
    static Optional<KnownShape> of(Looked looked, List<Looked> others) {
        Optional<KnownShape> best = Optional.empty();
        for (ReadyMapping ready : ReadyMapping.all()) {
            if (isFor(ready.mapping(), looked.sample())
                    && ReadyMarks.of(ready.name())
                            .fit(Set.copyOf(looked.sample().heads()))) {
                KnownShape shape = with(looked, ready, others);
                if (best.isEmpty() || shape.score() > best.get().score()) {
                    best = Optional.of(shape);
                }
            }
        }
        return best;
    }

    private static boolean isFor(Mapping mapping, Sample sample) {
        Layout layout = mapping.file();
        Set<String> needed = new HashSet<>(mapping.ownColumns());
        Set<String> heads = new HashSet<>(sample.heads());
        if (layout == null) {
            return heads.containsAll(needed);
        }
        // For files whose objects may lack parts, one of these parts is enough.
        layout.columns().forEach(needed::remove);
        return heads.containsAll(needed)
                && sample.layout().format() == layout.format()
                && layout.columns().stream().anyMatch(heads::contains);
    }

    private static KnownShape with(Looked looked, ReadyMapping ready, List<Looked> others) {
        Map<String, Looked> beside = new LinkedHashMap<>();
        long found = 0;
        for (Mapping.Join join : ready.mapping().joins()) {
            Optional<Looked> fitting = fitting(looked, ready.mapping(), join, others);
            fitting.ifPresent(other -> beside.put(join.name(), other));
            found += fitting.map(other -> 1 + (sharesKeys(looked, join, other) ? 10 : 0))
                    .orElse(-20);
        }
        long named = name(looked.file()).equals(ready.mapping().files()) ? 1 : 0;
        return new KnownShape(
                looked, ready, beside, ready.mapping().ownColumns().size() * 100L + found * 10 + named);
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }

    /// The file that has a join's columns: the one of its name, else one of those that were given.
    private static Optional<Looked> fitting(Looked looked, Mapping mapping, Mapping.Join join, List<Looked> others) {
        Set<String> needed = mapping.columns().stream()
                .filter(column -> column.startsWith(join.name() + "."))
                .map(column -> column.substring(join.name().length() + 1))
                .collect(Collectors.toCollection(HashSet::new));
        needed.add(join.key());
        join.when().forEach(when -> needed.add(when.column()));
        List<Looked> candidates = new ArrayList<>(others);
        Path usual = looked.file().resolveSibling(join.file());
        if (others.stream().noneMatch(other -> other.file().equals(usual)) && Files.isRegularFile(usual)) {
            candidates.add(new Looked(usual, Sample.read(usual, ROWS)));
        }
        List<Looked> fitting = candidates.stream()
                .filter(other -> new HashSet<>(other.sample().heads()).containsAll(needed))
                .toList();
        return fitting.stream()
                .filter(other -> name(other.file()).equals(join.file()))
                .findFirst()
                .or(() -> fitting.stream()
                        .filter(other -> sharesKeys(looked, join, other))
                        .findFirst())
                .or(() -> fitting.stream().findFirst());
    }

    /// Whether the rows name keys that the other file has.
    private static boolean sharesKeys(Looked looked, Mapping.Join join, Looked other) {
        Matcher column = Pattern.compile("\\{([^{}]+)}").matcher(join.on());
        if (!column.matches() || !looked.sample().heads().contains(column.group(1))) {
            return false;
        }
        Set<String> keys = new HashSet<>(cells(other.sample(), join.key()));
        return cells(looked.sample(), column.group(1)).stream()
                .anyMatch(cell -> !cell.isEmpty() && keys.contains(cell));
    }

    private static List<String> cells(Sample sample, String column) {
        int index = sample.heads().indexOf(column);
        return sample.rows().stream().map(row -> row.get(index)).toList();
    }

    /// The files that its joins take.
    Set<Path> joined() {
        return beside.values().stream()
                .map(Looked::file)
                .filter(file -> !file.equals(looked.file()))
                .collect(Collectors.toSet());
    }

    Written write() {
        List<String> lines = new ArrayList<>();
        lines.add("");
        List<String> text =
                ready.text().lines().filter(line -> !line.startsWith("files:")).toList();
        boolean described = false;
        for (String line : text) {
            if (!described && !line.startsWith("#")) {
                if (ready.mapping().file() == null) {
                    LayoutText.of(looked.sample().layout()).ifPresent(lines::add);
                }
                described = true;
            }
            lines.add(joinLine(line));
        }
        ReadyText adapted = new ReadyText(ready, looked.columns());
        lines.replaceAll(adapted::line);
        List<String> missing = ready.mapping().joins().stream()
                .filter(join -> !beside.containsKey(join.name()))
                .map(join -> join.file() + " (" + join.name() + ")")
                .toList();
        if (!missing.isEmpty()) {
            lines.addFirst("# CHECK It needs beside it: " + String.join(", ", missing)
                    + ". Put them there, or leave these joins and what they bring out.");
        }
        lines.addAll(0, adapted.checks());
        return new Written(
                "It has the columns of the ready mapping " + ready.name() + ".",
                lines,
                true,
                Set.copyOf(looked.sample().heads()));
    }

    /// Names the files that were found for the joins.
    private String joinLine(String line) {
        for (Mapping.Join join : ready.mapping().joins()) {
            Looked other = beside.get(join.name());
            String said = "file: " + join.file();
            if (other != null && line.contains(said) && !name(other.file()).equals(join.file())) {
                Path folder = looked.file().toAbsolutePath().getParent();
                Path path = other.file().toAbsolutePath();
                String relative = (folder == null ? path : folder.relativize(path)).toString();
                return line.replace(said, "file: " + Text.quoted(relative));
            }
        }
        return line;
    }
}
