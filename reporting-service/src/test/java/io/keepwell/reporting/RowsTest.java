package io.keepwell.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.core.account.Slice;
import io.keepwell.core.format.Formats;
import io.keepwell.core.metric.MetricId;
import io.keepwell.core.metric.MetricValue;
import io.keepwell.core.metric.TermId;
import io.keepwell.core.metric.Unit;
import io.keepwell.core.metric.ValueFormat;
import io.keepwell.core.metric.query.Change;
import io.keepwell.core.report.Grid;
import io.keepwell.core.report.MovementBridge;
import io.keepwell.core.report.ReportData;
import io.keepwell.core.report.ReportRunner;
import io.keepwell.core.report.run.RunContent;
import io.keepwell.core.report.run.RunFile;
import io.keepwell.core.setting.HealthModel;
import io.keepwell.core.suite.UsesDatabase;
import io.keepwell.core.time.Grain;
import io.keepwell.core.time.Period;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;

/// Row by row over a believable firm, none of whose figures are alike. Leaves mail and PDF in
/// target/look, to be looked at.
@UsesDatabase
class RowsTest {
    @Test
    void each_row_has_the_same_figures_in_html_text_and_pdf() throws IOException {
        try (ServiceUnderTest service = ServiceUnderTest.start()) {
            Firms.ofHundreds(service.context, "2026-11-01T03:00:00Z");
            service.target("retention.customer_churn", "opening", Grain.YEAR, "1.5");
            ReportRunner runner = service.context.getBean(ReportRunner.class);
            Period october = Period.of(Grain.MONTH, LocalDate.of(2026, 10, 1));
            Instant asOf = Instant.parse("2026-11-02T06:00:00Z");
            ReportData data = runner.read(ServiceUnderTest.monthlyWithHealth(), october, Slice.WHOLE, asOf);
            Grid grid = runner.fill(ServiceUnderTest.monthlyWithHealth(), october, Slice.WHOLE, asOf);
            RunContent content = service.context.getBean(Formats.class).render(grid);
            keepToLookAt(content);

            String html = content.html().replaceAll("<[^>]+>", " ").replace("&#160;", " ");
            String pdf = pdfText(content);
            assertThat(data.lines()).hasSize(9).allSatisfy(row -> {
                String name = row.metric().name();
                String definition = row.figure().definition().name();
                String now = ValueFormat.outcome(row.figure());
                String before = ValueFormat.outcome(row.previous());
                Change change = row.change().orElseThrow();
                String changed =
                        ValueFormat.change(change.amount(), row.metric().unit());
                String yearBefore = ValueFormat.outcome(row.yearBefore());
                String arrow = arrow(change);
                assertThat(html).containsPattern(words(name, definition, now, before, arrow, changed, yearBefore));
                assertThat(pdf).containsPattern(words(name, definition, now, before, arrow, changed, yearBefore));
                assertThat(content.plainText())
                        .containsPattern(words(name, now, before, changed, meaning(change), yearBefore, definition));
            });
            MetricValue movements =
                    data.line(MovementBridge.METRIC).orElseThrow().figure();
            assertThat(MovementBridge.of(movements).bars())
                    .hasSizeGreaterThan(5)
                    .filteredOn(bar -> !bar.total())
                    .allSatisfy(bar -> assertThat(pdf)
                            .containsPattern(
                                    words(bar.term().name(), ValueFormat.change(bar.amount(), unit(movements)))));
            MetricValue health = data.line(new MetricId("success.health_score"))
                    .orElseThrow()
                    .figure();
            assertThat(HealthModel.Band.values()).hasSize(3).allSatisfy(band -> {
                Pattern words = words(
                        band.id(),
                        ValueFormat.bare(amount(health, TermId.of(band)), Unit.COUNT),
                        ValueFormat.bare(amount(health, TermId.mrrOf(band)), Unit.MONEY_PER_MONTH));
                assertThat(List.of(html, pdf, content.plainText()))
                        .allSatisfy(text -> assertThat(text).containsPattern(words));
            });
            // The year isn't over on 2 November.
            Pattern target = words("Target", "1.50 %", "for", "2026,", "short-term");
            assertThat(List.of(html, pdf, content.plainText()))
                    .allSatisfy(text -> assertThat(text)
                            .containsPattern(target)
                            .contains("at risk")
                            .contains("(1 Jan 2026 to 1 Nov 2026)"));
        }
    }

    private static BigDecimal amount(MetricValue figure, TermId id) {
        return figure.calculation().term(id).orElseThrow().amount();
    }

    private static Unit unit(MetricValue figure) {
        return figure.metric().unit();
    }

    private static String arrow(Change change) {
        return switch (change.verdict()) {
            case BETTER, WORSE -> change.amount().signum() > 0 ? "▲" : "▼";
            case SAME, WITHIN_NOISE -> "●";
        };
    }

    private static String meaning(Change change) {
        return switch (change.verdict()) {
            case BETTER -> "better";
            case WORSE -> "worse";
            case SAME -> "unchanged";
            case WITHIN_NOISE -> "within noise";
        };
    }

    /// These words in this order with nothing but space between them.
    private static Pattern words(String... words) {
        return Pattern.compile(List.of(words).stream()
                .map(word ->
                        List.of(word.split(" ")).stream().map(Pattern::quote).collect(Collectors.joining("\\s+")))
                .collect(Collectors.joining("[\\s\\u00a0]+")));
    }

    private static byte[] pdf(RunContent content) {
        return content.files(RunFile.Use.ATTACHED).getFirst().bytes();
    }

    private static String pdfText(RunContent content) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf(content))) {
            return new PDFTextStripper().getText(document).replace('\u00a0', ' ');
        }
    }

    private static void keepToLookAt(RunContent content) throws IOException {
        Path look = Files.createDirectories(Path.of("target", "look"));
        Files.writeString(look.resolve("mail.html"), content.standaloneHtml());
        Files.writeString(look.resolve("mail.txt"), content.plainText());
        Files.write(look.resolve("report.pdf"), pdf(content));
    }
}
