package io.keepwell.core.fact.store;

import io.keepwell.core.database.Database;
import io.keepwell.core.fact.EventKey;
import io.keepwell.core.fact.FactTable;
import io.keepwell.core.fact.FactTables;
import jakarta.inject.Singleton;
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

    /// @param events at most 1,000
    /// @return what would become of each, in their order
    public List<FactStore.Kept> foresee(int partner, List<Event> events) {
        KnownEvents known = new KnownEvents(partner);
        Map<FactTable<?>, List<EventKey>> keys = events.stream()
                .collect(Collectors.groupingBy(
                        event -> FactTables.of(event.fact()), Collectors.mapping(Event::key, Collectors.toList())));
        database.run(connection -> {
            for (Map.Entry<FactTable<?>, List<EventKey>> each : keys.entrySet()) {
                known.find(connection, each.getKey(), each.getValue(), KnownEvents.NO_BATCH);
            }
        });
        return events.stream()
                .map(event -> known.take(FactTables.of(event.fact()), event.key(), event.contentHash()))
                .toList();
    }
}
