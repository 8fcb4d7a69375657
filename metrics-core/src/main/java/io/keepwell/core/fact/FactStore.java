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
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/// Keeps events as facts, each once for ever, and marks what has to be refreshed. Runs inside the caller's
/// transaction.
@Singleton
public final class FactStore {
    /// From so many events on it is worth a question whether they are repeats.
    private static final int MANY = 50;

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

    /// One arrival on its way into its table.
    private static final class Item {
        final Arrival arrival;
        final FactTable<?> table;
        final Row content;
        final long hash;
        /// Whether an earlier intake kept an event of this key, and the hash of its content.
        boolean isOld;
        long hashOfOld;

        Item(Arrival arrival) {
            this.arrival = arrival;
            this.table = FactTables.of(arrival.event().fact());
            this.content = arrival.event().content();
            this.hash = content.contentHash();
        }

        EventKey key() {
            return arrival.event().key();
        }
    }

    /// @return what became of each arrival, in their order
    public List<Kept> keep(Connection connection, Intake intake) throws SQLException {
        List<Item> items = new ArrayList<>(intake.arrivals().size());
        Map<FactTable<?>, Map<EventKey, Item>> firsts = new HashMap<>();
        for (Arrival arrival : intake.arrivals()) {
            Item item = new Item(arrival);
            items.add(item);
            firsts.computeIfAbsent(item.table, _ -> new LinkedHashMap<>()).putIfAbsent(item.key(), item);
        }
        List<ChangeLog.Mark> marks = new ArrayList<>();
        for (FactTable<?> table : FactTables.ALL) {
            Map<EventKey, Item> itsFirsts = firsts.get(table);
            if (itsFirsts != null) {
                store(connection, intake, table, itsFirsts.values());
                mark(table, itsFirsts.values()).ifPresent(marks::add);
            }
        }
        marks.addAll(Retractions.apply(connection, intake, added(firsts.values())));
        if (!marks.isEmpty()) {
            ChangeLog.append(connection, intake.batch(), intake.receivedAt(), marks);
        }
        return items.stream()
                .map(item -> judge(
                        item,
                        Objects.requireNonNull(
                                Objects.requireNonNull(firsts.get(item.table)).get(item.key()))))
                .toList();
    }

    private static List<Arrival> added(Collection<Map<EventKey, Item>> firsts) {
        return firsts.stream()
                .flatMap(items -> items.values().stream())
                .filter(item -> !item.isOld)
                .map(item -> item.arrival)
                .toList();
    }

    private static Kept judge(Item item, Item first) {
        if (item == first && !first.isOld) {
            return Kept.NEW;
        }
        long known = first.isOld ? first.hashOfOld : first.hash;
        return known == item.hash ? Kept.DUPLICATE : Kept.CONFLICT;
    }

    /// In the order of their keys, so that of two intakes with the same events one waits for the other, and never each
    /// for the other.
    private void store(Connection connection, Intake intake, FactTable<?> table, Collection<Item> unordered)
            throws SQLException {
        List<Item> items = new ArrayList<>(unordered);
        items.sort(Comparator.comparing(Item::key));
        List<Item> wanted = items;
        if (items.size() >= MANY && seemsRepeated(connection, intake, table, items)) {
            findOld(connection, intake, table, items);
            wanted = items.stream().filter(item -> !item.isOld).toList();
        }
        if (!wanted.isEmpty() && load(connection, intake, table, wanted) < wanted.size()) {
            findOld(connection, intake, table, wanted);
        }
    }

    /// A batch that was sent before is mostly sent again as a whole, and looking its events up is quicker than having
    /// the table refuse each.
    private static boolean seemsRepeated(Connection connection, Intake intake, FactTable<?> table, List<Item> items)
            throws SQLException {
        List<Item> ends = List.of(items.getFirst(), items.getLast());
        findOld(connection, intake, table, ends);
        return ends.stream().anyMatch(item -> item.isOld);
    }

    private int load(Connection connection, Intake intake, FactTable<?> table, List<Item> items) throws SQLException {
        List<Row> rows = new ArrayList<>(items.size());
        for (Item item : items) {
            Arrival arrival = item.arrival;
            rows.add(arrival.event()
                    .row(
                            intake.partner(),
                            intake.batch(),
                            item.content,
                            item.hash,
                            arrival.account(),
                            arrival.day(),
                            intake.receivedAt()));
        }
        BulkLoad load = Objects.requireNonNull(loads.get(table));
        return load.insertNew(connection, rows);
    }

    private static void findOld(Connection connection, Intake intake, FactTable<?> table, List<Item> items)
            throws SQLException {
        Map<EventKey, Item> byKey = new HashMap<>();
        // Written out, since a thousand parameters take longer than the question itself.
        StringBuilder keys = new StringBuilder(items.size() * 36);
        for (Item item : items) {
            byKey.put(item.key(), item);
            keys.append(keys.isEmpty() ? "x'" : ",x'").append(item.key().hex()).append('\'');
        }
        try (PreparedStatement select = connection.prepareStatement("select event_key, content_hash from "
                + table.table() + " where partner_id = ? and batch <> ? and event_key in (" + keys + ")")) {
            select.setInt(1, intake.partner());
            select.setLong(2, intake.batch());
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    Item item = Objects.requireNonNull(byKey.get(EventKey.ofBytes(rows.getBytes(1))));
                    item.isOld = true;
                    item.hashOfOld = rows.getLong(2);
                }
            }
        }
    }

    private static Optional<ChangeLog.Mark> mark(FactTable<?> table, Collection<Item> items) {
        ChangeLog.Mark mark = new ChangeLog.Mark(table);
        boolean any = false;
        for (Item item : items) {
            if (!item.isOld) {
                mark.add(item.arrival.account(), item.arrival.day());
                any = true;
            }
        }
        return any ? Optional.of(mark) : Optional.empty();
    }
}
