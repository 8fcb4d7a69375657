package io.keepwell.core.fact.store;

import io.keepwell.core.database.BulkLoad;
import io.keepwell.core.database.LoadRow;
import io.keepwell.core.fact.EventKey;
import io.keepwell.core.fact.FactTable;
import io.keepwell.core.fact.FactTables;
import jakarta.inject.Singleton;
import java.sql.Connection;
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
    private record Item(Arrival arrival, FactTable<?> table, LoadRow content, long hash) {
        static Item of(Arrival arrival) {
            LoadRow content = arrival.event().content();
            return new Item(arrival, FactTables.of(arrival.event().fact()), content, content.contentHash());
        }

        EventKey key() {
            return arrival.event().key();
        }

        boolean isNew(KnownEvents known) {
            return !known.holds(table, key());
        }
    }

    /// @return what became of each arrival, in their order
    public List<Kept> keep(Connection connection, Intake intake) throws SQLException {
        List<Item> items = new ArrayList<>(intake.arrivals().size());
        Map<FactTable<?>, Map<EventKey, Item>> firsts = new HashMap<>();
        for (Arrival arrival : intake.arrivals()) {
            Item item = Item.of(arrival);
            items.add(item);
            firsts.computeIfAbsent(item.table, _ -> new LinkedHashMap<>()).putIfAbsent(item.key(), item);
        }
        KnownEvents known = new KnownEvents(intake.partner());
        List<Arrival> added = new ArrayList<>();
        List<ChangeLog.Mark> marks = new ArrayList<>();
        for (FactTable<?> table : FactTables.ALL) {
            Map<EventKey, Item> itsFirsts = firsts.get(table);
            if (itsFirsts != null) {
                store(connection, intake, known, table, itsFirsts.values());
                List<Arrival> itsAdded = itsFirsts.values().stream()
                        .filter(item -> item.isNew(known))
                        .map(Item::arrival)
                        .toList();
                mark(table, itsAdded).ifPresent(marks::add);
                added.addAll(itsAdded);
            }
        }
        marks.addAll(Retractions.apply(connection, intake, added));
        if (!marks.isEmpty()) {
            ChangeLog.append(connection, intake.batch(), intake.receivedAt(), marks);
        }
        return items.stream()
                .map(item -> known.take(item.table(), item.key(), item.hash()))
                .toList();
    }

    /// In the order of their keys, so that of two intakes with the same events one waits for the other, and never each
    /// for the other.
    private void store(
            Connection connection, Intake intake, KnownEvents known, FactTable<?> table, Collection<Item> unordered)
            throws SQLException {
        List<Item> items =
                unordered.stream().sorted(Comparator.comparing(Item::key)).toList();
        List<Item> wanted = items;
        if (items.size() >= MANY && seemsRepeated(connection, intake, known, table, items)) {
            known.find(connection, table, keys(items), intake.batch());
            wanted = items.stream().filter(item -> item.isNew(known)).toList();
        }
        if (!wanted.isEmpty() && load(connection, intake, table, wanted) < wanted.size()) {
            known.find(connection, table, keys(wanted), intake.batch());
        }
    }

    /// A batch that was sent before is mostly sent again as a whole, and looking its events up is quicker than having
    /// the table refuse each.
    private static boolean seemsRepeated(
            Connection connection, Intake intake, KnownEvents known, FactTable<?> table, List<Item> items)
            throws SQLException {
        List<Item> ends = List.of(items.getFirst(), items.getLast());
        known.find(connection, table, keys(ends), intake.batch());
        return !ends.stream().allMatch(item -> item.isNew(known));
    }

    private static List<EventKey> keys(List<Item> items) {
        return items.stream().map(Item::key).toList();
    }

    private int load(Connection connection, Intake intake, FactTable<?> table, List<Item> items) throws SQLException {
        List<LoadRow> rows = new ArrayList<>(items.size());
        for (Item item : items) {
            Arrival arrival = item.arrival();
            rows.add(arrival.event()
                    .row(
                            intake.partner(),
                            intake.batch(),
                            item.content(),
                            item.hash(),
                            arrival.account(),
                            arrival.day(),
                            intake.receivedAt()));
        }
        BulkLoad load = Objects.requireNonNull(loads.get(table));
        return load.insertNew(connection, rows);
    }

    private static Optional<ChangeLog.Mark> mark(FactTable<?> table, List<Arrival> added) {
        ChangeLog.Mark mark = new ChangeLog.Mark(table);
        added.forEach(arrival -> mark.add(arrival.account(), arrival.day()));
        return added.isEmpty() ? Optional.empty() : Optional.of(mark);
    }
}
