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
    private static final int MOST_FORGOTTEN = 500;

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
                    key_prefix, day, calls, calls_over_quota, accepted, duplicates, rejected, pending, bytes,
                    last_used_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                on duplicate key update
                    calls = calls + values(calls),
                    calls_over_quota = calls_over_quota + values(calls_over_quota),
                    accepted = accepted + values(accepted),
                    duplicates = duplicates + values(duplicates),
                    rejected = rejected + values(rejected),
                    pending = pending + values(pending),
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
                insert.setLong(8, counts.pending());
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
                    select key_prefix, day, calls, calls_over_quota, accepted, duplicates, rejected, pending, bytes,
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
                counts(row),
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
                    and u.accepted + u.duplicates + u.pending > 0
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

    /// What all keys of a partner were used for in a period, those that are valid no more among them.
    public KeyCounts counts(Partner partner, Period period) {
        return database.transaction(connection -> {
            // Few keys of a partner; then by the primary key.
            try (PreparedStatement select = connection.prepareStatement("""
                    select coalesce(sum(u.calls), 0) as calls,
                        coalesce(sum(u.calls_over_quota), 0) as calls_over_quota,
                        coalesce(sum(u.accepted), 0) as accepted,
                        coalesce(sum(u.duplicates), 0) as duplicates,
                        coalesce(sum(u.rejected), 0) as rejected,
                        coalesce(sum(u.pending), 0) as pending,
                        coalesce(sum(u.bytes), 0) as bytes
                    from partner_key k
                    join partner_key_use u on u.key_prefix = k.key_prefix
                    where k.partner_id = ? and u.day >= ? and u.day < ?
                    """)) {
                select.setInt(1, partner.id());
                select.setObject(2, period.from());
                select.setObject(3, period.to());
                try (ResultSet rows = select.executeQuery()) {
                    return rows.next() ? counts(rows) : KeyCounts.NONE;
                }
            }
        });
    }

    private static KeyCounts counts(ResultSet row) throws SQLException {
        return new KeyCounts(
                row.getLong("calls"),
                row.getLong("calls_over_quota"),
                row.getLong("accepted"),
                row.getLong("duplicates"),
                row.getLong("rejected"),
                row.getLong("pending"),
                row.getLong("bytes"));
    }

    /// What was refused of one partner in a period and why: the latest day first, and on a day the most
    /// frequent cause first.
    public List<EventRefusal> refusals(Partner partner, Period period) {
        return database.transaction(connection -> {
            // The primary key.
            try (PreparedStatement select = connection.prepareStatement("""
                    select partner_id, day, kind, reason, field, events, example_event_id, example_at
                    from event_refusal
                    where partner_id = ? and day >= ? and day < ?
                    order by day desc, events desc, kind, reason, field
                    """)) {
                select.setInt(1, partner.id());
                select.setObject(2, period.from());
                select.setObject(3, period.to());
                return refusals(select);
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
                return refusals(select);
            }
        });
    }

    private static List<EventRefusal> refusals(PreparedStatement select) throws SQLException {
        try (ResultSet rows = select.executeQuery()) {
            List<EventRefusal> refusals = new ArrayList<>();
            while (rows.next()) {
                refusals.add(refusal(rows));
            }
            return refusals;
        }
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

    /// Forgets what is older than a day, at most some hundred rows a call, so that nobody waits long for
    /// it. Of each key the last day on which it was used stays for ever.
    ///
    /// @param day the first one that is kept
    /// @return how many rows were forgotten; none where there is nothing left to forget
    public int forgetBefore(LocalDate day) {
        return database.transaction(connection -> forgetUses(connection, day) + forgetRefusals(connection, day));
    }

    private static int forgetUses(Connection connection, LocalDate day) throws SQLException {
        // Index use_day; the newer day by the primary key.
        try (PreparedStatement select = connection.prepareStatement("""
                        select u.key_prefix, u.day
                        from partner_key_use u
                        where u.day < ?
                            and exists (
                                select 1 from partner_key_use newer
                                where newer.key_prefix = u.key_prefix and newer.day > u.day)
                        order by u.key_prefix, u.day
                        limit ?
                        """);
                PreparedStatement delete =
                        connection.prepareStatement("delete from partner_key_use where key_prefix = ? and day = ?")) {
            select.setObject(1, day);
            select.setInt(2, MOST_FORGOTTEN);
            int forgotten = 0;
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    delete.setString(1, rows.getString(1));
                    delete.setObject(2, rows.getObject(2, LocalDate.class));
                    delete.addBatch();
                    forgotten++;
                }
            }
            delete.executeBatch();
            return forgotten;
        }
    }

    private static int forgetRefusals(Connection connection, LocalDate day) throws SQLException {
        // Index refusal_day.
        try (PreparedStatement delete =
                connection.prepareStatement("delete from event_refusal where day < ? order by day limit ?")) {
            delete.setObject(1, day);
            delete.setInt(2, MOST_FORGOTTEN);
            return delete.executeUpdate();
        }
    }
}
