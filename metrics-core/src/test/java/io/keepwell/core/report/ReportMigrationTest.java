package io.keepwell.core.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.core.database.Schema;
import io.keepwell.core.database.TestDatabase;
import io.keepwell.core.metric.MetricId;
import io.keepwell.core.report.schedule.MissedRuns;
import io.keepwell.core.suite.UsesDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

/// Reports and runs of a schema of version 2 go on in version 3.
@UsesDatabase
final class ReportMigrationTest {
    @Test
    void reports_become_texts_and_runs_are_named_by_when_they_were_due() throws SQLException {
        try (TestDatabase database = TestDatabase.create()) {
            Flyway.configure()
                    .dataSource(database.dataSource())
                    .locations("classpath:db/migration")
                    .target("2")
                    .load()
                    .migrate();
            run(
                    database,
                    """
                    insert into report values
                        ('monthly', 'Ours: "all" of it', 'voice.nps,revenue.mrr', 'headlines,figures',
                         'ada@example.com,o''neil@example.com', 31, '07:05:00', 1, '2026-01-01 00:00:00'),
                        ('quiet', 'Nobody''s', 'voice.nps', 'figures', '', 2, '23:59:00', 0, '2026-01-01 00:00:00')
                    """,
                    """
                    insert into report_run
                        (report_id, from_day, to_day, as_of, state, problem, attempts, subject, created_at)
                    values
                        ('monthly', '2026-10-01', '2026-11-01', '2026-11-30 06:05:00', 'RENDERED', '', 1, 'October',
                         '2026-11-30 06:05:00'),
                        ('monthly', '2026-08-01', '2026-11-01', '2026-11-30 06:05:00', 'RENDERED', '', 1, 'Three months',
                         '2026-11-29 06:05:00')
                    """,
                    """
                    insert into report_file values
                        ('monthly', '2026-10-01', '2026-11-01', 'text', 'text/plain', 'MAIL_TEXT', 'October'),
                        ('monthly', '2026-08-01', '2026-11-01', 'text', 'text/plain', 'MAIL_TEXT', 'Three')
                    """,
                    "insert into report_image values ('monthly', '2026-10-01', '2026-11-01', 'a', 'png')",
                    """
                    insert into delivery
                        (report_id, from_day, to_day, recipient, state, attempts, problem, message_id, next_attempt_at)
                    values
                        ('monthly', '2026-10-01', '2026-11-01', 'ada@example.com', 'DELIVERED', 1, '', '<1>',
                         '2026-11-30 06:05:00'),
                        ('monthly', '2026-08-01', '2026-11-01', 'ada@example.com', 'DELIVERED', 1, '', '<2>',
                         '2026-11-30 06:05:00')
                    """);

            Schema.migrate(database.dataSource());

            Report monthly = ReportText.parse(
                    new ReportId("monthly"),
                    rows(database, "select definition from report where report_id = 'monthly'")
                            .getFirst(),
                    true);
            assertThat(monthly.title()).isEqualTo("Ours: \"all\" of it");
            assertThat(monthly.send()).map(Object::toString).contains("monthly on the last day at 07:05");
            assertThat(monthly.about()).hasToString("last month");
            assertThat(monthly.missed()).isEqualTo(MissedRuns.ALL);
            assertThat(monthly.metrics())
                    .containsExactly(
                            ReportMetric.of(new MetricId("voice.nps")), ReportMetric.of(new MetricId("revenue.mrr")));
            assertThat(monthly.sections())
                    .extracting(ReportSection::id)
                    .extracting(SectionId::id)
                    .containsExactly("headlines", "figures");
            assertThat(monthly.recipients())
                    .extracting(recipient -> recipient.address().address())
                    .containsExactly("ada@example.com", "o'neil@example.com");
            assertThat(ReportText.parse(
                                    new ReportId("quiet"),
                                    rows(database, "select definition from report where report_id = 'quiet'")
                                            .getFirst(),
                                    false)
                            .recipients())
                    .isEmpty();

            assertThat(rows(database, "select concat(report_id, ' ', due_since) from report order by report_id"))
                    .as("what was due until the last run is made")
                    .containsExactly("monthly 2026-11-30 06:05:00.000000", "quiet 2026-01-01 00:00:00.000000");
            String october = "2026-11-01 00:00:00.000031";
            String threeMonths = "2026-11-01 00:00:00.000092";
            assertThat(rows(database, "select concat(due_at, ' ', from_day) from report_run order by due_at"))
                    .containsExactly(october + " 2026-10-01", threeMonths + " 2026-08-01");
            assertThat(rows(
                            database,
                            "select concat(due_at, scope, ' ', subject) from report_rendering order by due_at"))
                    .containsExactly(october + " October", threeMonths + " Three months");
            assertThat(rows(database, "select concat(due_at, scope, ' ', bytes) from report_file order by due_at"))
                    .containsExactly(october + " October", threeMonths + " Three");
            assertThat(rows(database, "select concat(due_at, ' ', content_id) from report_image"))
                    .containsExactly(october + " a");
            assertThat(rows(database, "select concat(due_at, scope, ' ', message_id) from delivery order by due_at"))
                    .containsExactly(october + " <1>", threeMonths + " <2>");
            assertThat(rows(database, "select concat(report_id, ' ', version) from report_version order by report_id"))
                    .containsExactly("monthly 1", "quiet 1");
        }
    }

    private static void run(TestDatabase database, String... statements) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static List<String> rows(TestDatabase database, String sql) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> found = new ArrayList<>();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
        }
    }
}
