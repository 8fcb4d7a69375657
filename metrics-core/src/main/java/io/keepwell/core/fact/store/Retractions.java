package io.keepwell.core.fact.store;

import io.keepwell.core.database.BulkLoad;
import io.keepwell.core.database.LoadRow;
import io.keepwell.core.fact.EventKey;
import io.keepwell.core.fact.FactTable;
import io.keepwell.core.fact.FactTables;
import io.keepwell.core.fact.Retraction;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Takes facts back, by a retraction or by an event that takes another one's place. A fact that was taken
/// back stays where it is and says since when it doesn't count. Only facts of the same partner are ever
/// touched.
///
/// The marks for it are those of the facts' own kinds, and one of the kind of retractions for the
/// accounts and days of all of them, by corrections too: so whoever remembers facts knows what to read
/// anew.
///
/// What is taken back before it was reported waits in `pending_retraction`. Intake never looks there; the
/// refresher does, before it makes figures of what came in.
public final class Retractions {
    private static final BulkLoad PENDING = new BulkLoad(
            "pending_retraction", List.of("partner_id", "kind", "event_key", "received_at"), List.of("event_key"));

    private Retractions() {}

    /// A fact that is taken back, as it was found.
    private record Found(EventKey key, int account, LocalDate day) {}

    /// Takes back what an intake's new events say. Those events are kept already.
    ///
    /// @return marks of what has to be refreshed for it
    static List<ChangeLog.Mark> apply(
            Connection connection, FactStore.Intake intake, Collection<FactStore.Arrival> added) throws SQLException {
        // In one order, so that of two intakes with the same targets one waits for the other, and never
        // each for the other.
        Map<Integer, SortedSet<EventKey>> targets = new LinkedHashMap<>();
        for (FactStore.Arrival arrival : added) {
            Event event = arrival.event();
            if (event.fact() instanceof Retraction retraction) {
                add(targets, Math.toIntExact(retraction.kindCode()), retraction.target());
            }
            event.corrects()
                    .ifPresent(corrected ->
                            add(targets, FactTables.of(event.fact()).code(), corrected));
        }
        List<ChangeLog.Mark> marks = new ArrayList<>();
        for (FactTable<?> table : FactTables.ALL) {
            SortedSet<EventKey> keys = targets.get(table.code());
            if (keys != null) {
                mark(marks, table, takeBack(connection, intake, table, keys));
            }
        }
        return marks;
    }

    private static void add(Map<Integer, SortedSet<EventKey>> targets, int kindCode, EventKey key) {
        targets.computeIfAbsent(kindCode, _ -> new TreeSet<>()).add(key);
    }

