package io.keepwell.core.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keepwell.core.account.Dimension;
import io.keepwell.core.account.Slice;
import io.keepwell.core.metric.DefinitionId;
import io.keepwell.core.metric.MetricId;
import io.keepwell.core.report.schedule.MissedRuns;
import io.keepwell.core.report.schedule.PeriodRule;
import io.keepwell.core.report.schedule.ReportSchedule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReportTextTest {
    private static final ReportId ID = new ReportId("renewals-ahead");
    private static final String TEXT = """
            # What is coming up.
            title: "Renewals: ahead"
            about: last month
            send: monthly on day 1 at 07:00
            missed: all
            only_if: ["retention.renewal_rate below 90.5, first time", retention.customer_churn changed]
            slice: {region: EMEA, segment: ""}
            metrics:
            - retention.renewal_rate
            - retention.customer_churn: closing
            sections:
            - headlines
            - words:
                text: |
                  Dear all,
                  yes
            recipients:
            - ada@example.com
            - ben@example.com: {plan: "1_000"}
            """;

    @Test
    void text_says_what_a_report_is() {
        Report report = ReportText.parse(ID, TEXT, true);
        assertThat(report)
                .isEqualTo(new Report(
                        ID,
                        "Renewals: ahead",
                        PeriodRule.parse("last month"),
                        Optional.of(ReportSchedule.parse("monthly on day 1 at 07:00")),
                        MissedRuns.ALL,
                        List.of(
                                SendCondition.parse("retention.renewal_rate below 90.5, first time"),
                                SendCondition.parse("retention.customer_churn  changed")),
                        Slice.of(Dimension.REGION, "EMEA").with(Dimension.SEGMENT, ""),
                        List.of(
                                ReportMetric.of(new MetricId("retention.renewal_rate")),
                                new ReportMetric(
                                        new MetricId("retention.customer_churn"),
                                        Optional.of(new DefinitionId("closing")))),
                        List.of(
                                ReportSection.of(new SectionId("headlines")),
                                new ReportSection(new SectionId("words"), Map.of("text", "Dear all,\nyes\n"))),
                        List.of(
                                Recipient.of(new MailAddress("ada@example.com")),
                                new Recipient(new MailAddress("ben@example.com"), Slice.of(Dimension.PLAN, "1_000"))),
                        true));
    }

    @Test
    void text_of_the_documentation_is_one() throws IOException {
        String document = Files.readString(Path.of("../docs/reports.md"));
        int begin = document.indexOf("```yaml\n") + "```yaml\n".length();
        Report report = ReportText.parse(ID, document.substring(begin, document.indexOf("```", begin)), true);
        assertThat(report.recipients()).extracting(Recipient::scopeText).containsExactly("", "segment=Enterprise");
        assertThat(report.onlyIf()).map(Object::toString).containsExactly("retention.renewal_rate below 90");
    }

    @Test
    void what_is_written_reads_back_as_the_same_report() {
        Report report = ReportText.parse(ID, TEXT, false);
        assertThat(ReportText.parse(ID, ReportText.write(report), false)).isEqualTo(report);
        Report least = ReportText.parse(ID, "title: 2026-11-01\nmetrics: [voice.nps]\nsections: [figures]\n", false);
        assertThat(least.title()).isEqualTo("2026-11-01");
        assertThat(ReportText.parse(ID, ReportText.write(least), false)).isEqualTo(least);
    }

    /// Each mistake is made by replacing something of the text above.
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            title: "Renewals: ahead" | title: "Renewals\\nBcc: eve@example.com" | line 2: a report's title is one line
            about: last month | about: last fortnight | line 3: about:
            send: monthly on day 1 at 07:00 | send: monthly on day 1 at 25:00 | line 4: send:
            missed: all | missed: some | line 5: missed:
            missed: all | mised: all | line 5: a report has no part 'mised'; it has title, about, send, missed, only_if
            missed: all | title: again | line 5: 'title' is there twice
            missed: all | missed: [all] | line 5: here belongs a text
            region: EMEA | regoin: EMEA | line 7: there is no dimension 'regoin'; there are owner, segment
            - retention.renewal_rate | - {a.b: c, d.e: f} | line 9: here belongs a metric, or a metric and its definition
            - headlines | - Head lines | line 12: not a section id
            - ada@example.com | - ada at example.com | line 18: not a mail address
            {plan: "1_000"} | {region: Asia} | the report is about region 'EMEA', of which ben@example.com, who may see 'Asia'
            {plan: "1_000"} | &a [*a] | not YAML: Number of aliases
            {plan: "1_000"} | {plan: | not YAML
            below 90.5, first | beneath 90.5, first | line 6: only_if: 'retention.renewal_rate beneath 90.5, first time' is no condition
            retention.customer_churn changed | voice.nps changed | 'voice.nps changed' is about none of the report's metrics
            """)
    void text_that_is_no_report_is_refused_with_its_line(String right, String wrong, String message) {
        assertThat(TEXT).contains(right);
        assertThatThrownBy(() -> ReportText.parse(ID, TEXT.replace(right, wrong), true))
                .isInstanceOf(InvalidReportException.class)
                .hasMessageContaining(message);
    }

    @Test
    void text_without_what_a_report_needs_is_refused() {
        assertThatThrownBy(() -> ReportText.parse(ID, "", true)).hasMessageContaining("there is nothing");
        assertThatThrownBy(() -> ReportText.parse(ID, "- a", true)).hasMessageContaining("here belongs a report");
        assertThatThrownBy(() -> ReportText.parse(ID, "title: A\nmetrics: [voice.nps]", true))
                .hasMessageContaining("a report needs 'sections'");
        assertThatThrownBy(() -> ReportText.parse(ID, "title: " + "A".repeat(ReportText.LONGEST), true))
                .hasMessageContaining("at most");
    }

    @Test
    void scopes_that_differ_differ_in_words() {
        Recipient one = new Recipient(
                new MailAddress("a@example.com"),
                Slice.of(Dimension.SEGMENT, "A").with(Dimension.REGION, "B"));
        Recipient other = new Recipient(new MailAddress("a@example.com"), Slice.of(Dimension.SEGMENT, "A, region=B"));
        assertThat(one.scopeText()).isEqualTo("segment=A, region=B");
        assertThat(other.scopeText()).isEqualTo("segment=A\\, region=B");
        assertThat(Recipient.of(one.address()).scopeText()).isEmpty();
    }
}
