package io.keepwell.core.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keepwell.core.TestPlatform;
import io.keepwell.core.audit.Audit;
import io.keepwell.core.suite.UsesDatabase;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

@UsesDatabase
final class ReportsTest {
    private static final String WHO = "ada@example.com";

    @AutoClose
    private final TestPlatform platform = TestPlatform.start();

    private final Reports reports = platform.get(Reports.class);

    @Test
    void report_is_kept_as_it_is_until_it_is_put_anew_or_removed() {
        Report weekly = report("weekly", "A title", false);
        Report monthly = report("monthly", "Another title", true);
        reports.put(WHO, monthly);
        reports.put(WHO, weekly);
        assertThat(reports.all()).containsExactly(weekly, monthly);
        assertThat(reports.find(weekly.id())).contains(weekly);

        Report renamed = report("weekly", "Yet another", true);
        reports.put(WHO, renamed);
        assertThat(reports.all()).containsExactly(monthly, renamed);

        reports.remove(WHO, weekly.id());
        reports.remove(WHO, weekly.id());
        assertThat(reports.find(weekly.id())).isEmpty();
        assertThat(reports.all()).containsExactly(monthly);
        assertThat(platform.get(Audit.class).about("report weekly", 10))
                .extracting(Audit.Entry::action)
                .containsExactly("report.remove", "report.put", "report.put");
    }

    @Test
    void report_is_due_since_it_was_last_switched_on() {
        Instant first = platform.clock().instant();
        reports.put(WHO, report("weekly", "Off", false));
        reports.put(WHO, report("monthly", "On", true));
        assertThat(reports.scheduled()).containsExactly(new Reports.Scheduled(report("monthly", "On", true), first));

        platform.clock().advance(Duration.ofHours(1));
        assertThat(reports.enable(WHO, new ReportId("weekly"), true)).isTrue();
        reports.put(WHO, report("monthly", "Still on", true));
        assertThat(reports.scheduled())
                .extracting(Reports.Scheduled::dueSince)
                .containsExactly(first, first.plusSeconds(3600));
        assertThat(reports.enable(WHO, new ReportId("none"), true)).isFalse();
    }

    @Test
    void every_version_is_kept_as_it_was_written() {
        String text = "# Ours.\n" + ReportText.write(report("weekly", "First", true));
        reports.put(WHO, new ReportId("weekly"), text, true);
        assertThatThrownBy(() -> reports.put(WHO, new ReportId("weekly"), "title: none", true))
                .isInstanceOf(InvalidReportException.class);
        reports.enable("ben@example.com", new ReportId("weekly"), false);
        reports.enable("ben@example.com", new ReportId("weekly"), false);
        reports.remove(WHO, new ReportId("weekly"));
        reports.put(WHO, report("weekly", "Again", true));

        assertThat(reports.versions(new ReportId("weekly"), 10))
                .satisfiesExactly(
                        again -> assertThat(again.number()).isEqualTo(3),
                        paused -> {
                            assertThat(paused.savedBy()).isEqualTo("ben@example.com");
                            assertThat(paused.enabled()).isFalse();
                            assertThat(paused.text()).isEqualTo(text);
                        },
                        first -> {
                            assertThat(first.number()).isEqualTo(1);
                            assertThat(first.text()).isEqualTo(text);
                        });
    }

    private static Report report(String id, String title, boolean enabled) {
        return ReportText.parse(new ReportId(id), """
                title: %s
                send: monthly on day 31 at 23:59
                metrics: [voice.nps, revenue.mrr]
                sections: [figures]
                recipients: ["ada@example.com"]
                """.formatted(title), enabled);
    }
}
