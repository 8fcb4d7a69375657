package io.keepwell.core.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.keepwell.core.TestPlatform;
import io.keepwell.core.setting.Firm;
import io.keepwell.core.setting.Settings;
import io.keepwell.core.suite.UsesDatabase;
import io.keepwell.core.time.ReportingZone;
import io.keepwell.core.time.ZoneRulesVersion;
import io.micronaut.data.exceptions.DataAccessException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@UsesDatabase
final class TransactionTest {
    private static final ZoneRulesVersion RULES = new ZoneRulesVersion("2019c");
    private static final String BY_REPOSITORY = "firm.zone_rules";
    private static final String BY_PLAIN_JDBC = "plain";

    @AutoClose
    private static final TestPlatform platform = TestPlatform.start();

    private static final Database database = platform.get(Database.class);
    private static final Settings settings = platform.get(Settings.class);

    @BeforeEach
    void forget() {
        database.run(connection -> execute(connection, "delete from setting"));
    }

    @Test
    void rollback_undoes_what_repositories_and_what_plain_jdbc_wrote() {
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> database.run(connection -> {
                    settings.put(RULES);
                    write(connection);
                    // Both are there, for who works in the transaction.
                    assertThat(count(connection)).isEqualTo(2);
                    throw new IllegalStateException("stopped");
                }))
                .withMessage("stopped");

        assertThat(names()).isEmpty();
    }

    @Test
    void commit_keeps_both() {
        database.run(connection -> {
            settings.put(RULES);
            write(connection);
        });

        assertThat(names()).containsExactly(BY_REPOSITORY, BY_PLAIN_JDBC);
    }

    @Test
    void statement_that_fails_undoes_what_a_repository_wrote_before() {
        assertThatExceptionOfType(DatabaseException.class)
                .isThrownBy(() -> database.run(connection -> {
                    settings.put(RULES);
                    execute(connection, "insert into no_such_table (name) values ('a')");
                }));

        assertThat(names()).isEmpty();
    }

    @Test
    void repository_that_fails_undoes_what_plain_jdbc_wrote_before() {
        Firm unfit = new Firm("x".repeat(2_001), ReportingZone.of("UTC"), TestPlatform.EUR);

        assertThatExceptionOfType(DatabaseException.class)
                .isThrownBy(() -> database.run(connection -> {
                    write(connection);
                    settings.put(unfit);
                }))
                .withMessageContaining("Data too long")
                .satisfies(failure -> assertThat(failure.isUnavailable()).isFalse());

        assertThat(names()).isEmpty();
    }

    @Test
    void lost_connection_that_a_repository_meets_runs_all_of_the_work_again() {
        AtomicInteger attempts = new AtomicInteger();

        database.run(connection -> {
            write(connection);
            if (attempts.incrementAndGet() == 1) {
                connection.abort(Runnable::run);
            }
            settings.put(RULES);
        });

        assertThat(attempts).hasValue(2);
        assertThat(names()).containsExactly(BY_REPOSITORY, BY_PLAIN_JDBC);
    }

    @Test
    void transaction_inside_another_is_kept_whatever_becomes_of_that_one() {
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> database.run(connection -> {
                    write(connection);
                    database.run(inner -> {
                        assertThat(count(inner)).isZero();
                        settings.put(RULES);
                    });
                    assertThat(count(connection)).isEqualTo(2);
                    throw new IllegalStateException("stopped");
                }));

        assertThat(names()).containsExactly(BY_REPOSITORY);
    }

    @Test
    void repository_refuses_to_work_outside_a_transaction() {
        assertThatExceptionOfType(DataAccessException.class)
                .isThrownBy(() -> settings.put(RULES))
                .withMessageContaining("Connection is required");

        assertThat(names()).isEmpty();
    }

    private static void write(Connection connection) throws SQLException {
        execute(connection, "insert into setting (name, value) values ('" + BY_PLAIN_JDBC + "', '1')");
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.executeUpdate();
        }
    }

    private static long count(Connection connection) throws SQLException {
        try (var select = connection.prepareStatement("select count(*) from setting");
                var rows = select.executeQuery()) {
            var _ = rows.next();
            return rows.getLong(1);
        }
    }

    private static Iterable<String> names() {
        return platform.rows("select name from setting order by name");
    }
}
