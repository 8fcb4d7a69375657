package io.keepwell.core.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.data.connection.exceptions.ConnectionException;
import io.micronaut.data.connection.exceptions.NoConnectionException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class DatabaseExceptionTest {
    @Test
    void the_database_is_unavailable_when_a_repositorys_connection_went_before_its_end() {
        ConnectionException gone =
                new ConnectionException("Could not set read-only", new SQLException("Connection is closed"));

        assertThat(DatabaseException.isUnavailable(gone)).isTrue();
        assertThat(DatabaseException.isUnavailable(new IllegalStateException(gone)))
                .isTrue();
    }

    @Test
    void a_mistake_is_no_outage() {
        assertThat(DatabaseException.isUnavailable(new SQLException("Duplicate entry", "23000", 1062)))
                .isFalse();
        assertThat(DatabaseException.isUnavailable(new NoConnectionException("nobody opened one")))
                .isFalse();
    }
}
