package io.keepwell.deploy.firm;

import io.keepwell.core.fact.FactTable;
import io.keepwell.core.fact.FactTables;
import io.keepwell.core.metric.CatalogueEntry;
import io.keepwell.core.metric.MetricCatalogue;
import io.keepwell.core.rollup.refresh.MovedDays;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Events that belong to another day by the rules of time zones in use, with what is made of them.
record MovedEvents(MetricCatalogue catalogue, List<MovedDays.Moved> moved) {
    /// Days that are reported one by one for people; the line of JSON has all.
    private static final int MOST_DAYS = 10;

    MovedEvents {
        moved = List.copyOf(moved);
    }

    boolean isEmpty() {
        return moved.isEmpty();
    }

    /// For people.
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (MovedDays.Moved kind : moved) {
            lines.add(kind.toString());
            kind.months().forEach(change -> lines.add("    " + text(change)));
            kind.changes().stream()
                    .limit(MOST_DAYS)
                    .forEach(change ->
                            lines.add("    %,d from %s to %s".formatted(change.facts(), change.from(), change.to())));
            if (kind.changes().size() > MOST_DAYS) {
                lines.add("    and %,d more days: --json names them"
                        .formatted(kind.changes().size() - MOST_DAYS));
            }
            lines.add("    changes " + whatChanges(kind.table()));
        }
        return lines;
    }

    private static String text(MovedDays.MonthChange change) {
        return change.toAnotherMonth()
                ? "%,d go from %s to %s".formatted(change.facts(), change.from(), change.to())
                : "%,d stay in %s, on another day".formatted(change.facts(), change.from());
    }

    private String whatChanges(FactTable<?> table) {
        if (table == FactTables.ACCOUNT_PROFILE) {
            return "all figures of slices: from when on an account stands in which";
        }
        if (table == FactTables.EXCHANGE_RATE) {
            return "all figures of money in that currency";
        }
        List<String> figures = figures(table);
        return figures.isEmpty() ? "no figure" : String.join(", ", figures);
    }

    /// The metrics and analyses that are made of a kind of events, by id.
    private List<String> figures(FactTable<?> table) {
        return catalogue.entries().stream()
                .filter(entry -> isMadeOf(entry, table))
                .map(entry -> entry.info().id().id())
                .toList();
    }

    private static boolean isMadeOf(CatalogueEntry entry, FactTable<?> table) {
        return entry.info().definitions().stream()
                .anyMatch(definition -> entry.madeOf(definition.id()).contains(table));
    }

    /// For machines.
    List<Map<String, Object>> objects() {
        return moved.stream().map(this::object).collect(Collectors.toList());
    }

    private Map<String, Object> object(MovedDays.Moved kind) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("kind", kind.table().kind());
        object.put("events", kind.facts());
        object.put("first_day", kind.first().toString());
        object.put("last_day", kind.last().toString());
        object.put(
                "months",
                kind.months().stream()
                        .map(change ->
                                change(change.from().toString(), change.to().toString(), change.facts()))
                        .toList());
        object.put(
                "days",
                kind.changes().stream()
                        .map(change ->
                                change(change.from().toString(), change.to().toString(), change.facts()))
                        .toList());
        object.put("figures", figures(kind.table()));
        return object;
    }

    private static Map<String, Object> change(String from, String to, long events) {
        Map<String, Object> change = new LinkedHashMap<>();
        change.put("from", from);
        change.put("to", to);
        change.put("events", events);
        return change;
    }
}
