package io.keepwell.core.database;

import io.micronaut.data.connection.ConnectionDefinition;
import io.micronaut.data.connection.ConnectionOperations;
import io.micronaut.data.connection.exceptions.ConnectionException;
import io.micronaut.data.connection.jdbc.exceptions.CannotGetJdbcConnectionException;
import io.micronaut.data.exceptions.DataAccessException;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The transactions, for plain JDBC and for repositories: what a repository does while the work runs, on its
/// thread, it does with the transaction's own connection, and outside a transaction it refuses to do anything.
/// A transaction inside another one has a connection of its own and is kept whatever becomes of the other.
///
/// READ COMMITTED; the one place that retries: a deadlock, a lock wait that ran out or a connection that was
/// lost runs the work again, at most five times over about two seconds. Work must therefore be repeatable as a
/// whole. Where no connection can be had at all, the pool has tried for all of its timeout already, and the
/// work fails at once.
@Singleton
public final class Database {
    private static final Logger LOG = LoggerFactory.getLogger(Database.class);
    private static final int ATTEMPTS = 5;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
    private static final int DEADLOCK = 1213;
    private static final int LOCK_WAIT = 1205;

    private final ConnectionOperations<Connection> connections;

    Database(ConnectionOperations<Connection> connections) {
        this.connections = connections;
    }

    /// Something done with a connection.
    @FunctionalInterface
    public interface Work<T extends @Nullable Object> {
        T run(Connection connection) throws SQLException;
    }

    /// Something done with a connection that gives nothing back.
    @FunctionalInterface
    public interface Task {
        void run(Connection connection) throws SQLException;
    }

    /// Runs the work in one transaction and commits it.
    ///
    /// @throws DatabaseException where it failed for good; nothing of it is kept, unless the connection was lost
    ///     during the commit itself
    public <T extends @Nullable Object> T transaction(Work<T> work) {
        for (int attempt = 1; ; attempt++) {
            try {
                return once(work);
            } catch (SQLException failure) {
                if (attempt >= ATTEMPTS || !passes(failure)) {
                    throw new DatabaseException(failure);
                }
                LOG.debug(
                        "event=transaction_retry attempt={} code={} state={}",
                        attempt,
                        failure.getErrorCode(),
                        failure.getSQLState());
                pause(attempt, failure);
            }
        }
    }

    /// As `transaction`, for work that gives nothing back.
    public void run(Task task) {
        Work<@Nullable Void> work = connection -> {
            task.run(connection);
            return null;
        };
        transaction(work);
    }

    private <T extends @Nullable Object> T once(Work<T> work) throws SQLException {
        try {
            return connections.execute(
                    ConnectionDefinition.REQUIRES_NEW, status -> committed(status.getConnection(), work));
        } catch (DataAccessException failure) {
            if (failure.getCause() instanceof SQLException cause) {
                throw cause;
            }
            throw failure;
        } catch (CannotGetJdbcConnectionException | ConnectionException failure) {
            if (failure.getCause() instanceof SQLException cause) {
                throw new DatabaseException(cause);
            }
            throw failure;
        }
    }

    /// @throws DataAccessException caused by what the work's plain JDBC failed with, or as a repository throws it
    private static <T extends @Nullable Object> T committed(Connection connection, Work<T> work) {
        try {
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
            try {
                T result = work.run(connection);
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException | Error failure) {
                rollback(connection, failure);
                throw failure;
            }
        } catch (SQLException failure) {
            throw new DataAccessException("A statement of the transaction failed", failure);
        }
    }

    private static void rollback(Connection connection, Throwable cause) {
        try {
            connection.rollback();
        } catch (SQLException failure) {
            cause.addSuppressed(failure);
            abandon(connection, cause);
        }
    }

    /// Ends a connection that can't even roll back, such as one that was lost amid rows that were
    /// streaming in. The pool would hand it on as it is, and whoever got it would fail for no reason of
    /// its own.
    private static void abandon(Connection connection, Throwable cause) {
        try {
            connection.abort(Runnable::run);
        } catch (SQLException failure) {
            cause.addSuppressed(failure);
        }
    }

    /// Whether the same work may well succeed the next time.
    static boolean passes(SQLException failure) {
        return failure.getErrorCode() == DEADLOCK
                || failure.getErrorCode() == LOCK_WAIT
                || failure instanceof SQLTransientException
                || failure instanceof SQLRecoverableException
                || failure instanceof SQLNonTransientConnectionException
                || (failure.getSQLState() != null && failure.getSQLState().startsWith("08"))
                || isFromConnection(failure);
    }

    /// Amid rows that are streaming in, the driver tells of a lost connection by its cause only.
    private static boolean isFromConnection(SQLException failure) {
        for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException) {
                return true;
            }
        }
        return false;
    }

    private static void pause(int attempt, SQLException failure) {
        long longest = FIRST_PAUSE.toMillis() << attempt;
        try {
            Thread.sleep(ThreadLocalRandom.current().nextLong(longest / 2, longest));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            failure.addSuppressed(interrupted);
            throw new DatabaseException(failure);
        }
    }
}
