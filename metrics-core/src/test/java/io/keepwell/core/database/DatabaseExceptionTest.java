package io.keepwell.core.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class DatabaseExceptionTest {
    @Test
    void the_database_is_unavailable_when_a_connection_went() {
        DatabaseException gone = new DatabaseException(new SQLException("Connection is closed", "08003"));

        assertThat(DatabaseException.isUnavailable(gone)).isTrue();
        assertThat(DatabaseException.isUnavailable(new IllegalStateException(gone)))
                .isTrue();
    }

    @Test
    void a_mistake_is_no_outage() {
        assertThat(DatabaseException.isUnavailable(new SQLException("Duplicate entry", "23000", 1062)))
                .isFalse();
        assertThat(DatabaseException.isUnavailable(new IllegalStateException("nobody opened a transaction")))
                .isFalse();
    }
}
