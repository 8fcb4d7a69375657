package io.keepwell.core.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.core.suite.UsesDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

@UsesDatabase
final class TestDatabaseTest {
    @Test
    void two_test_classes_never_see_each_other() throws SQLException {
        try (TestDatabase one = TestDatabase.create();
                TestDatabase other = TestDatabase.create()) {
            try (var connection = one.dataSource().getConnection();
                    var statement = connection.createStatement()) {
                statement.execute("create table note (text varchar(50) not null)");
            }

            assertThat(one.jdbcUrl()).isNotEqualTo(other.jdbcUrl());
            assertThat(tables(one)).isEqualTo(1);
            assertThat(tables(other)).isZero();
        }
    }

    @Test
    void server_is_a_mysql_where_it_knows_what_only_mysql_knows() throws SQLException {
        try (TestDatabase database = TestDatabase.create();
                var connection = database.dataSource().getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("show variables like 'server_uuid'")) {
            assertThat(rows.next()).isEqualTo(TestDatabase.isMySql());
        }
    }

    @Test
    void copy_of_the_template_is_what_the_migrations_make() throws SQLException {
        try (TestDatabase copied = TestDatabase.create();
                TestDatabase migrated = TestDatabase.create()) {
            copied.migrate();
            copied.migrate();
            Schema.migrate(migrated.dataSource());

            assertThat(tables(copied)).isGreaterThan(40);
            assertThat(everything(copied)).isEqualTo(everything(migrated));
            assertThat(Schema.migrate(copied.dataSource())).isEqualTo(Schema.migrate(migrated.dataSource()));
        }
    }

    /// How each table is made, and its rows but for the moments in the history of migrations.
    private static List<String> everything(TestDatabase database) throws SQLException {
        List<String> everything = new ArrayList<>();
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            for (String table : lines(statement, "show full tables")) {
                String name = table.split(" ", -1)[0];
                everything.addAll(lines(statement, "show create table " + name));
                everything.addAll(
                        name.equals("flyway_schema_history")
                                ? lines(
                                        statement,
                                        "select version, description, script, checksum, success from " + name
                                                + " order by installed_rank")
                                : lines(statement, "select * from " + name).stream()
                                        .sorted()
                                        .toList());
            }
        }
        return everything;
    }

    private static List<String> lines(Statement statement, String sql) throws SQLException {
        List<String> lines = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                StringBuilder line = new StringBuilder();
                for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
                    line.append(rows.getString(column)).append(' ');
                }
                lines.add(line.toString());
            }
        }
        return lines;
    }

    private static int tables(TestDatabase database) throws SQLException {
        try (var connection = database.dataSource().getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(
                        "select count(*) from information_schema.tables where table_schema = database()")) {
            assertThat(rows.next()).isTrue();
            return rows.getInt(1);
        }
    }
}
