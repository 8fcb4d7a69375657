package io.keepwell.core.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keepwell.core.suite.UsesDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

@UsesDatabase
final class SchemaTest {
    @AutoClose
    private final TestDatabase database = TestDatabase.create();

    @Test
    void schema_of_another_build_is_refused_with_what_to_do_and_left_alone() throws SQLException {
        String version = Schema.migrate(database.dataSource());
        assertThat(Schema.migrate(database.dataSource())).isEqualTo(version);
        run("update flyway_schema_history set checksum = checksum + 1 where version = '1'");
        run("insert into setting (name, value) values ('mine', 'kept')");

        assertThatThrownBy(() -> Schema.migrate(database.dataSource()))
                .isInstanceOf(Schema.OtherSchemaException.class)
                .hasMessageContaining("begin with an empty schema");
        assertThat(run("update setting set value = 'still' where name = 'mine' and value = 'kept'"))
                .isEqualTo(1);
    }

    private int run(String sql) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            return statement.executeUpdate(sql);
        }
    }
}
