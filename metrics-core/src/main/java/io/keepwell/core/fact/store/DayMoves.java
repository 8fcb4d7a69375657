package io.keepwell.core.fact.store;

import io.keepwell.core.fact.EventKey;
import io.keepwell.core.fact.FactTable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/// The days at which facts were kept before newer rules of time zones gave them others. What is asked as of a
/// moment before goes by them.
public final class DayMoves {
    /// Offsets of one zone lie at most 26 hours apart, so that no rules put a moment more days away.
    public static final int MOST_DAYS = 2;

    /// Before any fact was received.
    private static final LocalDateTime EVER = LocalDateTime.of(1970, 1, 1, 0, 0);

    private DayMoves() {}

    /// A fact that gets another day.
    ///
    /// @param dayBefore at which it was kept until then
    public record Move(int partner, EventKey key, LocalDate dayBefore) {}

    /// Writes down where facts were kept, in the transaction that gives them other days.
    ///
    /// @param movedAt from then on they are known at their other days
    public static void write(Connection connection, FactTable<?> table, Instant movedAt, List<Move> moves)
            throws SQLException {
        // A second move at the same moment leaves what was known before the moment as it is.
        try (PreparedStatement insert = connection.prepareStatement("""
                insert into fact_day_move (kind, partner_id, event_key, known_from, known_until, day_before)
                select ?, ?, ?, coalesce(max(m.known_until), ?), ?, ?
                from fact_day_move m
                where m.kind = ? and m.partner_id = ? and m.event_key = ?
                on duplicate key update known_until = values(known_until)
                """)) {
            for (Move move : moves) {
                insert.setInt(1, table.code());
                insert.setInt(2, move.partner());
                insert.setBytes(3, move.key().bytes());
                insert.setObject(4, EVER);
                insert.setTimestamp(5, Timestamp.from(movedAt));
                insert.setObject(6, move.dayBefore());
                insert.setInt(7, table.code());
                insert.setInt(8, move.partner());
                insert.setBytes(9, move.key().bytes());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    /// Whether facts of any of some kinds were moved after a moment.
    ///
    /// @param until and until then
    public static boolean anyBetween(
            Connection connection, Collection<FactTable<?>> tables, Instant after, Instant until) throws SQLException {
        if (tables.isEmpty()) {
            return false;
        }
        String kinds = tables.stream()
                .map(table -> Integer.toString(table.code()))
                .collect(Collectors.joining(", ", "(", ")"));
        // index: day_move_kind
        try (PreparedStatement select = connection.prepareStatement("select 1 from fact_day_move where kind in " + kinds
                + " and known_until > ? and known_until <= ? limit 1")) {
            select.setTimestamp(1, Timestamp.from(after));
            select.setTimestamp(2, Timestamp.from(until));
            try (ResultSet rows = select.executeQuery()) {
                return rows.next();
            }
        }
    }

    /// Whether facts of a kind are kept at other days now than at a moment.
    static boolean anyAfter(Connection connection, FactTable<?> table, Instant moment) throws SQLException {
        // index: day_move_kind
        try (PreparedStatement select =
                connection.prepareStatement("select 1 from fact_day_move where kind = ? and known_until > ? limit 1")) {
            select.setInt(1, table.code());
            select.setTimestamp(2, Timestamp.from(moment));
            try (ResultSet rows = select.executeQuery()) {
                return rows.next();
            }
        }
    }

    /// Joins facts, called `f`, with the moves, called `m`, by which they were kept at another day at a moment.
    /// Has two marks, for the moment.
    static String join(FactTable<?> table) {
        // index: primary
        return " left join fact_day_move m on m.kind = " + table.code() + " and m.partner_id = f.partner_id"
                + " and m.event_key = f.event_key and m.known_from <= ? and m.known_until > ?";
    }
}
