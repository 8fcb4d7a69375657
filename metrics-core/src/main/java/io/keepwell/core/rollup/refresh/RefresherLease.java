package io.keepwell.core.rollup.refresh;

import io.keepwell.core.ledger.LedgerVersion;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The row that makes one process the refresher: whoever holds its lock, until the transaction ends.
///
/// @param turn how many turns were ever done, by which a refresher knows whether another one worked in between
/// @param rebuild whether ledgers and cells are to be made anew
/// @param version by which those that are stored are made
record RefresherLease(long turn, boolean rebuild, int version) {
    /// Empty where another process holds it.
    static Optional<RefresherLease> take(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("select turn, rebuild, ledger_version"
                        + " from refresher_lease where lease = 1 for update skip locked");
                ResultSet rows = select.executeQuery()) {
            return rows.next()
                    ? Optional.of(new RefresherLease(rows.getLong(1), rows.getInt(2) != 0, rows.getInt(3)))
                    : Optional.empty();
        }
    }

    /// Asks for ledgers and cells to be made anew. Waits until the refresher's turn is over.
    static void askForRebuild(Connection connection) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("update refresher_lease set rebuild = 1 where lease = 1")) {
            update.executeUpdate();
        }
    }

    /// Whether a newer build made what is stored, which this one wouldn't make so.
    boolean isOfNewerBuild() {
        return version > LedgerVersion.CURRENT;
    }

    boolean asksForRebuild() {
        return rebuild || version < LedgerVersion.CURRENT;
    }

    /// The number of the turn that it is held for.
    long nextTurn() {
        return turn + 1;
    }

    /// Writes down that the turn did what was asked for.
    ///
    /// @param newest when the newest event was received that it counted; empty where it counted no new ones
    void finish(Connection connection, Optional<Instant> newest) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("""
                update refresher_lease
                set refreshed_until = if(? is null, refreshed_until, greatest(coalesce(refreshed_until, ?), ?)),
                    turn = ?,
                    rebuild = 0,
                    ledger_version = ?
                where lease = 1
                """)) {
            @Nullable Timestamp until = newest.map(Timestamp::from).orElse(null);
            update.setTimestamp(1, until);
            update.setTimestamp(2, until);
            update.setTimestamp(3, until);
            update.setLong(4, nextTurn());
            update.setInt(5, LedgerVersion.CURRENT);
            update.executeUpdate();
        }
    }
}
