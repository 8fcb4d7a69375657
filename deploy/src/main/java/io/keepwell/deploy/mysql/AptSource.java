package io.keepwell.deploy.mysql;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// One place that the machine takes its packages from, as its own configuration of apt names it.
///
/// @param uri the mirror's address
/// @param suites the releases taken from there
/// @param options what apt was told about it (`Signed-By`, `Trusted`), under the names of the deb822 form
record AptSource(String uri, List<String> suites, Map<String, String> options) {
    private static final Pattern ONE_LINE =
            Pattern.compile("deb\\s+(?:\\[(?<options>[^]]*)]\\s+)?(?<uri>\\S+)\\s+(?<suite>\\S+)\\s+\\S.*");
    private static final Pattern DEBIAN_URI = Pattern.compile(".*/debian(\\.list)?/?");
    private static final List<String> KEPT_OPTIONS = List.of("Signed-By", "Trusted", "Allow-Insecure");

    AptSource {
        suites = List.copyOf(suites);
        options = Map.copyOf(options);
    }

    /// Debian's own mirror among a machine's sources.
    ///
    /// @param folder apt's configuration, usually `/etc/apt`
    static Optional<AptSource> debian(Path folder) throws IOException {
        return all(folder).stream().filter(AptSource::isDebian).findFirst();
    }

    /// The one-line form of `sources.list`.
    static List<AptSource> parseLines(String text) {
        List<AptSource> sources = new ArrayList<>();
        text.lines().map(line -> line.replaceFirst("#.*", "").strip()).forEach(line -> {
            Matcher form = ONE_LINE.matcher(line);
            if (form.matches()) {
                sources.add(new AptSource(
                        form.group("uri"), List.of(form.group("suite")), lineOptions(form.group("options"))));
            }
        });
        return sources;
    }

    /// The deb822 form of `*.sources`: fields in paragraphs.
    static List<AptSource> parseParagraphs(String text) {
        List<AptSource> sources = new ArrayList<>();
        String uncommented = text.lines().filter(line -> !line.startsWith("#")).reduce("", (a, b) -> a + b + "\n");
        for (String paragraph : uncommented.split("\n\\s*\n", -1)) {
            Map<String, String> fields = fields(paragraph);
            boolean isEnabled = !fields.getOrDefault("enabled", "yes").equalsIgnoreCase("no");
            boolean isBinary = words(fields.get("types")).contains("deb");
            if (isEnabled && isBinary) {
                Map<String, String> options = new LinkedHashMap<>();
                KEPT_OPTIONS.forEach(name -> {
                    String value = fields.get(name.toLowerCase(Locale.ROOT));
                    if (value != null) {
                        options.put(name, value);
                    }
                });
                words(fields.get("uris"))
                        .forEach(uri -> sources.add(new AptSource(uri, words(fields.get("suites")), options)));
            }
        }
        return sources;
    }

    /// The same mirror's other release, in the deb822 form.
    String paragraph(String suite) {
        StringBuilder text = new StringBuilder();
        text.append("Types: deb\nURIs: %s\nSuites: %s\nComponents: main\n".formatted(uri, suite));
        options.forEach((name, value) -> text.append("%s: %s\n".formatted(name, value)));
        return text.toString();
    }

    private boolean isDebian() {
        return DEBIAN_URI.matcher(uri).matches()
                || (options.getOrDefault("Signed-By", "").contains("debian-archive-keyring")
                        && suites.stream().noneMatch(suite -> suite.contains("security")));
    }

    private static List<AptSource> all(Path folder) throws IOException {
        List<Path> files = new ArrayList<>();
        files.add(folder.resolve("sources.list"));
        Path parts = folder.resolve("sources.list.d");
        if (Files.isDirectory(parts)) {
            try (Stream<Path> entries = Files.list(parts)) {
                entries.sorted(Comparator.naturalOrder()).forEach(files::add);
            }
        }
        List<AptSource> sources = new ArrayList<>();
        for (Path file : files) {
            String name = file.getFileName().toString();
            if (!Files.isReadable(file)) {
                continue;
            }
            if (name.endsWith(".list")) {
                sources.addAll(parseLines(Files.readString(file)));
            } else if (name.endsWith(".sources")) {
                sources.addAll(parseParagraphs(Files.readString(file)));
            }
        }
        return sources;
    }

    private static Map<String, String> lineOptions(@Nullable String text) {
        Map<String, String> options = new LinkedHashMap<>();
        for (String option : words(text)) {
            int equals = option.indexOf('=');
            String name = equals < 0 ? option : option.substring(0, equals);
            KEPT_OPTIONS.stream()
                    .filter(kept -> kept.equalsIgnoreCase(name))
                    .forEach(kept -> options.put(kept, option.substring(equals + 1)));
        }
        return options;
    }

    /// A line that starts with a blank goes on with the field before it, as an embedded key does.
    private static Map<String, String> fields(String paragraph) {
        Map<String, String> fields = new LinkedHashMap<>();
        String name = "";
        for (String line : paragraph.lines().toList()) {
            int colon = line.indexOf(':');
            if (line.startsWith(" ") || line.startsWith("\t")) {
                fields.merge(name, line, (before, more) -> before + "\n" + more);
            } else if (colon > 0) {
                name = line.substring(0, colon).toLowerCase(Locale.ROOT);
                fields.put(name, line.substring(colon + 1).strip());
            }
        }
        return fields;
    }

    private static List<String> words(@Nullable String text) {
        return text == null || text.isBlank() ? List.of() : List.of(text.strip().split("\\s+", -1));
    }
}
