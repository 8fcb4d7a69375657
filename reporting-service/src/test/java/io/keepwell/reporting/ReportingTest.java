package io.keepwell.reporting;

import static io.keepwell.reporting.ServiceUnderTest.ADA;
import static io.keepwell.reporting.ServiceUnderTest.BEN;
import static io.keepwell.reporting.ServiceUnderTest.MONTHLY;
import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.core.account.Slice;
import io.keepwell.core.metric.MetricValue;
import io.keepwell.core.metric.ValueFormat;
import io.keepwell.core.report.MovementBridge;
import io.keepwell.core.report.ReportData;
import io.keepwell.core.report.ReportId;
import io.keepwell.core.report.ReportRunner;
import io.keepwell.core.report.ReportText;
import io.keepwell.core.report.Reports;
import io.keepwell.core.report.run.Delivery;
import io.keepwell.core.report.run.ReportRun;
import io.keepwell.core.report.run.ReportRuns;
import io.keepwell.core.report.run.RunContent;
import io.keepwell.core.suite.Slow;
import io.keepwell.core.suite.UsesDatabase;
import io.keepwell.core.time.Grain;
import io.keepwell.core.time.Period;
import io.keepwell.reporting.delivery.Dispatch;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Runs by hand.
@UsesDatabase
@Slow
class ReportingTest {
    private static final Period OCTOBER = Period.of(Grain.MONTH, LocalDate.of(2026, 10, 1));

    private final ServiceUnderTest service = ServiceUnderTest.start();
    private final Reports reports = service.context.getBean(Reports.class);
    private final ReportRuns runs = service.context.getBean(ReportRuns.class);

    @BeforeEach
    void sendOfThree() {
        Firms.ofThree(service.context, "2026-11-01T03:00:00Z");
    }

    @AfterEach
    void close() {
        service.close();
    }

