package io.keepwell.importing.guess;

import io.keepwell.importing.Mapping;
import io.keepwell.importing.guess.ReadyMarks.Like;
import io.keepwell.importing.guess.ReadyMarks.Words;
import io.keepwell.importing.ready.ReadyMapping;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The text of a ready mapping, with the words and the currency that a file has.
final class ReadyText {
    private static final int MOST_WORDS = 30;

    private final Map<String, List<String>> added = new LinkedHashMap<>();
    private final List<String> checks = new ArrayList<>();
    private final Optional<String> currency;

    ReadyText(ReadyMapping ready, List<SampledColumn> columns) {
        Mapping mapping = ready.mapping();
        ReadyMarks marks = ReadyMarks.of(ready.name());
        List<Mapping.When> conditions = mapping.events().stream()
                .flatMap(event -> event.when().stream())
                .filter(when -> when.is() != null || when.not() != null)
                .toList();
        for (SampledColumn column : columns) {
            List<Mapping.When> own = conditions.stream()
                    .filter(when -> when.column().equals(column.name()))
                    .toList();
            if (!own.isEmpty() && !marks.of(own.getFirst()).isFree()) {
                look(column, own, marks.of(own.getFirst()));
            }
        }
        this.currency = columns.stream()
                .filter(column -> column.is(Role.CURRENCY) && column.isCurrency())
                .findFirst()
                .map(column -> column.hasGaps()
                        ? "{from: [" + Text.column(column) + ", \"{firm.currency}\"]}"
                        : Text.column(column));
    }

    /// Holds what the conditions on a column say against its cells.
    private void look(SampledColumn column, List<Mapping.When> conditions, Words words) {
        Set<String> known = new TreeSet<>(words.known());
        conditions.forEach(when ->
                Stream.of(when.is(), when.not()).filter(texts -> texts != null).forEach(known::addAll));
        List<String> unknown = new ArrayList<>();
        for (String text : column.distinct()) {
            Optional<Like> like = words.like().stream()
                    .filter(each -> each.pattern().matcher(Role.words(text)).matches())
                    .findFirst();
            if (known.contains(text)) {
                continue;
            }
            if (like.isPresent()) {
                added.computeIfAbsent(like.get().word(), _ -> new ArrayList<>()).add(text);
                checks.add("# CHECK " + Text.shown(text) + " of " + Text.shown(column.name()) + " is taken for "
                        + like.get().word() + ".");
            } else {
                unknown.add(text);
            }
        }
        if (!unknown.isEmpty()) {
            checks.add("# CHECK The conditions on " + Text.shown(column.name()) + " name none of these texts: "
                    + Text.shown(
                            String.join(", ", unknown.stream().limit(MOST_WORDS).toList()))
                    + ". Put them beside the words that mean the same, or leave them.");
        }
    }

    /// What was added to the mapping, and what it doesn't know.
    List<String> checks() {
        return checks.stream().limit(MOST_WORDS).toList();
    }

    String line(String line) {
        String adapted = currency.filter(_ -> !line.startsWith("#"))
                .map(code -> line.replace("\"{firm.currency}\"", code))
                .orElse(line);
        for (Map.Entry<String, List<String>> word : added.entrySet()) {
            Pattern named = Pattern.compile("(?<=[ \\[{])" + Pattern.quote(word.getKey()) + "(: [A-Z]+)?(?=[,\\]}])");
            adapted = named.matcher(adapted).replaceAll(found -> {
                String meaning = found.group(1) == null ? "" : found.group(1);
                StringBuilder all = new StringBuilder(found.group());
                word.getValue()
                        .forEach(text ->
                                all.append(", ").append(Text.quoted(text)).append(meaning));
                return Matcher.quoteReplacement(all.toString());
            });
        }
        return adapted;
    }
}
