package io.keepwell.core.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.core.suite.UsesDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// What migrations make of rows that were there before them.
@UsesDatabase
final class MigrationTest {
    @AutoClose
    private static final TestDatabase database = TestDatabase.create();

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

    private static void migrateTo(String version) {
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

    private static Map<Integer, String> definitions() throws SQLException {
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
