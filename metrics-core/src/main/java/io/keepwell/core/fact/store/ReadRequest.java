package io.keepwell.core.fact.store;

import io.keepwell.core.fact.FactTable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;

/// How facts of a kind are read as of a moment.
///
/// @param receivedUntil empty for now
/// @param otherDays whether some were kept at other days then
record ReadRequest(FactTable<?> table, Optional<Instant> receivedUntil, boolean otherDays) {
    static ReadRequest at(Connection connection, FactTable<?> table, Optional<Instant> receivedUntil)
            throws SQLException {
        boolean otherDays = receivedUntil.isPresent() && DayMoves.anyAfter(connection, table, receivedUntil.get());
        return new ReadRequest(table, receivedUntil, otherDays);
    }

    /// The day at which a fact was kept.
    String day() {
        return otherDays ? "coalesce(m.day_before, f.day)" : "f.day";
    }

    /// @param index to go by; empty for any
    String select(boolean largeTexts, String index) {
        return "select " + table.selection("f", day(), largeTexts) + " from " + table.table() + " f"
                + (index.isEmpty() ? "" : " force index (" + index + ")")
                + (otherDays ? DayMoves.join(table) : "");
    }

    String condition() {
        return receivedUntil.isPresent()
                ? "received_at <= ? and (retracted_at is null or retracted_at > ?)"
                : "retracted_at is null";
    }

    /// @return where the next parameter goes
    int set(PreparedStatement statement) throws SQLException {
        int index = 1;
        if (receivedUntil.isPresent()) {
            Timestamp moment = Timestamp.from(receivedUntil.get());
            for (int marks = otherDays ? 4 : 2; marks > 0; marks--) {
                statement.setTimestamp(index++, moment);
            }
        }
        return index;
    }
}
