package io.keepwell.core.database;

import java.sql.SQLException;

/// The database didn't do what it was asked to, for good or after all retries.
public final class DatabaseException extends RuntimeException {
    private final boolean unavailable;

    public DatabaseException(SQLException cause) {
        super(
                "the database failed with code " + cause.getErrorCode() + ", state " + cause.getSQLState() + ": "
                        + cause.getMessage(),
                cause);
        this.unavailable = Database.passes(cause);
    }

    /// Whether a failure comes from a database that was gone, locked or overloaded.
    public static boolean isUnavailable(Throwable failure) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (each instanceof SQLException cause && Database.passes(cause)) {
                return true;
            }
        }
        return false;
    }

    /// Whether it may well work later: the database was gone, locked or overloaded.
    public boolean isUnavailable() {
        return unavailable;
    }
}
