package io.keepwell.reporting;

import static io.keepwell.reporting.ServiceUnderTest.ADA;
import static io.keepwell.reporting.ServiceUnderTest.BEN;
import static io.keepwell.reporting.ServiceUnderTest.MONTHLY;
import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.core.report.Report;
import io.keepwell.core.report.Reports;
import io.keepwell.core.report.run.ReportRun;
import io.keepwell.core.report.run.ReportRuns;
import io.keepwell.core.suite.Eventually;
import io.keepwell.core.suite.Slow;
import io.keepwell.core.suite.UsesDatabase;
import io.keepwell.core.time.Grain;
import io.keepwell.core.time.Period;
import io.keepwell.reporting.schedule.Runs;
import io.micronaut.context.ApplicationContext;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Runs by schedule. The report is due on the second of the month at seven in Berlin.
@UsesDatabase
@Slow
class ScheduleTest {
    private static final String STAFF = "ada@example.com";
    private static final String MISSED_ONCE = """
            title: Monthly summary
            about: last month
            send: monthly on day 2 at 07:00
            missed: once
            metrics: [revenue.mrr]
            sections: [figures]
            """;

    private final ServiceUnderTest service = ServiceUnderTest.start();
    private final Reports reports = service.context.getBean(Reports.class);
    private final Runs runs = service.context.getBean(Runs.class);

    @BeforeEach
    void sendOfThree() {
        service.clock.set("2026-10-20T12:00:00Z");
        Firms.ofThree(service.context, "2026-10-20T11:00:00Z");
    }

    @AfterEach
    void close() {
        service.close();
    }

    private List<String> reported() {
        return service.context.getBean(ReportRuns.class).of(MONTHLY, 100).reversed().stream()
                .map(run -> run.period().from().toString())
                .toList();
    }

    @Test
    void report_goes_out_once_when_it_is_due_with_two_replicas_looking() {
        reports.put(STAFF, ServiceUnderTest.monthly(ADA, BEN));
        service.clock.set("2026-11-02T05:59:30Z");
        try (ApplicationContext replica = service.startReplica()) {
            service.reporting().start();
            replica.getBean(Reporting.class).start();
            look();
            assertThat(reported()).as("it is before seven").isEmpty();

            service.clock.set("2026-11-02T06:00:00Z");
            Eventually.until("both mails have come", () -> {
                look();
                return service.mailServer.getReceivedMessages().length >= 2;
            });
            look();
            replica.getBean(Reporting.class).stop();
            service.reporting().stop();
        }
        assertThat(reported()).containsExactly("2026-10-01");
        assertThat(Arrays.stream(service.mailServer.getReceivedMessages())
                        .map(mail -> new ReceivedMail(mail).header("To")))
                .containsExactlyInAnyOrder("ada@example.com", "ben@example.com");
    }

    /// Lets one or the other replica look a few times for runs that are due, and for mails that are due.
    private void look() {
        for (int i = 0; i < 5; i++) {
            service.clock.advance(Duration.ofMillis(200));
            Instant now = service.clock.instant();
            Eventually.until("somebody has looked", () -> looked(now) == 2);
        }
    }

    /// How many of the two things were looked for since then.
    private int looked(Instant since) throws SQLException {
        try (Connection connection = service.database.dataSource().getConnection();
                PreparedStatement select = connection.prepareStatement(
                        "select count(*) from scheduled_tasks where last_success >= ? and not picked")) {
            select.setTimestamp(1, Timestamp.from(since));
            try (ResultSet rows = select.executeQuery()) {
                rows.next();
                return rows.getInt(1);
            }
        }
    }

    @Test
    void runs_missed_while_no_service_ran_are_made_once_when_it_is_back() {
        reports.put(STAFF, ServiceUnderTest.monthly(ADA));
        service.clock.set("2027-01-15T12:00:00Z");
        assertThat(runs.makeDue()).isEqualTo(3);
        assertThat(reported())
                .as("September was due on 2 October, before the report was switched on")
                .containsExactly("2026-10-01", "2026-11-01", "2026-12-01");
        assertThat(runs.makeDue()).isZero();
    }

    @Test
    void nothing_that_was_due_while_a_report_was_switched_off_is_caught_up_with() {
        reports.put(STAFF, switchedOff());
        service.clock.set("2026-12-20T12:00:00Z");
        assertThat(runs.makeDue()).isZero();
        reports.put(STAFF, ServiceUnderTest.monthly(ADA));
        assertThat(runs.makeDue()).isZero();
        service.clock.set("2027-01-02T06:00:00Z");
        assertThat(runs.makeDue()).isEqualTo(1);
        assertThat(reported()).containsExactly("2026-12-01");
    }

