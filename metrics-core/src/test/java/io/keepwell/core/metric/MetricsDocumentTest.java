package io.keepwell.core.metric;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.core.TestPlatform;
import io.keepwell.core.account.Dimension;
import io.keepwell.core.setting.HealthModel;
import io.keepwell.core.setting.HealthPart;
import io.keepwell.core.suite.UsesDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// docs/metrics.md is written from the catalogue: run with `-Dkeepwell.golden=write` after a change.
@UsesDatabase
final class MetricsDocumentTest {
    private static final Path DOCUMENT = Path.of("../docs/metrics.md");

    @AutoClose
    private static final TestPlatform platform = TestPlatform.start();

    @Test
    void document_says_what_the_catalogue_says() throws IOException {
        String text = document(platform.get(MetricCatalogue.class));
        if ("write".equals(System.getProperty("keepwell.golden"))) {
            Files.createDirectories(DOCUMENT.getParent());
            Files.writeString(DOCUMENT, text);
        }
        assertThat(DOCUMENT).as("write it with -Dkeepwell.golden=write").exists();
        assertThat(Files.readString(DOCUMENT))
                .as("docs/metrics.md is stale: write it with -Dkeepwell.golden=write")
                .isEqualTo(text);
    }

    @Test
    void every_definition_says_all_there_is_to_say() {
        for (CatalogueEntry entry : platform.get(MetricCatalogue.class).entries()) {
            MetricInfo info = entry.info();
            assertThat(info.summary()).endsWith(".");
            assertThat(info.definitions()).extracting(Definition::id).doesNotHaveDuplicates();
            for (Definition definition : info.definitions()) {
                assertThat(definition.name())
                        .as(info.id() + " " + definition.id())
                        .isNotBlank();
                assertThat(definition.symbols()).isNotBlank();
                for (String sentence : new String[] {definition.words(), definition.why(), definition.limits()}) {
                    assertThat(sentence).as(info.id() + " " + definition.id()).endsWith(".");
                }
                definition.source().ifPresent(source -> assertThat(source).endsWith("."));
                assertThat(definition.version()).isPositive();
                assertThat(entry.madeOf(definition.id()))
                        .as(info.id() + " " + definition.id())
                        .isNotEmpty();
            }
        }
    }

    private static String document(MetricCatalogue catalogue) {
        StringBuilder text = new StringBuilder(
                """
                # Metrics

                <!-- Written from the catalogue by MetricsDocumentTest; don't edit. -->

                Every formula in use is a named definition. The first of each metric is its default, and a figure always says
                which one it is by. A figure that can't be had says why: no base, no data, not
                configured, or a missing exchange rate. A percentile p of n values is the smallest one that at least p per cent of
                them don't exceed, number ⌈p · n ÷ 100⌉ by size; of more than 256 values it is within one per cent, and shown
                with ≈. All other figures are exact.
                Where a figure is of a sample of answers, it has a 95 %% interval, made as its definition says: 95 of 100 made this way
                hold the true value, for few answers and unanimous ones, too (for 1 to 30 answers, a test counts at least 87 in 100 for
                any true difference of shares and 79 for any true share, and 95 on average). A change from one figure to another is
                within noise where the interval of their difference holds zero: where the change is not more than the root of the sum of
                the squares of both distances to the bounds towards the other figure (Newcombe, Stat. Med. 17 (1998) 873).
                Where figures add up over days, those of January and February together are that of both: a target for one is
                held against as much of it as belongs to the days that have passed.

                What a definition is made of are the kinds of events of which one has to be reported before there can be a figure; where
                there are several, the formula says what it takes of each. Beside these, `account_profile` says in which slices an
                account stands, and money of another currency than the firm's needs `exchange_rate`: what has none is left out, and
                said so.

                S are the customers when the period began, E when it ended, N those of E who were not customers at the beginning,
                L those of S who are not customers at the end, C the cancellations in the period. A period is `[from, to)` in days of
                the reporting zone.

                ## What others count and Keepwell doesn't

                Definitions that say whose they are give the figure that a user of that tool knows. These are not offered:

                - **NPS of all who were asked**, dismissals in the base (Formbricks' summary): no event tells of a question that was
                  shown and dismissed. The score is of those who answered.
                - **Scores with a fraction, cut before they are classed** (SurveyJS): a score is a whole number, and anything else
                  is refused, so that an 8.9 is neither a 8 nor a 9 without a word.
                - **MRR with tax** (Lago): tax is the state's money; it would move MRR and churn with every change of a rate.
                - **A weekly price × 4.33** (Lago): Keepwell takes 52 ÷ 12 = 4.3333, so that twelve months are a year's price; that
                  is 0.08 %% more.
                - **Windows that leave today out** (Cube) as a definition: the period says whether today is in it. The median
                  lifetime of a survival curve is the first time at which half or fewer are there.

                ## Slices

                Every metric can be cut by what an account was on the day that counts: %s as its newest profile said, and
                source, the name of the partner that bills it. That is the first of these that there is on the evening of the day:

                1. the partner whose subscriptions bring MRR; of several the one whose bring most, of equal ones the first by name;
                2. the one that billed last, all through a pause and after the end;
                3. the one that reported last of a subscription: a trial, a free one, one whose money is pending;
                4. the one that reported the newest profile.

                Who reported an answer, a ticket or anything else doesn't matter. Values that aren't known are a value of their own. MRR
                of an account that moves to another slice goes there by transfers, so that opening and movements give closing in
                every slice, and slices add up to the whole.
                """.formatted(Dimension.OF_PROFILES.stream().map(Dimension::id).collect(Collectors.joining(", "))));
        catalogue.entries().stream()
                .map(entry -> entry.info().category())
                .distinct()
                .sorted()
                .forEach(category -> {
                    text.append("\n## ").append(category).append('\n');
                    catalogue.entries().stream()
                            .filter(entry -> entry.info().category().equals(category))
                            .forEach(entry -> append(entry, text));
                });
        appendHealth(text);
        return text.toString();
    }

