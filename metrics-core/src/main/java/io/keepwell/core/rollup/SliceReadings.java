package io.keepwell.core.rollup;

import io.keepwell.core.account.Dimension;
import io.keepwell.core.account.Slice;
import io.keepwell.core.account.SliceDictionary;
import io.keepwell.core.ledger.DetailDictionary;
import io.keepwell.core.ledger.Quantity;
import io.keepwell.core.setting.HealthModels;
import io.keepwell.core.time.Period;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Fetches cells once and gives readings for many periods and slices of them.
public final class SliceReadings {
    private final Knowledge knowledge;
    private final SliceDictionary dictionary;
    private final DetailDictionary details;
    private final SortedSet<LocalDate> boundaries;
    private final Map<Quantity, List<Cell>> cells;
    private final Map<Set<Quantity>, Map<Slice, Timeline>> timelines = new HashMap<>();
    private Optional<HealthModels> healthModels = Optional.empty();

    /// @param days every day on which a period begins or ends that will be asked for
    public SliceReadings(
            Knowledge knowledge,
            SliceDictionary dictionary,
            DetailDictionary details,
            Set<Quantity> quantities,
            Collection<LocalDate> days) {
        this.knowledge = knowledge;
        this.dictionary = dictionary;
        this.details = details;
        this.boundaries = new TreeSet<>(days);
        this.cells = knowledge.cells(quantities, boundaries).stream().collect(Collectors.groupingBy(Cell::quantity));
    }

    /// @param quantities that are read; no others are in `hasData`
    public Readings of(Slice slice, Period period, Optional<String> detail, Set<Quantity> quantities) {
        Timeline whole = timeline(Slice.WHOLE, quantities);
        Timeline own = timeline(slice, quantities);
        return new TimelineReadings(period, slice, detail, own, whole, quantities, this);
    }

    SortedMap<String, Readings> by(Dimension dimension, TimelineReadings readings) {
        SortedMap<String, Readings> parts = new TreeMap<>();
        for (String value : values(dimension, readings.slice(), readings.quantities())) {
            Slice part = readings.slice().with(dimension, value);
            parts.put(value, of(part, readings.period(), readings.detail(), readings.quantities()));
        }
        return parts;
    }

    Knowledge knowledge() {
        return knowledge;
    }

    DetailDictionary details() {
        return details;
    }

    HealthModels healthModels() {
        if (healthModels.isEmpty()) {
            healthModels = Optional.of(knowledge.healthModels());
        }
        return healthModels.get();
    }

    private Timeline timeline(Slice slice, Set<Quantity> quantities) {
        return timelines.computeIfAbsent(quantities, _ -> new HashMap<>()).computeIfAbsent(slice, _ -> {
            Map<Quantity, List<Cell>> read = new HashMap<>(cells);
            read.keySet().retainAll(quantities);
            return new Timeline(read, boundaries, number -> slice.isWhole() || slice.holds(dictionary.leaf(number)));
        });
    }

    /// The values of a dimension that have any cells within the slice.
    public SortedSet<String> values(Dimension dimension, Slice slice, Set<Quantity> quantities) {
        return quantities.stream()
                .flatMap(quantity -> cells.getOrDefault(quantity, List.of()).stream())
                .map(Cell::slice)
                .distinct()
                .map(dictionary::leaf)
                .filter(slice::holds)
                .map(leaf -> leaf.value(dimension))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
