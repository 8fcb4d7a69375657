package io.keepwell.importing;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Where a field's text comes from: a text with columns in braces, as it stands or as
///
/// ```yaml
/// {from: ["{Company}", "{Person}"]}                            # the first whose columns are all filled
/// {from: "{Status}", words: {Solved: RESOLVED, New: OPENED}}   # the file's words put into the contract's
/// {from: "{Status}", words: {Solved: RESOLVED}, otherwise: OPENED}   # whatever else is this
/// {from: "{Price}", decimal: ","}                              # 1.234,50 is 1234.50
/// {from: "{Price}", strip: ["€", "EUR"]}                       # texts that are left out
/// {from: "{amount}", minor_units: "{currency}"}                # 4900 is 49.00 EUR, but 4900 JPY
/// {from: "{percent}", divide: 100}
/// {from: "{refund}", absolute: true}                           # -20.00 is 20.00
/// {from: "{Tags}", split: ";"}                                 # several texts in one cell
/// {from: "{Company IDs}", first_of: ";"}                       # the first of several texts in one cell
/// {from: "{Closed}", format: "MM/dd/yyyy h:mm a", zone: America/New_York}   # of this moment or day alone
/// ```
///
/// Over 300 lines: one small language, each part of which is read from the mapping and applied to rows here.
final class FieldText {
    private static final int DIVIDE_DIGITS = 34;

    private final List<Template> alternatives;
    private final Map<String, String> words;
    private final Optional<String> otherwise;
    private final List<String> strip;
    private final @Nullable Numbers numbers;
    private final @Nullable BigDecimal divide;
    private final boolean absolute;
    private final @Nullable Template minorUnitsOf;
    private final Map<String, Integer> minorDigits;
    private final Optional<String> split;
    private final Optional<String> firstOf;
    private final Moments moments;

    private FieldText(
            List<Template> alternatives,
            Map<String, String> words,
            Optional<String> otherwise,
            List<String> strip,
            @Nullable Numbers numbers,
            @Nullable BigDecimal divide,
            boolean absolute,
            @Nullable Template minorUnitsOf,
            Map<String, Integer> minorDigits,
            Optional<String> split,
            Optional<String> firstOf,
            Moments moments) {
        this.alternatives = alternatives;
        this.words = words;
        this.otherwise = otherwise;
        this.strip = strip;
        this.numbers = numbers;
        this.divide = divide;
        this.absolute = absolute;
        this.minorUnitsOf = minorUnitsOf;
        this.minorDigits = minorDigits;
        this.split = split;
        this.firstOf = firstOf;
        this.moments = moments;
    }

    /// The names of what may stand beside 'from'.
    static final class Parts {
        static final Set<String> WITH_COLUMNS = Set.of("from", "minor_units");
        static final Set<String> ALL = Set.of(
                "from",
                "words",
                "otherwise",
                "strip",
                "decimal",
                "divide",
                "absolute",
                "minor_units",
                "split",
                "first_of",
                "format",
                "zone");

        private Parts() {}
    }

    /// Whether it is one, and no message with fields of its own.
    static boolean isOne(JsonNode node) {
        return node.isValueNode() || node.has("from");
    }

    /// What holds for the whole mapping.
    record Setting(Columns columns, Moments moments, Numbers numbers, Map<String, Integer> minorDigits) {}

    /// @param place in the mapping file, for messages
    /// @param isNumber whether the field holds one
    /// @throws ImportProblem where it has a part that there isn't, or names a column that the file lacks
    static FieldText of(MappingPath place, JsonNode node, boolean isNumber, Setting setting) {
        if (node.isValueNode()) {
            return new FieldText(
                    List.of(Template.of(place, said(node), setting.columns())),
                    Map.of(),
                    Optional.empty(),
                    List.of(),
                    isNumber ? setting.numbers() : null,
                    null,
                    false,
                    null,
                    Map.of(),
                    Optional.empty(),
                    Optional.empty(),
                    setting.moments());
        }
        node.properties().forEach(part -> {
            if (!Parts.ALL.contains(part.getKey())) {
                throw place.problem("beside 'from' there is no part '" + part.getKey() + "'; there are: "
                        + Parts.ALL.stream().sorted().collect(Collectors.joining(", ")) + ".");
            }
        });
        if (texts(node.get("from")).isEmpty()) {
            throw place.part("from").problem("it needs a text.");
        }
        boolean calculates = isNumber
                || node.has("decimal")
                || node.has("divide")
                || node.has("absolute")
                || node.has("minor_units");
        Optional<String> decimal = part(node, "decimal");
        Numbers own = decimal.isPresent() ? Numbers.of(place.part("decimal"), decimal.get()) : setting.numbers();
        return new FieldText(
                texts(node.get("from")).stream()
                        .map(text -> Template.of(place, text, setting.columns()))
                        .toList(),
                words(place.part("words"), node),
                part(node, "otherwise"),
                texts(node.path("strip")),
                calculates ? own : null,
                divide(place.part("divide"), node),
                node.path("absolute").asBoolean(),
                part(node, "minor_units")
                        .map(text -> Template.of(place.part("minor_units"), text, setting.columns()))
                        .orElse(null),
                setting.minorDigits(),
                part(node, "split"),
                part(node, "first_of"),
                node.has("format") || node.has("zone")
                        ? setting.moments().ofField(place, part(node, "zone"), texts(node.path("format")))
                        : setting.moments());
    }

