package io.keepwell.ui.shell;

import com.vaadin.flow.router.QueryParameters;
import io.keepwell.core.metric.ValueFormat;
import io.keepwell.ui.component.RowPage;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// A parameter that the address of a screen may have.
///
/// @param understands whether a value means something
/// @param valid what values there are, for people: `week, month or year`
public record Parameter(String name, Predicate<String> understands, String valid) {
    /// The framework's own, which no screen reads.
    private static final String FRAMEWORK = "v-";
    private static final int MOST_CHARACTERS = 60;

    /// A parameter whose every value is understood, or refused elsewhere.
    public static Parameter free(String name) {
        return new Parameter(name, _ -> true, "");
    }

    /// A parameter with few values.
    public static Parameter oneOf(String name, List<String> values) {
        return new Parameter(name, values::contains, listed(values));
    }

    /// Those that say which rows of a list are shown.
    ///
    /// @param columns that can be sorted by
    public static List<Parameter> rows(QueryParameters address, List<String> columns) {
        int most =
                address.getSingleParameter(RowPage.MOST).flatMap(RowPage::size).orElse(RowPage.FIRST.most());
        return List.of(
                new Parameter(
                        RowPage.SORT,
                        text -> RowPage.order(text, columns).isPresent(),
                        String.join(", ", columns) + ", with - before it for the other way round"),
                new Parameter(
                        RowPage.MOST,
                        text -> RowPage.size(text).isPresent(),
                        listed(RowPage.SIZES.stream().map(Object::toString).toList())),
                new Parameter(
                        RowPage.PAGE,
                        text -> RowPage.page(text, most).isPresent(),
                        "a number from 1 on, as far as row " + ValueFormat.count(RowPage.DEEPEST)));
    }

    /// What of an address isn't understood, a sentence each; nothing where all of it is.
    ///
    /// @param known all that the screen has
    static List<String> misread(QueryParameters address, Collection<Parameter> known) {
        Map<String, Parameter> byName = known.stream()
                .collect(Collectors.toMap(Parameter::name, Function.identity(), (first, _) -> first, TreeMap::new));
        List<String> sentences = new ArrayList<>();
        new TreeMap<>(address.getParameters()).forEach((name, values) -> {
            Parameter parameter = byName.get(name);
            if (name.isEmpty() || name.startsWith(FRAMEWORK)) {
                return;
            }
            if (parameter == null) {
                sentences.add(
                        "There is no '" + shortened(name) + "'. Valid: " + String.join(", ", byName.keySet()) + ".");
            } else if (!parameter.understands().test(values.getFirst())) {
                sentences.add("'" + name + "' can't be '" + shortened(values.getFirst()) + "'. Valid: "
                        + parameter.valid() + ".");
            } else if (values.size() > 1) {
                sentences.add("'" + name + "' is said " + values.size() + " times; only the first one counts.");
            }
        });
        return sentences;
    }

    private static String shortened(String text) {
        return text.codePointCount(0, text.length()) <= MOST_CHARACTERS
                ? text
                : text.substring(0, text.offsetByCodePoints(0, MOST_CHARACTERS)) + "…";
    }

    private static String listed(List<String> values) {
        return values.size() == 1
                ? values.getFirst()
                : String.join(", ", values.subList(0, values.size() - 1)) + " or " + values.getLast();
    }
}