    private static List<Found> takeBack(
            Connection connection, FactStore.Intake intake, FactTable<?> table, SortedSet<EventKey> keys)
            throws SQLException {
        SortedSet<EventKey> missing = new TreeSet<>(keys);
        List<Found> counting = new ArrayList<>();
        // By the primary key. Waits for an intake that is just about to keep one of them.
        try (PreparedStatement select =
                connection.prepareStatement("select event_key, account, day, retracted_at is null from " + table.table()
                        + " where partner_id = ? and event_key in (" + literals(keys) + ") for update")) {
            select.setInt(1, intake.partner());
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    Found found = found(rows);
                    missing.remove(found.key());
                    if (rows.getBoolean(4)) {
                        counting.add(found);
                    }
                }
            }
        }
        PENDING.insertNew(
                connection,
                missing.stream()
                        .map(key -> new LoadRow()
                                .number(intake.partner())
                                .number(table.code())
                                .text(key.hex())
                                .moment(intake.receivedAt()))
                        .toList());
        setRetracted(connection, table, intake.partner(), counting, intake.receivedAt());
        return counting;
    }

    /// Takes back what was reported since its retraction came. To be called in each turn of the refresher,
    /// after it has read which intakes the turn is about: whatever these kept is seen then.
    ///
    /// @return marks of what has to be refreshed in the same turn, none of them empty
    public static List<ChangeLog.Mark> applyPending(Connection connection) throws SQLException {
        List<ChangeLog.Mark> marks = new ArrayList<>();
        for (FactTable<?> table : pendingKinds(connection)) {
            mark(marks, table, applyPending(connection, table));
        }
        return marks;
    }

    private static List<FactTable<?>> pendingKinds(Connection connection) throws SQLException {
        List<FactTable<?>> kinds = new ArrayList<>();
        try (PreparedStatement select =
                        connection.prepareStatement("select distinct kind from pending_retraction order by kind");
                ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                kinds.add(FactTables.ofCode(rows.getInt(1)).orElseThrow());
            }
        }
        return kinds;
    }

    /// Since when a partner's facts don't count.
    private record Since(int partner, Instant moment) {}

    private static List<Found> applyPending(Connection connection, FactTable<?> table) throws SQLException {
        Map<Since, List<Found>> since = new LinkedHashMap<>();
        List<Found> counting = new ArrayList<>();
        Map<Integer, SortedSet<EventKey>> reported = new LinkedHashMap<>();
        // By the primary keys of both.
        try (PreparedStatement select = connection.prepareStatement("""
                select f.event_key, f.account, f.day, f.retracted_at is null, p.partner_id, p.received_at
                from pending_retraction p
                join %s f on f.partner_id = p.partner_id and f.event_key = p.event_key
                where p.kind = ?
                order by p.partner_id, p.event_key
                """.formatted(table.table()))) {
            select.setInt(1, table.code());
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    Found found = found(rows);
                    int partner = rows.getInt(5);
                    reported.computeIfAbsent(partner, _ -> new TreeSet<>()).add(found.key());
                    since.computeIfAbsent(
                                    new Since(partner, rows.getTimestamp(6).toInstant()), _ -> new ArrayList<>())
                            .add(found);
                    if (rows.getBoolean(4)) {
                        counting.add(found);
                    }
                }
            }
        }
        for (Map.Entry<Since, List<Found>> entry : since.entrySet()) {
            setRetracted(
                    connection,
                    table,
                    entry.getKey().partner(),
                    entry.getValue(),
                    entry.getKey().moment());
        }
        for (Map.Entry<Integer, SortedSet<EventKey>> entry : reported.entrySet()) {
            forget(connection, table, entry.getKey(), entry.getValue());
        }
        return counting;
    }

    /// Of several retractions the first one holds, also where it waited while another one found the fact.
    private static void setRetracted(
            Connection connection, FactTable<?> table, int partner, List<Found> facts, Instant at) throws SQLException {
        if (facts.isEmpty()) {
            return;
        }
        String keys = literals(facts.stream().map(Found::key).toList());
        try (PreparedStatement update = connection.prepareStatement("update " + table.table()
                + " set retracted_at = ? where partner_id = ? and event_key in (" + keys
                + ") and (retracted_at is null or retracted_at > ?)")) {
            update.setTimestamp(1, Timestamp.from(at));
            update.setInt(2, partner);
            update.setTimestamp(3, Timestamp.from(at));
            update.executeUpdate();
        }
    }

    private static void forget(Connection connection, FactTable<?> table, int partner, Collection<EventKey> keys)
            throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(
                "delete from pending_retraction where partner_id = ? and kind = ? and event_key in (" + literals(keys)
                        + ")")) {
            delete.setInt(1, partner);
            delete.setInt(2, table.code());
            delete.executeUpdate();
        }
    }

    private static void mark(List<ChangeLog.Mark> marks, FactTable<?> table, List<Found> takenBack) {
        if (takenBack.isEmpty()) {
            return;
        }
        for (FactTable<?> marked : List.of(table, FactTables.RETRACTION)) {
            ChangeLog.Mark mark = new ChangeLog.Mark(marked);
            takenBack.forEach(fact -> mark.add(fact.account(), fact.day()));
            marks.add(mark);
        }
    }

    private static Found found(ResultSet rows) throws SQLException {
        return new Found(
                EventKey.ofBytes(rows.getBytes(1)),
                rows.getInt(2),
                rows.getDate(3).toLocalDate());
    }

    private static String literals(Collection<EventKey> keys) {
        return keys.stream().map(key -> "x'" + key.hex() + "'").collect(Collectors.joining(", "));
    }
}
