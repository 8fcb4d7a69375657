package io.keepwell.core.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.core.TestPlatform;
import io.keepwell.core.metric.MetricId;
import io.keepwell.core.suite.UsesDatabase;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

@UsesDatabase
final class ReportsTest {
    @AutoClose
    private final TestPlatform platform = TestPlatform.start();

    private final Reports reports = platform.get(Reports.class);

    @Test
    void report_is_kept_as_it_is_until_it_is_put_anew_or_removed() {
        Report weekly = report("weekly", "A title", false, new MailAddress("ada@example.com"));
        Report monthly = report("monthly", "Another title", true);
        reports.put(monthly);
        reports.put(weekly);
        assertThat(reports.all()).containsExactly(weekly, monthly);
        assertThat(reports.find(weekly.id())).contains(weekly);

        Report renamed = report("weekly", "Yet another", true);
        reports.put(renamed);
        assertThat(reports.all()).containsExactly(monthly, renamed);

        reports.remove(weekly.id());
        reports.remove(weekly.id());
        assertThat(reports.find(weekly.id())).isEmpty();
        assertThat(reports.all()).containsExactly(monthly);
    }

    @Test
    void report_is_due_since_it_was_last_switched_on() {
        Instant first = platform.clock().instant();
        reports.put(report("weekly", "Off", false));
        reports.put(report("monthly", "On", true));
        assertThat(reports.scheduled()).containsExactly(new Reports.Scheduled(report("monthly", "On", true), first));

        platform.clock().advance(Duration.ofHours(1));
        reports.put(report("weekly", "On at last", true));
        reports.put(report("monthly", "Still on", true));
        assertThat(reports.scheduled())
                .extracting(Reports.Scheduled::dueSince)
                .containsExactly(first, first.plusSeconds(3600));
    }

    private static Report report(String id, String title, boolean enabled, MailAddress... recipients) {
        return new Report(
                new ReportId(id),
                title,
                List.of(new MetricId("voice.nps"), new MetricId("revenue.mrr")),
                Report.USUAL_SECTIONS,
                List.of(recipients),
                31,
                LocalTime.of(23, 59),
                enabled);
    }
}
