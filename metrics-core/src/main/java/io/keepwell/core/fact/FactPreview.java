package io.keepwell.core.fact;

import io.keepwell.core.database.Database;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Says what would become of events if they were kept now, and keeps nothing.
@Singleton
public final class FactPreview {
    private final Database database;

    public FactPreview(Database database) {
        this.database = database;
    }

    private record Place(FactTable<?> table, EventKey key) {
        static Place of(Event event) {
            return new Place(FactTables.of(event.fact()), event.key());
        }
    }

    /// @param events at most 1,000
    /// @return what would become of each, in their order
    public List<FactStore.Kept> foresee(int partner, List<Event> events) {
        Map<FactTable<?>, List<Event>> byTable =
                events.stream().collect(Collectors.groupingBy(event -> FactTables.of(event.fact())));
        Map<Place, Long> hashes = new HashMap<>();
        database.run(connection -> {
            for (Map.Entry<FactTable<?>, List<Event>> each : byTable.entrySet()) {
                readHashes(connection, partner, each.getKey(), each.getValue(), hashes);
            }
        });
        List<FactStore.Kept> foreseen = new ArrayList<>(events.size());
        for (Event event : events) {
            long hash = event.contentHash();
            Long known = hashes.putIfAbsent(Place.of(event), hash);
            if (known == null) {
                foreseen.add(FactStore.Kept.NEW);
            } else {
                foreseen.add(known == hash ? FactStore.Kept.DUPLICATE : FactStore.Kept.CONFLICT);
            }
        }
        return foreseen;
    }

    private static void readHashes(
            Connection connection, int partner, FactTable<?> table, List<Event> events, Map<Place, Long> hashes)
            throws SQLException {
        String marks = events.stream().map(_ -> "?").collect(Collectors.joining(", "));
        // By the primary key.
        try (PreparedStatement select = connection.prepareStatement("select event_key, content_hash from "
                + table.table() + " where partner_id = ? and event_key in (" + marks + ")")) {
            select.setInt(1, partner);
            int index = 2;
            for (Event event : events) {
                select.setBytes(index++, event.key().bytes());
            }
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    hashes.put(new Place(table, EventKey.ofBytes(rows.getBytes(1))), rows.getLong(2));
                }
            }
        }
    }
}