    private static void appendHealth(StringBuilder text) {
        HealthModel model = HealthModel.DEFAULT;
        text.append("""

                ## Parts of the health score

                A customer's score is the mean of the points of its parts, weighted by the health model of its segment on that day.
                A part of which nothing is known of a customer leaves that customer's mean. Where nobody set a model, this one holds:
                under %d points is red, from %d on is green.

                | part | weight | points | nothing is known where |
                |---|---|---|---|
                """.formatted(model.yellowFrom(), model.greenFrom()));
        for (HealthPart part : HealthPart.ALL) {
            text.append("| `").append(part.id()).append("`: ").append(part.label());
            text.append(" | ").append(model.weight(part));
            text.append(" | ").append(part.rule());
            text.append(" | ").append(part.missing()).append(" |\n");
        }
    }

    private static void append(CatalogueEntry entry, StringBuilder text) {
        MetricInfo info = entry.info();
        text.append("\n### ")
                .append(info.name())
                .append(" · `")
                .append(info.id())
                .append("`\n\n");
        text.append(info.summary()).append(' ');
        text.append("Unit: ").append(info.unit().id().replace('_', ' ')).append(". ");
        text.append("Better: ")
                .append(info.better().name().toLowerCase(Locale.ROOT))
                .append(". ");
        text.append("Kind: ")
                .append(info.kind().name().toLowerCase(Locale.ROOT))
                .append('.');
        switch (entry) {
            case Metric _ -> {}
            case Analysis analysis ->
                text.append(" Its answer is a ")
                        .append(analysis.shape())
                        .append(", not a figure: ask for it by the call `")
                        .append(analysis.call())
                        .append("`, by `query ")
                        .append(info.id())
                        .append("`, or on the page Retention.");
        }
        text.append(
                "\n\n| definition | formula | what it is | why | where it stops | what it is made of | version |\n");
        text.append("|---|---|---|---|---|---|---|\n");
        for (Definition definition : info.definitions()) {
            text.append("| `").append(definition.id()).append("`: ").append(definition.name());
            text.append(entry instanceof Metric && definition.equals(info.defaultDefinition()) ? " (default)" : "");
            definition
                    .ownUnit()
                    .ifPresent(unit -> text.append(", in ").append(unit.id().replace('_', ' ')));
            definition
                    .ownBetter()
                    .ifPresent(better ->
                            text.append(", better: ").append(better.name().toLowerCase(Locale.ROOT)));
            text.append(definition.accumulating() ? ", adds up over days" : "");
            text.append(definition.approximate() ? ", ≈" : "");
            definition
                    .customDimension()
                    .ifPresent(detail -> text.append(", broken down by ").append(detail.name()));
            text.append(" | ").append(definition.symbols());
            text.append(" | ").append(definition.words());
            definition
                    .ownUnit()
                    .ifPresent(unit -> text.append(" Unit: ")
                            .append(unit.id().replace('_', ' '))
                            .append('.'));
            definition.source().ifPresent(source -> text.append(" Source: ").append(source));
            definition
                    .interval()
                    .ifPresent(method ->
                            text.append(" Interval: ").append(method.words()).append('.'));
            if (!definition.readings().isEmpty()) {
                text.append(" Often read: ").append(definition.readingsText()).append('.');
            }
            text.append(" | ").append(definition.why());
            text.append(" | ").append(definition.limits());
            text.append(" | ")
                    .append(entry.madeOf(definition.id()).stream()
                            .map(table -> "`" + table.kind() + "`")
                            .collect(Collectors.joining(", ")));
            text.append(" | ").append(definition.version()).append(", ").append(definition.since());
            text.append(" |\n");
        }
    }
}
