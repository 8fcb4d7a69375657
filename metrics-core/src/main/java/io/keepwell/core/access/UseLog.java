package io.keepwell.core.access;

import io.keepwell.core.database.Database;
import io.keepwell.core.time.Period;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// What keys were used for and which events were refused, by day.
@Singleton
public final class UseLog {
    private final Database database;

    public UseLog(Database database) {
        this.database = database;
    }

    /// Adds to what is there, all in one transaction. Where the connection is lost during the commit
    /// itself, it may be added twice or not at all: these are counts for people, not figures.
    ///
    /// @throws io.keepwell.core.database.DatabaseException where it failed for good
    public void add(Collection<KeyUse> uses, Collection<EventRefusal> refusals) {
        database.run(connection -> {
            addUses(connection, uses);
            addRefusals(connection, refusals);
        });
    }

    private static void addUses(Connection connection, Collection<KeyUse> uses) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("""
                insert into partner_key_use (
                    key_prefix, day, calls, calls_over_quota, accepted, duplicates, rejected, held_back, bytes,
                    last_used_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                on duplicate key update
                    calls = calls + values(calls),
                    calls_over_quota = calls_over_quota + values(calls_over_quota),
                    accepted = accepted + values(accepted),
                    duplicates = duplicates + values(duplicates),
                    rejected = rejected + values(rejected),
                    held_back = held_back + values(held_back),
                    bytes = bytes + values(bytes),
                    last_used_at = greatest(last_used_at, values(last_used_at))
                """)) {
            // In the order of the primary key, so that services that add at the same time don't lock
            // each other out.
            List<KeyUse> sorted = uses.stream()
                    .sorted(Comparator.comparing((KeyUse use) -> use.key().text())
                            .thenComparing(KeyUse::day))
                    .toList();
            for (KeyUse use : sorted) {
                KeyCounts counts = use.counts();
                insert.setString(1, use.key().text());
                insert.setObject(2, use.day());
                insert.setLong(3, counts.calls());
                insert.setLong(4, counts.callsOverQuota());
                insert.setLong(5, counts.accepted());
                insert.setLong(6, counts.duplicates());
                insert.setLong(7, counts.rejected());
                insert.setLong(8, counts.heldBack());
                insert.setLong(9, counts.bytes());
                insert.setTimestamp(10, Timestamp.from(use.lastUsedAt()));
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private static void addRefusals(Connection connection, Collection<EventRefusal> refusals) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("""
                insert into event_refusal (
                    partner_id, day, kind, reason, field, events, example_event_id, example_at)
                values (?, ?, ?, ?, ?, ?, ?, ?)
                on duplicate key update
                    events = events + values(events),
                    example_event_id =
                        if(values(example_at) >= example_at, values(example_event_id), example_event_id),
                    example_at = greatest(example_at, values(example_at))
                """)) {
            List<EventRefusal> sorted = refusals.stream()
                    .sorted(Comparator.comparing(
                            EventRefusal::cause,
                            Comparator.comparingInt(EventRefusal.Cause::partner)
                                    .thenComparing(EventRefusal.Cause::day)
                                    .thenComparing(EventRefusal.Cause::kind)
                                    .thenComparing(EventRefusal.Cause::reason)
                                    .thenComparing(EventRefusal.Cause::field)))
                    .toList();
            for (EventRefusal refusal : sorted) {
                EventRefusal.Cause cause = refusal.cause();
                insert.setInt(1, cause.partner());
                insert.setObject(2, cause.day());
                insert.setString(3, cause.kind());
                insert.setString(4, cause.reason());
                insert.setString(5, cause.field());
                insert.setLong(6, refusal.events());
                insert.setString(7, refusal.example().eventId());
                insert.setTimestamp(8, Timestamp.from(refusal.example().at()));
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    /// What keys were used for in a period, by key and day. Days without use have no entry.
    public List<KeyUse> uses(Period period) {
        return database.transaction(connection -> {
            // Index use_day.
            try (PreparedStatement select = connection.prepareStatement("""
                    select key_prefix, day, calls, calls_over_quota, accepted, duplicates, rejected, held_back, bytes,
                        last_used_at
                    from partner_key_use
                    where day >= ? and day < ?
                    order by key_prefix, day
                    """)) {
                select.setObject(1, period.from());
                select.setObject(2, period.to());
                try (ResultSet rows = select.executeQuery()) {
                    List<KeyUse> uses = new ArrayList<>();
                    while (rows.next()) {
                        uses.add(use(rows));
                    }
                    return uses;
                }
            }
        });
    }

    private static KeyUse use(ResultSet row) throws SQLException {
        return new KeyUse(
                new KeyId(row.getString("key_prefix")),
                row.getObject("day", LocalDate.class),
                new KeyCounts(
                        row.getLong("calls"),
                        row.getLong("calls_over_quota"),
                        row.getLong("accepted"),
                        row.getLong("duplicates"),
                        row.getLong("rejected"),
                        row.getLong("held_back"),
                        row.getLong("bytes")),
                row.getTimestamp("last_used_at").toInstant());
    }

    /// The days of a period on which each partner sent events that were kept or known already, by its
    /// name.
    public Map<String, SortedSet<LocalDate>> daysOfSending(Period period) {
        return database.transaction(connection -> {
            // Index use_day.
            try (PreparedStatement select = connection.prepareStatement("""
                    select distinct p.name, u.day
                    from partner_key_use u
                    join partner_key k on k.key_prefix = u.key_prefix
                    join partner p on p.partner_id = k.partner_id
                    where u.day >= ? and u.day < ?
                    and u.accepted + u.duplicates + u.held_back > 0
                    """)) {
                select.setObject(1, period.from());
                select.setObject(2, period.to());
                Map<String, SortedSet<LocalDate>> days = new TreeMap<>();
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) {
                        days.computeIfAbsent(rows.getString(1), _ -> new TreeSet<>())
                                .add(rows.getObject(2, LocalDate.class));
                    }
                }
                return days;
            }
        });
    }

    /// When each key was last used, as far as it ever was. A few seconds behind.
    public Map<KeyId, Instant> lastUsed() {
        return database.transaction(connection -> {
            try (PreparedStatement select = connection.prepareStatement(
                            "select key_prefix, max(last_used_at) from partner_key_use group by key_prefix");
                    ResultSet rows = select.executeQuery()) {
                Map<KeyId, Instant> moments = new HashMap<>();
                while (rows.next()) {
                    moments.put(
                            new KeyId(rows.getString(1)), rows.getTimestamp(2).toInstant());
                }
                return moments;
            }
        });
    }

    /// What was refused in a period and why: the latest day first, and on a day the most frequent cause
    /// first.
    public List<EventRefusal> refusals(Period period) {
        return database.transaction(connection -> {
            // Index refusal_day.
            try (PreparedStatement select = connection.prepareStatement("""
                    select partner_id, day, kind, reason, field, events, example_event_id, example_at
                    from event_refusal
                    where day >= ? and day < ?
                    order by day desc, events desc, partner_id, kind, reason, field
                    """)) {
                select.setObject(1, period.from());
                select.setObject(2, period.to());
                try (ResultSet rows = select.executeQuery()) {
                    List<EventRefusal> refusals = new ArrayList<>();
                    while (rows.next()) {
                        refusals.add(refusal(rows));
                    }
                    return refusals;
                }
            }
        });
    }

    private static EventRefusal refusal(ResultSet row) throws SQLException {
        return new EventRefusal(
                new EventRefusal.Cause(
                        row.getInt("partner_id"),
                        row.getObject("day", LocalDate.class),
                        row.getString("kind"),
                        row.getString("reason"),
                        row.getString("field")),
                row.getLong("events"),
                new EventRefusal.Example(
                        row.getString("example_event_id"),
                        row.getTimestamp("example_at").toInstant()));
    }
}
