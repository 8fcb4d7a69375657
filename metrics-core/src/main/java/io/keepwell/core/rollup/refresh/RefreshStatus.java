package io.keepwell.core.rollup.refresh;

import io.keepwell.core.database.Database;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;

/// How far the refresher is. Only reads.
@Singleton
public final class RefreshStatus {
    private final Database database;

    RefreshStatus(Database database) {
        this.database = database;
    }

    /// Until when received events are in the figures; empty where none ever were.
    public Optional<Instant> refreshedUntil() {
        return database.transaction(connection -> {
            try (PreparedStatement select = connection.prepareStatement("select refreshed_until from refresher_lease");
                    ResultSet rows = select.executeQuery()) {
                return rows.next()
                        ? Optional.ofNullable(rows.getTimestamp(1)).map(Timestamp::toInstant)
                        : Optional.empty();
            }
        });
    }

    /// How many changes wait to be refreshed.
    public long waiting() {
        return database.transaction(connection -> {
            try (PreparedStatement select = connection.prepareStatement("select count(*) from change_log");
                    ResultSet rows = select.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        });
    }
}