    private static Optional<String> part(JsonNode node, String name) {
        return node.hasNonNull(name) ? Optional.of(node.get(name).asText()) : Optional.empty();
    }

    private static List<String> texts(JsonNode node) {
        if (node.isMissingNode()) {
            return List.of();
        }
        List<String> texts = new ArrayList<>();
        if (node.isArray()) {
            node.forEach(each -> texts.add(said(each)));
        } else {
            texts.add(said(node));
        }
        return texts;
    }

    /// A part that is named without anything behind it says nothing.
    private static String said(JsonNode node) {
        return node.isNull() ? "" : node.asText();
    }

    private static Map<String, String> words(MappingPath place, JsonNode node) {
        Map<String, String> words = new LinkedHashMap<>();
        node.path("words").properties().forEach(word -> words.put(word.getKey().strip(), said(word.getValue())));
        if (node.has("words") && words.isEmpty()) {
            throw place.problem("it needs the file's words and what they mean, such as {Solved: RESOLVED}.");
        }
        return words;
    }

    private static @Nullable BigDecimal divide(MappingPath place, JsonNode node) {
        if (!node.has("divide")) {
            return null;
        }
        try {
            BigDecimal by = new BigDecimal(node.get("divide").asText());
            if (by.signum() > 0) {
                return by;
            }
        } catch (NumberFormatException notANumber) {
            // Reported below, as for what can't be divided by.
        }
        throw place.problem("it is a number above zero, such as 100.");
    }

    Moments moments() {
        return moments;
    }

    boolean splits() {
        return split.isPresent();
    }

    /// Whether every row gives the same.
    boolean isConstant() {
        return minorUnitsOf == null && alternatives.stream().noneMatch(Template::hasColumns);
    }

    /// Whether rows may have something for it, and others not.
    boolean differs() {
        return alternatives.stream().anyMatch(Template::differs);
    }

    /// The text that a row gives for an id; empty where the row has nothing for it, whatever stands around.
    String id(String field, String[] cells) throws BadValue {
        return differs() && !hasSome(cells) ? "" : text(field, cells);
    }

    /// Whether this row has something for it.
    boolean hasSome(String[] cells) {
        return alternatives.stream().anyMatch(each -> each.hasSome(cells));
    }

    /// The text that a row gives; may be empty.
    ///
    /// @param field for messages
    String text(String field, String[] cells) throws BadValue {
        String text = filled(cells);
        return read(field, firstOf.map(between -> first(text, between)).orElse(text), cells);
    }

    private static String first(String text, String between) {
        return Arrays.stream(text.split(Pattern.quote(between), -1))
                .map(String::strip)
                .filter(each -> !each.isEmpty())
                .findFirst()
                .orElse("");
    }

    /// The texts that a row gives, none of them empty.
    List<String> texts(String field, String[] cells) throws BadValue {
        String text = filled(cells);
        List<String> pieces = split.map(between -> Arrays.asList(text.split(Pattern.quote(between), -1)))
                .orElse(List.of(text));
        List<String> texts = new ArrayList<>();
        for (String piece : pieces) {
            if (!piece.isBlank()) {
                texts.add(read(field, piece.strip(), cells));
            }
        }
        return texts;
    }

    private String filled(String[] cells) {
        for (Template each : alternatives) {
            if (each.hasAll(cells)) {
                return each.fill(cells);
            }
        }
        return alternatives.size() > 1 ? "" : alternatives.getFirst().fill(cells);
    }

    private String read(String field, String filled, String[] cells) throws BadValue {
        String text = filled;
        for (String each : strip) {
            text = text.replace(each, "");
        }
        if (!strip.isEmpty()) {
            text = text.strip();
        }
        if (text.isEmpty()) {
            return text;
        }
        if (!words.isEmpty()) {
            String word = words.get(text);
            if (word == null) {
                word = otherwise.orElse(null);
            }
            if (word == null) {
                throw new BadValue(field, "'" + text + "' is none of the words " + String.join(", ", words.keySet()));
            }
            text = word;
        }
        return numbers == null || text.isEmpty() ? text : number(numbers, field, text, cells);
    }

    private String number(Numbers reading, String field, String text, String[] cells) throws BadValue {
        BigDecimal number = reading.read(field, text);
        if (absolute) {
            number = number.abs();
        }
        if (divide != null) {
            number = number.divide(divide, new MathContext(DIVIDE_DIGITS));
        }
        if (minorUnitsOf != null) {
            number = number.movePointLeft(digits(field, minorUnitsOf.fill(cells)));
        }
        return number.toPlainString();
    }

    /// How many decimals the smallest unit of a currency is: none for yen, three for dinars, two for most.
    private int digits(String field, String currency) throws BadValue {
        String code = currency.strip().toUpperCase(Locale.ROOT);
        Integer own = minorDigits.get(code);
        if (own != null) {
            return own;
        }
        try {
            int digits = Currency.getInstance(code).getDefaultFractionDigits();
            if (digits >= 0) {
                return digits;
            }
        } catch (IllegalArgumentException unknown) {
            // Reported below, as for codes of what is no money.
        }
        throw new BadValue(field, "'" + currency + "' is no currency, so its smallest unit isn't known");
    }
}
