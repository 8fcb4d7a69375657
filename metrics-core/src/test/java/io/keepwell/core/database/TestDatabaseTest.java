package io.keepwell.core.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.core.suite.UsesDatabase;
import java.sql.SQLException;
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
    void server_is_a_mysql_where_one_is_given_and_the_embedded_mariadb_elsewhere() throws SQLException {
        try (TestDatabase database = TestDatabase.create();
                var connection = database.dataSource().getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select version()")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getString(1).contains("MariaDB")).isNotEqualTo(TestDatabase.isMySql());
        }
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
