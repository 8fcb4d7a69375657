package io.keepwell.core.fact.store;

import io.keepwell.core.fact.EventKey;
import io.keepwell.core.fact.FactTable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/// What is known of a partner's events while some of them are kept or judged.
final class KnownEvents {
    /// The number of no intake.
    static final long NO_BATCH = 0;

    private final int partner;
    private final Map<StoredKey, Long> hashes = new HashMap<>();

    private record StoredKey(FactTable<?> table, EventKey key) {}

    KnownEvents(int partner) {
        this.partner = partner;
    }

    /// Looks up which of the keys are stored.
    ///
    /// @param batch an intake whose own rows don't count
    void find(Connection connection, FactTable<?> table, Collection<EventKey> keys, long batch) throws SQLException {
        // Written out, since a thousand parameters take longer than the question itself.
        String written = keys.stream().map(key -> "x'" + key.hex() + "'").collect(Collectors.joining(","));
        // index: primary
        try (PreparedStatement select = connection.prepareStatement("select event_key, content_hash from "
                + table.table() + " where partner_id = ? and batch <> ? and event_key in (" + written + ")")) {
            select.setInt(1, partner);
            select.setLong(2, batch);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    hashes.put(new StoredKey(table, EventKey.ofBytes(rows.getBytes(1))), rows.getLong(2));
                }
            }
        }
    }

    boolean holds(FactTable<?> table, EventKey key) {
        return hashes.containsKey(new StoredKey(table, key));
    }

    /// What becomes of an event that comes now. From then on it is known.
    FactStore.Kept take(FactTable<?> table, EventKey key, long hash) {
        Long known = hashes.putIfAbsent(new StoredKey(table, key), hash);
        if (known == null) {
            return FactStore.Kept.NEW;
        }
        return known == hash ? FactStore.Kept.DUPLICATE : FactStore.Kept.CONFLICT;
    }
}
