package io.keepwell.core.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keepwell.core.metric.MetricId;
import io.keepwell.core.time.ReportingZone;
import java.time.Instant;
import java.time.LocalTime;
import java.time.YearMonth;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportTest {
    private static final ReportingZone BERLIN = ReportingZone.of("Europe/Berlin");

    @Test
    void report_is_due_in_the_month_after_by_the_zones_clock() {
        Report report = sent(2, LocalTime.of(7, 0));
        assertThat(report.dueAt(YearMonth.of(2026, 9), BERLIN))
                .as("in summer, seven in Berlin is five in UTC")
                .isEqualTo(Instant.parse("2026-10-02T05:00:00Z"));
        assertThat(report.dueAt(YearMonth.of(2026, 10), BERLIN)).isEqualTo(Instant.parse("2026-11-02T06:00:00Z"));
    }

    @Test
    void report_is_due_on_the_last_day_where_the_month_is_too_short() {
        Report report = sent(31, LocalTime.of(7, 0));
        assertThat(report.dueAt(YearMonth.of(2027, 1), BERLIN)).isEqualTo(Instant.parse("2027-02-28T06:00:00Z"));
    }

    @Test
    void report_is_due_as_much_later_as_the_clock_is_put_forward() {
        // On 28 March 2027 the clock goes from 2:00 to 3:00, so 2:30 becomes 3:30, which is 1:30 in UTC.
        Report report = sent(28, LocalTime.of(2, 30));
        assertThat(report.dueAt(YearMonth.of(2027, 2), BERLIN)).isEqualTo(Instant.parse("2027-03-28T01:30:00Z"));
    }

    @Test
    void title_that_would_end_a_header_is_refused() {
        assertThatThrownBy(() -> new Report(
                        new ReportId("monthly"),
                        "Monthly\r\nBcc: eve@example.com",
                        List.of(new MetricId("voice.nps")),
                        Report.USUAL_SECTIONS,
                        List.of(),
                        2,
                        LocalTime.NOON,
                        true))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Report sent(int day, LocalTime time) {
        return new Report(
                new ReportId("monthly"),
                "Monthly",
                List.of(new MetricId("voice.nps")),
                Report.USUAL_SECTIONS,
                List.of(),
                day,
                time,
                true);
    }
}
