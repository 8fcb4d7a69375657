package io.keepwell.core.fact.store;

import io.keepwell.core.database.Database;
import io.keepwell.core.database.InList;
import io.keepwell.core.fact.FactTable;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Facts that came in, or were taken back, between two moments.
@Singleton
public final class Arrivals {
    private static final ChangeMoment CAME =
            new ChangeMoment("received_at", "(retracted_at is null or retracted_at > ?)", true);
    private static final ChangeMoment WENT = new ChangeMoment("retracted_at", "received_at <= ?", false);

    private final Database database;

    public Arrivals(Database database) {
        this.database = database;
    }

    /// The facts of some kinds that are known at one moment and not at an earlier one, or were known then
    /// and are taken back; newest first. What came and was taken back in between is neither.
    ///
    /// @param keptUnder numbers of accounts; empty for all there are, which takes time in proportion to
    ///     all facts of these kinds
    /// @param most how many at most
    public List<Arrived> between(
            Collection<FactTable<?>> tables, Optional<Set<Integer>> keptUnder, Instant after, Instant until, int most) {
        List<List<Integer>> pieces = keptUnder.map(InList::pieces).orElseGet(() -> List.of(List.of()));
        return database.transaction(connection -> {
            List<Arrived> arrived = new ArrayList<>();
            for (FactTable<?> table : tables) {
                for (List<Integer> piece : pieces) {
                    arrived(connection, table, CAME, piece, after, until, most, arrived);
                    arrived(connection, table, WENT, piece, after, until, most, arrived);
                }
            }
            arrived.sort(Arrived.NEWEST_FIRST);
            return List.copyOf(arrived.subList(0, Math.min(most, arrived.size())));
        });
    }

    /// One of the ways in which what is known of a fact changes between two moments.
    ///
    /// @param column the moment of the change
    /// @param otherwise what else holds, of one of the two moments
    /// @param laterMoment whether that is the later one
    private record ChangeMoment(String column, String otherwise, boolean laterMoment) {}

    /// @param accounts none for all there are
    private static void arrived(
            Connection connection,
            FactTable<?> table,
            ChangeMoment turn,
            Collection<Integer> accounts,
            Instant after,
            Instant until,
            int most,
            List<Arrived> arrived)
            throws SQLException {
        // index: fact_account; none where it is about all accounts
        String sql = FactReader.select(table) + " where " + turn.column() + " > ? and " + turn.column() + " <= ? and "
                + turn.otherwise() + (accounts.isEmpty() ? "" : " and account in " + InList.marks(accounts))
                + " order by " + turn.column() + " desc limit ?";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setTimestamp(1, Timestamp.from(after));
            statement.setTimestamp(2, Timestamp.from(until));
            statement.setTimestamp(3, Timestamp.from(turn.laterMoment() ? until : after));
            statement.setInt(InList.set(statement, 4, accounts), most);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    StoredFact<?> fact = FactReader.read(table, rows);
                    Instant at = turn.laterMoment()
                            ? fact.receivedAt()
                            : rows.getTimestamp(turn.column()).toInstant();
                    arrived.add(new Arrived(fact, !turn.laterMoment(), at));
                }
            }
        }
    }
}
