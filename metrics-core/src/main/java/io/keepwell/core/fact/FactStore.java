package io.keepwell.core.fact;

import io.keepwell.core.database.BulkLoad;
import io.keepwell.core.database.Row;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/// Keeps events as facts, each once for ever, and marks what has to be refreshed. Runs inside the caller's
/// transaction.
@Singleton
public final class FactStore {
    private final Map<FactTable<?>, BulkLoad> loads = FactTables.ALL.stream()
            .collect(Collectors.toMap(
                    table -> table, table -> new BulkLoad(table.table(), table.allColumns(), List.of("event_key"))));

    /// What became of an event.
    public enum Kept {
        /// Was not there and is now.
        NEW,
        /// Was there with the same content.
        DUPLICATE,
        /// Its id was there with another content; nothing changed.
        CONFLICT
    }

    /// An event with the account it is about and the day it counts for.
    public record Arrival(Event event, int account, LocalDate day) {}

    /// One intake.
    ///
    /// @param batch a number that no other intake ever has
    public record Intake(int partner, long batch, Instant receivedAt, List<Arrival> arrivals) {
        public Intake {
            arrivals = List.copyOf(arrivals);
        }
    }

    /// Where an event stands: its table and key.
    private record Place(FactTable<?> table, EventKey key) {
        static Place of(Arrival arrival) {
            return new Place(
                    FactTables.of(arrival.event().fact()), arrival.event().key());
        }
    }

    /// @return what became of each arrival, in their order
    public List<Kept> keep(Connection connection, Intake intake) throws SQLException {
        Map<Place, Arrival> firsts = new LinkedHashMap<>();
        intake.arrivals().forEach(arrival -> firsts.putIfAbsent(Place.of(arrival), arrival));
        Map<Place, Long> hashesOfOld = new HashMap<>();
        for (FactTable<?> table : FactTables.ALL) {
            List<Arrival> arrivals = firsts.entrySet().stream()
                    .filter(entry -> entry.getKey().table().equals(table))
                    .map(Map.Entry::getValue)
                    .toList();
            if (!arrivals.isEmpty() && load(connection, intake, table, arrivals) < arrivals.size()) {
                hashesOfOld.putAll(hashesOfOld(connection, intake, table, arrivals));
            }
        }
        Map<Place, Arrival> inserted = new LinkedHashMap<>(firsts);
        inserted.keySet().removeAll(hashesOfOld.keySet());
        markForRefresh(connection, intake, inserted.values());
        return judge(intake.arrivals(), hashesOfOld);
    }

    /// @param stored the content hashes of the events that were there before
    private static List<Kept> judge(List<Arrival> arrivals, Map<Place, Long> stored) {
        Map<Place, Long> hashes = new HashMap<>(stored);
        List<Kept> judged = new ArrayList<>();
        for (Arrival arrival : arrivals) {
            long hash = arrival.event().contentHash();
            Long known = hashes.putIfAbsent(Place.of(arrival), hash);
            if (known == null) {
                judged.add(Kept.NEW);
            } else {
                judged.add(known == hash ? Kept.DUPLICATE : Kept.CONFLICT);
            }
        }
        return judged;
    }

    private int load(Connection connection, Intake intake, FactTable<?> table, Iterable<Arrival> arrivals)
            throws SQLException {
        List<Row> rows = new ArrayList<>();
        for (Arrival arrival : arrivals) {
            rows.add(arrival.event()
                    .row(intake.partner(), intake.batch(), arrival.account(), arrival.day(), intake.receivedAt()));
        }
        BulkLoad load = Objects.requireNonNull(loads.get(table));
        return load.insertNew(connection, rows);
    }

    private static Map<Place, Long> hashesOfOld(
            Connection connection, Intake intake, FactTable<?> table, List<Arrival> arrivals) throws SQLException {
        Map<Place, Long> hashes = new HashMap<>();
        String marks = arrivals.stream().map(_ -> "?").collect(Collectors.joining(", "));
        try (PreparedStatement select = connection.prepareStatement("select event_key, content_hash from "
                + table.table() + " where partner_id = ? and batch <> ? and event_key in (" + marks + ")")) {
            select.setInt(1, intake.partner());
            select.setLong(2, intake.batch());
            int index = 3;
            for (Arrival arrival : arrivals) {
                select.setBytes(index++, arrival.event().key().bytes());
            }
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    hashes.put(new Place(table, EventKey.ofBytes(rows.getBytes(1))), rows.getLong(2));
                }
            }
        }
        return hashes;
    }

    private static void markForRefresh(Connection connection, Intake intake, Collection<Arrival> inserted)
            throws SQLException {
        Map<FactTable<?>, ChangeLog.Mark> marks = new LinkedHashMap<>();
        for (Arrival arrival : inserted) {
            marks.computeIfAbsent(FactTables.of(arrival.event().fact()), ChangeLog.Mark::new)
                    .add(arrival.account(), arrival.day());
        }
        List<ChangeLog.Mark> all = new ArrayList<>(marks.values());
        all.addAll(Retractions.apply(connection, intake, inserted));
        ChangeLog.append(connection, intake.batch(), intake.receivedAt(), all);
    }
}
