package io.keepwell.core.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.core.suite.UsesDatabase;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// What migrations make of rows that were there before them.
@UsesDatabase
final class MigrationTest {
    @AutoClose
    private final TestDatabase database = TestDatabase.create();

    @Test
    void targets_for_the_first_response_keep_their_meaning() throws SQLException {
        migrateTo("14");
        try (Connection connection = database.dataSource().getConnection()) {
            target(connection, 1, "support.first_response_time", "mean");
            target(connection, 2, "support.first_response_time", "median");
            target(connection, 3, "support.first_response_time", "p90");
            target(connection, 4, "support.first_response_time", "business_mean");
            target(connection, 5, "support.first_response_time", "business_median");
            target(connection, 6, "support.first_response_time", "business_p90");
            target(connection, 7, "support.resolution_time", "mean");
        }

        Schema.migrate(database.jdbcUrl());

        assertThat(definitions())
                .isEqualTo(Map.of(
                        1, "since_opened",
                        2, "since_opened_median",
                        3, "since_opened_p90",
                        4, "since_opened_business_mean",
                        5, "since_opened_business_median",
                        6, "since_opened_business_p90",
                        7, "mean"));
    }

    @Test
    void rendered_runs_keep_their_bytes_and_reports_their_sections() throws SQLException {
        migrateTo("18");
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("insert into report values"
                    + " ('monthly', 'Monthly', 'voice.nps', '', 2, '07:00:00', 1, '2026-01-01 00:00:00')");
            statement.execute("""
                    insert into report_run
                        (report_id, from_day, to_day, as_of, state, problem, attempts, subject, html, plain_text, pdf,
                        created_at)
                    values
                        ('monthly', '2026-10-01', '2026-11-01', '2026-11-02', 'RENDERED', '', 1, 'Monthly',
                        '<p>▲ 1.00 €</p>', 'ä − 1', x'25504446ff', '2026-11-02'),
                        ('monthly', '2026-11-01', '2026-12-01', '2026-12-02', 'FAILED', 'No.', 1, '', '', '', null,
                        '2026-12-02')
                    """);
        }

        Schema.migrate(database.jdbcUrl());

        assertThat(files())
                .isEqualTo(Map.of(
                        "2026-10-01 html text/html MAIL_HTML", "<p>▲ 1.00 €</p>",
                        "2026-10-01 text text/plain MAIL_TEXT", "ä − 1",
                        "2026-10-01 pdf application/pdf ATTACHED", "%PDF\ufffd"));
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select sections from report")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getString(1))
                    .isEqualTo("headlines,mrr-bridge,trends,figures,mrr-movements,health,targets,explanations");
        }
    }

    private Map<String, String> files() throws SQLException {
        Map<String, String> files = new TreeMap<>();
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "select from_day, format, media_type, mail_use, bytes from report_file")) {
            while (rows.next()) {
                files.put(
                        String.join(
                                " ",
                                rows.getString("from_day"),
                                rows.getString("format"),
                                rows.getString("media_type"),
                                rows.getString("mail_use")),
                        new String(rows.getBytes("bytes"), StandardCharsets.UTF_8));
            }
        }
        return files;
    }

    private void migrateTo(String version) {
        Flyway.configure()
                .dataSource(database.dataSource())
                .locations("classpath:db/migration")
                .target(version)
                .load()
                .migrate();
    }

    private static void target(Connection connection, int id, String metric, String definition) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("""
                insert into target (target_id, metric, definition, slice, from_day, to_day, term, value)
                values (?, ?, ?, '', '2026-01-01', '2027-01-01', 1, 4)
                """)) {
            insert.setInt(1, id);
            insert.setString(2, metric);
            insert.setString(3, definition);
            insert.executeUpdate();
        }
    }

    private Map<Integer, String> definitions() throws SQLException {
        Map<Integer, String> definitions = new TreeMap<>();
        try (Connection connection = database.dataSource().getConnection();
                PreparedStatement select = connection.prepareStatement("select target_id, definition from target");
                ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                definitions.put(rows.getInt(1), rows.getString(2));
            }
        }
        return definitions;
    }
}