    @Test
    void mail_arrives_as_text_and_html_with_charts_and_pdf() {
        reports.put(ADA.address(), ServiceUnderTest.monthly(ADA));
        assertThat(run().progress()).isEqualTo(ReportRun.Progress.DELIVERED);

        ReceivedMail mail = received().getFirst();
        assertThat(mail.structure.stream().filter(part -> !part.endsWith("image/png")))
                .containsExactly(
                        "multipart/mixed",
                        " multipart/alternative",
                        "  text/plain",
                        "  multipart/related",
                        "   text/html",
                        " application/pdf",
                        " application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
        assertThat(mail.subject()).isEqualTo("Monthly summary: October 2026 · Nordlicht Software");
        assertThat(mail.header("To")).isEqualTo("ada@example.com");
        assertThat(mail.header("From")).isEqualTo("Keepwell <reports@keepwell.example>");
        assertThat(mail.header("Auto-Submitted")).isEqualTo("auto-generated");
        assertThat(mail.header("Message-ID")).matches("<keepwell\\.[0-9a-f]{32}@keepwell\\.example>");
        assertThat(mail.images.keySet())
                .as("every picture that the html shows came with it, and no other")
                .containsExactlyInAnyOrderElementsOf(shown(mail.html))
                .hasSize(7);
        assertThat(mail.images.values())
                .allSatisfy(png -> assertThat(Arrays.copyOfRange(png, 1, 4)).isEqualTo(new byte[] {'P', 'N', 'G'}));
        assertThat(mail.html).doesNotContain("http://", "https://").doesNotContain(" th:");
    }

    @Test
    void figures_are_the_same_in_html_text_and_pdf() {
        reports.put(ADA.address(), ServiceUnderTest.monthly(ADA));
        ReportRun run = run();

        ReceivedMail mail = received().getFirst();
        String pdf = mail.pdfText();
        String html = mail.html.replaceAll("<[^>]+>", "").replace("&#39;", "'");
        List<String> byHand = List.of(
                "EUR 1,500.00", // MRR: acme 1,200 + gamma 300
                "50.00 %", // churn: beta, of acme and beta
                "33.3", // NPS: (2 − 1) ÷ 3 × 100
                "80.00 %", // NRR: acme 1,200 ÷ 1,500
                "66.67 %", // GRR: acme at most 1,000 ÷ 1,500
                "33.33 %", // revenue churn: beta 500 ÷ 1,500
                "EUR 0.00"); // net change: 1,500 − 1,500
        assertThat(byHand).allSatisfy(figure -> {
            assertThat(html).contains(figure);
            assertThat(mail.text).contains(figure);
            assertThat(pdf).contains(figure);
        });
        ReportData data = service.context
                .getBean(ReportRunner.class)
                .read(ServiceUnderTest.monthly(ADA), OCTOBER, Slice.WHOLE, run.asOf());
        assertThat(data.lines())
                .flatExtracting(ReportData.Line::figure, ReportData.Line::previous)
                .map(figure -> ValueFormat.outcome((MetricValue) figure))
                .allSatisfy(figure -> {
                    assertThat(html).contains(figure);
                    assertThat(mail.text).contains(figure);
                    assertThat(pdf).contains(figure);
                });
    }

    @Test
    void steps_of_movements_add_up_from_opening_to_closing() {
        MetricValue figure = service.context
                .getBean(ReportRunner.class)
                .read(ServiceUnderTest.monthly(), OCTOBER, Slice.WHOLE, service.clock.instant())
                .line(MovementBridge.METRIC)
                .orElseThrow()
                .figure();
        // 1,500 + 300 + 200 + 0 − 0 − 500 = 1,500
        assertThat(MovementBridge.of(figure).bars())
                .extracting(bar ->
                        bar.name() + " " + bar.amount().stripTrailingZeros().toPlainString())
                .containsExactly(
                        "Opening 1500",
                        "New 300",
                        "Expansion 200",
                        "Reactivation 0",
                        "Contraction 0",
                        "Churn -500",
                        "Closing 1500");
    }

    @Test
    void what_comes_in_after_a_run_changes_nothing_of_it() {
        reports.put(ADA.address(), ServiceUnderTest.monthly(ADA));
        RunContent before = content(run());
        service.clock.advance(Duration.ofDays(1));
        Firms.withLateNews(service.context, "2026-11-03T01:00:00Z");

        ReportRunner runner = service.context.getBean(ReportRunner.class);
        ReportRun again = run();
        assertThat(content(again).html()).isEqualTo(before.html());
        assertThat(received()).hasSize(1);
        String then = text(runner.read(ServiceUnderTest.monthly(), OCTOBER, Slice.WHOLE, again.asOf()));
        String now = text(runner.read(ServiceUnderTest.monthly(), OCTOBER, Slice.WHOLE, service.clock.instant()));
        assertThat(then).contains("EUR 1,500.00");
        assertThat(now).contains("EUR 1,600.00");
    }

    @Test
    void same_run_again_sends_nothing_to_whoever_has_it() {
        reports.put(ADA.address(), ServiceUnderTest.monthly(ADA));
        ReportRun first = run();
        ReportRun second = run();
        assertThat(received()).hasSize(1);
        assertThat(second).isEqualTo(first);
    }

    @Test
    void recipient_who_was_added_later_gets_the_same_run() {
        reports.put(ADA.address(), ServiceUnderTest.monthly(ADA));
        run();
        reports.put(ADA.address(), ServiceUnderTest.monthly(ADA, BEN));
        run();
        assertThat(received())
                .extracting(mail -> mail.header("To"))
                .containsExactlyInAnyOrder("ada@example.com", "ben@example.com");
        assertThat(received().get(0).pdf).isEqualTo(received().get(1).pdf);
    }

    @Test
    void figure_that_cant_be_had_says_why_and_the_report_goes_out() {
        reports.put(ADA.address(), ServiceUnderTest.monthly(ADA));
        Period august = Period.of(Grain.MONTH, LocalDate.of(2026, 8, 1));
        made(service.reporting().run(MONTHLY, august));
        ReceivedMail mail = received().getFirst();
        String reason = "The period lies before all data for this figure, which begins on 10 Sep 2026.";
        assertThat(mail.html).contains(reason);
        assertThat(mail.text).contains(reason);
        assertThat(mail.pdfText().replaceAll("\\s+", " ")).contains(reason);
    }

    @Test
    void run_that_cant_be_rendered_whole_is_not_sent_and_says_so() {
        reports.put(ADA.address(), ServiceUnderTest.report(Stream.of("revenue.mrr", "revenue.gone"), ADA));
        ReportRun failed = run();
        assertThat(failed.progress()).isEqualTo(ReportRun.Progress.FAILED);
        assertThat(failed.problem()).contains("There is no metric 'revenue.gone'");
        assertThat(failed.deliveries()).isEmpty();
        assertThat(runs.content(failed.id(), "")).isEmpty();
        assertThat(received()).isEmpty();

        reports.put(ADA.address(), ServiceUnderTest.monthly(ADA));
        assertThat(run().progress()).isEqualTo(ReportRun.Progress.DELIVERED);
        assertThat(received()).hasSize(1);
    }

    @Test
    void run_whose_section_cant_be_made_is_not_sent_and_says_so() {
        reports.put(
                ADA.address(),
                ServiceUnderTest.report(
                        Stream.of("revenue.mrr"),
                        Stream.of("figures", "gone", "targets"),
                        Stream.of("ada@example.com")));
        ReportRun failed = run();
        assertThat(failed.progress()).isEqualTo(ReportRun.Progress.FAILED);
        assertThat(failed.problem()).isEqualTo("There is no section 'gone'.");
        assertThat(received()).isEmpty();
    }

    @Test
    void mail_waits_while_the_mail_server_is_down() {
        reports.put(ADA.address(), ServiceUnderTest.monthly(ADA, BEN));
        service.mailServer.stop();
        ReportRun waiting = run();
        assertThat(waiting.progress()).isEqualTo(ReportRun.Progress.UNDER_WAY);
        assertThat(waiting.deliveries()).allSatisfy(delivery -> {
            assertThat(delivery.state()).isEqualTo(Delivery.State.PENDING);
            assertThat(delivery.attempts()).isEqualTo(1);
            assertThat(delivery.problem()).startsWith("The mail server can't be reached");
            assertThat(delivery.nextAttemptAt())
                    .isEqualTo(service.clock.instant().plusSeconds(60));
        });

        service.mailServer.start();
        Dispatch dispatch = service.context.getBean(Dispatch.class);
        service.clock.advance(Duration.ofSeconds(59));
        assertThat(dispatch.sendDue()).as("too early").isZero();
        service.clock.advance(Duration.ofSeconds(1));
        assertThat(dispatch.sendDue()).isEqualTo(2);
        assertThat(received()).hasSize(2);
        assertThat(runs.find(waiting.id()).orElseThrow().progress()).isEqualTo(ReportRun.Progress.DELIVERED);
    }

    @Test
    void title_is_shown_as_it_is_written() {
        String text = ReportText.write(ServiceUnderTest.monthly(ADA))
                .replace("title: Monthly summary", "title: <script>alert(1)</script> & \"co\"");
        reports.put(ADA.address(), MONTHLY, text, true);
        run();
        ReceivedMail mail = received().getFirst();
        assertThat(mail.html).doesNotContain("<script>").contains("&lt;script&gt;alert(1)&lt;/script&gt; &amp;");
        assertThat(mail.pdfText()).contains("<script>alert(1)</script> & \"co\"");
    }

    @Test
    void period_that_isnt_over_is_declined() {
        reports.put(ADA.address(), ServiceUnderTest.monthly(ADA));
        assertThat(service.reporting().run(MONTHLY, Period.of(Grain.MONTH, LocalDate.of(2026, 11, 1))))
                .isEqualTo(new RunResult.Declined(
                        "There is nothing final to report yet: the period ends on 30 Nov 2026."));
        assertThat(service.reporting().run(new ReportId("weekly"), OCTOBER))
                .isEqualTo(new RunResult.Declined("There is no report 'weekly'."));
    }

    @Test
    void html_of_a_run_can_be_shown_by_itself() {
        reports.put(ADA.address(), ServiceUnderTest.monthly(ADA));
        String html = content(run()).standaloneHtml();
        assertThat(html).doesNotContain("cid:").contains("src=\"data:image/png;base64,");
    }

    @Test
    void each_recipient_gets_what_their_scope_allows_and_nothing_else() throws IOException {
        reports.put(
                ADA.address(),
                ServiceUnderTest.report(
                        Stream.of("revenue.mrr", "revenue.mrr_movements", "retention.customer_churn"),
                        Stream.of("headlines", "figures", "mrr-movements", "largest-movements"),
                        Stream.of(
                                "ada@example.com",
                                "ben@example.com: {segment: Enterprise}",
                                "cleo@example.com: {segment: SMB}")));
        ReportRun run = run();
        assertThat(run.renderings())
                .containsExactly(
                        new ReportRun.Rendering("", "Monthly summary: October 2026 · Nordlicht Software"),
                        new ReportRun.Rendering(
                                "segment=Enterprise",
                                "Monthly summary: October 2026 · Enterprise · Nordlicht Software"),
                        new ReportRun.Rendering(
                                "segment=SMB", "Monthly summary: October 2026 · SMB · Nordlicht Software"));
        Map<String, ReceivedMail> mails =
                received().stream().collect(Collectors.toMap(mail -> mail.header("To"), Function.identity()));
        assertThat(mails).hasSize(3);
        assertThat(Objects.requireNonNull(mails.get("ada@example.com")).text).contains("Acme", "Gamma");
        assertThat(Objects.requireNonNull(mails.get("ben@example.com")).text)
                .contains("Acme")
                .doesNotContain("Beta", "Gamma", "1,500.00");
        assertThat(Objects.requireNonNull(mails.get("ben@example.com")).pdfText())
                .contains("Acme")
                .doesNotContain("Beta", "Gamma", "1,500.00");
        assertThat(texts(Objects.requireNonNull(mails.get("ben@example.com")).workbook))
                .contains("Acme")
                .doesNotContain("Beta", "Gamma");
        assertThat(Objects.requireNonNull(mails.get("cleo@example.com")).text).doesNotContain("Acme", "1,500.00");
    }

    @Test
    void scope_that_is_given_later_is_added_as_of_the_same_moment() {
        reports.put(ADA.address(), ServiceUnderTest.monthly(ADA));
        ReportRun first = run();
        service.clock.advance(Duration.ofDays(1));
        Firms.withLateNews(service.context, "2026-11-03T01:00:00Z");
        reports.put(
                ADA.address(),
                ServiceUnderTest.report(
                        Stream.of("revenue.mrr"),
                        Stream.of("figures"),
                        Stream.of("ada@example.com", "ben@example.com: {segment: Enterprise}")));
        ReportRun second = run();
        assertThat(second.asOf()).isEqualTo(first.asOf());
        assertThat(second.renderings())
                .extracting(ReportRun.Rendering::scope)
                .containsExactly("", "segment=Enterprise");
        assertThat(received()).hasSize(2);
    }

    /// All that a workbook says, with its tags.
    private static String texts(byte[] workbook) throws IOException {
        StringBuilder text = new StringBuilder();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(workbook))) {
            while (zip.getNextEntry() != null) {
                text.append(new String(zip.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return text.toString();
    }

    private ReportRun run() {
        return made(service.reporting().run(MONTHLY, OCTOBER));
    }

    private static ReportRun made(RunResult result) {
        assertThat(result).isInstanceOf(RunResult.Made.class);
        return ((RunResult.Made) result).run();
    }

    private RunContent content(ReportRun run) {
        return runs.content(run.id(), "").orElseThrow();
    }

    private List<ReceivedMail> received() {
        return Arrays.stream(service.mailServer.getReceivedMessages())
                .map(ReceivedMail::new)
                .toList();
    }

    private static List<String> shown(String html) {
        return Pattern.compile("cid:([^\"]+)")
                .matcher(html)
                .results()
                .map(found -> "<" + found.group(1) + ">")
                .toList();
    }

    private static String text(ReportData data) {
        return String.join(
                "\n",
                data.lines().stream()
                        .map(line -> ValueFormat.outcome(line.figure()))
                        .toList());
    }
}
