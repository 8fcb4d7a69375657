package io.keepwell.core.report.section;

import io.keepwell.core.metric.ValueFormat;
import io.keepwell.core.report.Grid;
import io.keepwell.core.report.ReportData;
import io.keepwell.core.report.Section;
import io.keepwell.core.report.SectionId;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What somebody wants to say: paragraphs, in which names in braces stand for what is known only when the report is
/// made.
@Singleton
final class WordsSection implements Section {
    private static final String TITLE = "title";
    private static final String TEXT = "text";
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^{}]*)}");

    @Override
    public SectionId id() {
        return new SectionId("words");
    }

    @Override
    public String summary() {
        return "Paragraphs of your own.";
    }

    @Override
    public Map<String, String> options() {
        return Map.of(
                TEXT, "the paragraphs; {period}, {firm}, {accounts} and {title} stand for the report's own; needed",
                TITLE, "a title above them");
    }

    @Override
    public List<Grid.Panel> fill(ReportData data) {
        String text = data.option(TEXT)
                .filter(words -> !words.isBlank())
                .orElseThrow(() -> new IllegalArgumentException("'text' has to say something"));
        List<Grid.Row> rows = Stream.of(text.split("\\n\\s*\\n"))
                .map(String::strip)
                .filter(paragraph -> !paragraph.isEmpty())
                .map(paragraph -> Grid.Row.of("", "", List.of(filled(paragraph, data.head())), List.of()))
                .toList();
        return List.of(Grid.Panel.of(
                data.option(TITLE).map(title -> filled(title, data.head())).orElse(""),
                Grid.Arrangement.NOTES,
                List.of(),
                rows));
    }

    private static String filled(String words, Grid.Head head) {
        return PLACEHOLDER.matcher(words).replaceAll(found -> Matcher.quoteReplacement(value(found, head)));
    }

    private static String value(MatchResult found, Grid.Head head) {
        return switch (found.group(1)) {
            case "period" -> ValueFormat.period(head.period());
            case "firm" -> head.firm().name();
            case "accounts" -> head.accounts().isEmpty() ? "all customers" : head.accounts();
            case "title" -> head.title();
            default ->
                throw new IllegalArgumentException(
                        "nothing is called " + found.group() + "; there are {period}, {firm}, {accounts} and {title}");
        };
    }
}
