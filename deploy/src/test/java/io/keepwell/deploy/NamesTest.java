package io.keepwell.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The sources of all modules speak the words of docs/glossary.md.
final class NamesTest {
    private static final List<String> MODULES =
            List.of("proto", "metrics-core", "ingestion-service", "reporting-service", "web-ui", "deploy");

    private static final int LEAST_SOURCES = 600;
    private static final int LEAST_PACKAGES = 60;
    private static final int LEAST_EXCEPTIONS = 10;
    private static final int LEAST_TEXTS = 3_000;
    private static final int MOST_LINES = 300;

    /// Why a class is longer than that, in a sentence.
    private static final Pattern REASON = Pattern.compile("/// Over 300 lines: .{20,}\\.");

    /// Names that classes had before they were given the field's words.
    private static final Set<String> RETIRED = Set.of(
            "Quantity",
            "Shape",
            "Book",
            "StoredKnowledge",
            "ComputedKnowledge",
            "Knowledge",
            "Readings",
            "Question",
            "Figure",
            "Behind",
            "DrillList",
            "DrillLists",
            "Cut",
            "Allowance",
            "LeftOut",
            "HeldBack",
            "Aim",
            "Standing",
            "Standings",
            "Gathering",
            "Room",
            "Door",
            "Turn",
            "Turns",
            "Stretch",
            "Place",
            "Told",
            "Known",
            "Asked",
            "Part",
            "Teller");

    /// What no screen, mail, command or document says any more.
    private static final Pattern RETIRED_PHRASES = Pattern.compile(
            "\\b(ever told|was told of|were told of|told apart|held back|as known at|known at the end of|Which share|newly won"
                    + "|How this figure came about)\\b",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern TYPE =
            Pattern.compile("^[\\w ]*\\b(?:record|class|interface|enum) ([A-Z]\\w*)\\b[^;=]*$", Pattern.MULTILINE);
    /// The outer class of an exception that a comment names.
    private static final Pattern THROWN = Pattern.compile("@throws ([A-Z]\\w*)");

    private static final Pattern TEXT = Pattern.compile("\"((?:[^\"\\\\\\n]|\\\\.)+)\"");

    @Test
    void no_two_classes_have_one_simple_name() throws IOException {
        Map<String, Set<String>> filesOf = new TreeMap<>();
        List<Path> sources = sources();
        for (Path source : sources) {
            filesOf.computeIfAbsent(source.getFileName().toString(), _ -> new TreeSet<>())
                    .add(source.toString());
        }

        filesOf.remove("package-info.java");
        assertThat(sources).hasSizeGreaterThan(LEAST_SOURCES);
        assertThat(filesOf.values()).allSatisfy(files -> assertThat(files).hasSize(1));
    }

    @Test
    void no_package_has_over_30_classes() throws IOException {
        Map<Path, Long> sizes = sources().stream()
                .filter(source -> !source.endsWith("package-info.java"))
                .collect(Collectors.groupingBy(Path::getParent, TreeMap::new, Collectors.counting()));

        assertThat(sizes).hasSizeGreaterThan(LEAST_PACKAGES);
        assertThat(sizes).allSatisfy((_, size) -> assertThat(size).isLessThanOrEqualTo(30));
    }

    @Test
    void classes_over_300_lines_say_in_their_head_why() throws IOException {
        Set<String> longOnes = new TreeSet<>();
        Set<String> unexplained = new TreeSet<>();
        for (Path source : sources()) {
            List<String> lines = Files.readAllLines(source);
            String name = source.getFileName().toString();
            if (lines.size() > MOST_LINES) {
                longOnes.add(name);
                if (head(lines).noneMatch(line -> REASON.matcher(line).matches())) {
                    unexplained.add(name + " has " + lines.size() + " lines");
                }
            }
        }

        assertThat(longOnes).contains("Measure.java");
        assertThat(unexplained).isEmpty();
    }

    /// What stands before the first type of a file.
    private static Stream<String> head(List<String> lines) {
        return lines.stream().takeWhile(line -> !TYPE.matcher(line).find());
    }

    @Test
    void retired_names_of_classes_stay_retired() throws IOException {
        Set<String> names = new TreeSet<>();
        for (Path source : sources()) {
            Matcher types = TYPE.matcher(Files.readString(source));
            while (types.find()) {
                names.add(types.group(1));
            }
        }

        assertThat(names).hasSizeGreaterThan(LEAST_SOURCES).contains("Measure", "LedgerBuilder", "MetricQuery");
        assertThat(names).doesNotContainAnyElementsOf(RETIRED);
    }

    @Test
    void exceptions_that_comments_name_exist() throws IOException {
        Set<String> ours = sources().stream()
                .map(source -> source.getFileName().toString().replace(".java", ""))
                .collect(Collectors.toSet());
        Set<String> named = new TreeSet<>();
        Set<String> unknown = new TreeSet<>();
        for (Path source : sources()) {
            String text = Files.readString(source);
            Matcher thrown = THROWN.matcher(text);
            while (thrown.find()) {
                String type = thrown.group(1);
                named.add(type);
                boolean isKnown = ours.contains(type)
                        || text.contains("." + type + ";")
                        || text.contains("class " + type + " ")
                        || isOfTheLanguage(type);
                if (!isKnown) {
                    unknown.add(source.getFileName() + ": " + type);
                }
            }
        }

        assertThat(named).hasSizeGreaterThan(LEAST_EXCEPTIONS).contains("InvalidQueryException");
        assertThat(unknown).isEmpty();
    }

    private static boolean isOfTheLanguage(String type) {
        try {
            Class.forName("java.lang." + type);
            return true;
        } catch (ClassNotFoundException _) {
            return false;
        }
    }

    @Test
    void retired_phrases_are_on_no_screen_and_in_no_document() throws IOException {
        Map<String, String> texts = new TreeMap<>();
        for (Path source : sources()) {
            Matcher text = TEXT.matcher(Files.readString(source));
            while (text.find()) {
                texts.put(source.getFileName() + ": " + text.group(1), text.group(1));
            }
        }
        assertThat(texts).hasSizeGreaterThan(LEAST_TEXTS);
        try (Stream<Path> documents = Files.list(Path.of("../docs"))) {
            for (Path document :
                    documents.filter(each -> each.toString().endsWith(".md")).toList()) {
                texts.put(document.getFileName().toString(), Files.readString(document));
            }
        }

        assertThat(texts).containsKey("glossary.md");
        assertThat(texts.entrySet().stream()
                        .filter(each -> RETIRED_PHRASES.matcher(each.getValue()).find())
                        .map(Map.Entry::getKey)
                        .collect(Collectors.toSet()))
                .isEmpty();
    }

    private static List<Path> sources() throws IOException {
        return MODULES.stream()
                .map(module -> Path.of("..", module, "src", "main", "java"))
                .flatMap(folder -> walk(folder).stream())
                .toList();
    }

    private static List<Path> walk(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(each -> each.toString().endsWith(".java")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