    @Test
    void run_that_failed_is_tried_again_after_a_pause() {
        reports.put(STAFF, ServiceUnderTest.report(Stream.of("revenue.gone"), ADA));
        service.clock.set("2026-11-02T06:00:00Z");
        assertThat(runs.makeDue()).isEqualTo(1);
        assertThat(runs.makeDue()).as("not at once").isZero();

        reports.put(STAFF, ServiceUnderTest.monthly(ADA));
        service.clock.advance(Duration.ofMinutes(1));
        reports.enable(STAFF, MONTHLY, false);
        assertThat(runs.makeDue()).as("not while it is paused").isZero();
        reports.enable(STAFF, MONTHLY, true);
        assertThat(runs.makeDue()).isEqualTo(1);
        assertThat(service.context.getBean(ReportRuns.class).newest(10))
                .singleElement()
                .satisfies(run -> assertThat(run.state()).isEqualTo(ReportRun.State.RENDERED));
    }

    @Test
    void earlier_ones_of_those_missed_are_left_out_where_the_report_wants_it() {
        service.context.getBean(Reports.class).put(STAFF, MONTHLY, MISSED_ONCE, true);
        service.clock.set("2027-01-15T12:00:00Z");
        assertThat(runs.makeDue()).isEqualTo(1);
        assertThat(reported()).containsExactly("2026-10-01", "2026-11-01", "2026-12-01");
        assertThat(service.context.getBean(ReportRuns.class).of(MONTHLY, 100))
                .extracting(ReportRun::state)
                .containsExactly(ReportRun.State.RENDERED, ReportRun.State.SKIPPED, ReportRun.State.SKIPPED);
        assertThat(runs.makeDue()).isZero();

        assertThat(service.reporting().run(MONTHLY, Period.of(Grain.MONTH, LocalDate.of(2026, 11, 1))))
                .as("one that was left out can be made by hand")
                .isInstanceOfSatisfying(
                        RunResult.Made.class,
                        made -> assertThat(made.run().state()).isEqualTo(ReportRun.State.RENDERED));
    }

    @Test
    void run_by_hand_takes_the_place_of_one_that_is_due_and_of_no_other() {
        reports.put(STAFF, ServiceUnderTest.monthly(ADA));
        service.clock.set("2026-11-01T12:00:00Z");
        service.reporting().run(MONTHLY, Period.of(Grain.MONTH, LocalDate.of(2026, 10, 1)));
        service.clock.set("2026-11-02T06:00:00Z");
        assertThat(runs.makeDue()).as("it was asked for before it was due").isEqualTo(1);

        service.clock.set("2026-12-02T06:00:00Z");
        service.reporting().run(MONTHLY, Period.of(Grain.MONTH, LocalDate.of(2026, 11, 1)));
        assertThat(runs.makeDue()).as("it was asked for when it was due").isZero();
        assertThat(reported()).containsExactly("2026-10-01", "2026-10-01", "2026-11-01");
    }

    @Test
    void weekly_report_about_the_last_month_is_sent_each_week() {
        service.clock.set("2026-10-27T12:00:00Z");
        reports.put(STAFF, MONTHLY, """
                title: Each week
                about: last month
                send: weekly on Monday at 07:00
                metrics: [revenue.mrr]
                sections: [figures]
                """, true);
        for (String monday : List.of("2026-11-02T06:00:00Z", "2026-11-09T06:00:00Z")) {
            service.clock.set(monday);
            assertThat(runs.makeDue()).isEqualTo(1);
            assertThat(runs.makeDue()).isZero();
        }
        assertThat(reported()).containsExactly("2026-10-01", "2026-10-01");
    }

    @Test
    void report_is_sent_only_to_those_for_whom_a_condition_holds() {
        // MRR in October: 1,500 of the firm, as in September; 1,200 of the one enterprise, after 1,000.
        reports.put(STAFF, MONTHLY, """
                title: Only if
                send: monthly on day 2 at 07:00
                only_if: [revenue.mrr changed, "revenue.mrr above 2000"]
                metrics: [revenue.mrr]
                sections: [figures]
                recipients: [ada@example.com, ben@example.com: {segment: Enterprise}]
                """, true);
        service.clock.set("2026-11-02T06:00:00Z");
        assertThat(runs.makeDue()).isEqualTo(1);
        ReportRun run = service.context.getBean(ReportRuns.class).of(MONTHLY, 1).getFirst();
        assertThat(run.deliveries())
                .extracting(delivery -> delivery.recipient().address())
                .containsExactly("ben@example.com");

        reports.put(STAFF, MONTHLY, """
                title: Only if
                send: monthly on day 2 at 08:00
                only_if: ["revenue.mrr above 2000"]
                metrics: [revenue.mrr]
                sections: [figures]
                recipients: [ada@example.com]
                """, true);
        service.clock.set("2026-11-02T07:00:00Z");
        assertThat(runs.makeDue()).isEqualTo(1);
        ReportRun skipped =
                service.context.getBean(ReportRuns.class).of(MONTHLY, 1).getFirst();
        assertThat(skipped.state()).isEqualTo(ReportRun.State.SKIPPED);
        assertThat(skipped.problem())
                .isEqualTo("None of its conditions held: "
                        + "revenue.mrr above 2000: it is EUR 1,500.00, after EUR 1,500.00");
        assertThat(runs.makeDue()).isZero();
    }

    private static Report switchedOff() {
        return ServiceUnderTest.monthly(ADA).enabled(false);
    }
}
