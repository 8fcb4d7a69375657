package io.keepwell.deploy.importing;

import com.fasterxml.jackson.databind.JsonNode;
import io.keepwell.deploy.Failure;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Where a field's text comes from: a text with columns in braces, as it stands or as
///
/// ```yaml
/// {from: "{Status}", words: {Solved: RESOLVED, New: OPENED}}   # the file's words put into the contract's
/// {from: "{Price}", decimal: ","}                              # 1.234,50 is 1234.50
/// {from: "{Tags}", split: ";"}                                 # several texts in one cell
/// ```
///
/// @param words by the file's word; empty where its texts are taken as they are
/// @param decimal what stands before the decimals; other marks or spaces may stand between thousands
/// @param split what stands between several texts
record FieldText(String template, Map<String, String> words, Optional<String> decimal, Optional<String> split) {
    private static final Pattern COLUMN = Pattern.compile("\\{([^{}]+)}");
    private static final String MARKS_OF_THOUSANDS = ".,'’ \u00a0\u202f";
    private static final Set<String> PARTS = Set.of("from", "words", "decimal", "split");

    /// Whether it is one, and no message with fields of its own.
    static boolean isOne(JsonNode node) {
        return node.isValueNode() || node.has("from");
    }

    /// @param place in the mapping file, for messages
    /// @throws Failure where it has a part that there isn't
    static FieldText of(String place, JsonNode node) {
        if (node.isValueNode()) {
            return new FieldText(node.asText(), Map.of(), Optional.empty(), Optional.empty());
        }
        node.properties().forEach(part -> {
            if (!PARTS.contains(part.getKey())) {
                throw new Failure(place + ": beside 'from' there is no part '" + part.getKey() + "'; there are: "
                        + PARTS.stream().sorted().collect(Collectors.joining(", ")) + ".");
            }
        });
        Map<String, String> words = new LinkedHashMap<>();
        node.path("words")
                .properties()
                .forEach(word -> words.put(word.getKey(), word.getValue().asText()));
        Optional<String> decimal = part(node, "decimal");
        if (decimal.isPresent() && !Set.of(".", ",").contains(decimal.get())) {
            throw new Failure(place + ".decimal: it is '.' or ','.");
        }
        return new FieldText(node.path("from").asText(), words, decimal, part(node, "split"));
    }

    private static Optional<String> part(JsonNode node, String name) {
        return node.has(name) ? Optional.of(node.get(name).asText()) : Optional.empty();
    }

    /// The columns it takes texts from.
    List<String> columns() {
        return columns(template);
    }

    static List<String> columns(String template) {
        return COLUMN.matcher(template).results().map(match -> match.group(1)).toList();
    }

    /// The text that a line gives; may be empty.
    ///
    /// @param field for messages
    String text(String field, Map<String, String> cells) throws BadValue {
        return read(field, fill(template, cells));
    }

    /// The texts that a line gives, none of them empty.
    List<String> texts(String field, Map<String, String> cells) throws BadValue {
        String text = fill(template, cells);
        List<String> pieces = split.map(between -> Arrays.asList(text.split(Pattern.quote(between), -1)))
                .orElse(List.of(text));
        List<String> texts = new ArrayList<>();
        for (String piece : pieces) {
            if (!piece.isBlank()) {
                texts.add(read(field, piece.strip()));
            }
        }
        return texts;
    }

    static String fill(String template, Map<String, String> cells) {
        return COLUMN.matcher(template)
                .replaceAll(match -> Matcher.quoteReplacement(cells.getOrDefault(match.group(1), "")));
    }

    private String read(String field, String text) throws BadValue {
        if (text.isEmpty()) {
            return text;
        }
        if (!words.isEmpty()) {
            String word = words.get(text);
            if (word == null) {
                throw new BadValue(field, "'" + text + "' is none of the words " + String.join(", ", words.keySet()));
            }
            return word;
        }
        return decimal.isPresent() ? plainDecimal(field, text, decimal.get()) : text;
    }

    /// Such as `1234.5` for `1.234,5`. What could be read in another way as well, such as `1.5`, is refused.
    private static String plainDecimal(String field, String text, String mark) throws BadValue {
        String group = "[" + MARKS_OF_THOUSANDS.replace(mark, "") + "]";
        Matcher number = Pattern.compile(
                        "(-?(?:[0-9]+|[0-9]{1,3}(?:" + group + "[0-9]{3})+))(?:" + Pattern.quote(mark) + "([0-9]+))?")
                .matcher(text.strip());
        if (!number.matches()) {
            throw new BadValue(field, "'" + text + "' is no number with '" + mark + "' before its decimals");
        }
        String whole = number.group(1).replaceAll(group, "");
        return Optional.ofNullable(number.group(2))
                .map(decimals -> whole + "." + decimals)
                .orElse(whole);
    }
}
