package io.keepwell.core.rollup;

import io.keepwell.core.account.Dimension;
import io.keepwell.core.account.Slice;
import io.keepwell.core.account.SliceDictionary;
import io.keepwell.core.ledger.DetailDictionary;
import io.keepwell.core.ledger.Quantity;
import io.keepwell.core.setting.HealthModels;
import io.keepwell.core.setting.Policies;
import io.keepwell.core.time.Period;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
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
    /// Before any day that an event can have.
    private static final LocalDate BEGINNING = LocalDate.of(1900, 1, 1);

    private static final int KEPT = 4;

    private final Knowledge knowledge;
    private final SliceDictionary dictionary;
    private final DetailDictionary details;
    private final SortedSet<LocalDate> boundaries;
    private final Map<Quantity, List<Cell>> cells;
    private final Map<Set<Quantity>, Map<Slice, Timeline>> timelines = new HashMap<>();
    private final Map<OfPeriod, SortedMap<Integer, SortedMap<String, Long>>> byDetail = ofLate();
    private final Map<OnDay, SortedMap<Integer, Long>> levels = ofLate();
    private final Map<LocalDate, SortedMap<Integer, Long>> balances = ofLate();
    private Optional<HealthModels> healthModels = Optional.empty();

    private record OfPeriod(Quantity quantity, Period period) {}

    private record OnDay(Quantity quantity, LocalDate day) {}

    /// What was read of all accounts of late, so that it is read once for all slices of a period, and
    /// isn't kept for many periods.
    private static <K, V> Map<K, V> ofLate() {
        return new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > KEPT;
            }
        };
    }

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

    SortedMap<Integer, SortedMap<String, Long>> byAccountAndDetail(Quantity quantity, Period period) {
        return byDetail.computeIfAbsent(new OfPeriod(quantity, period), _ -> {
            SortedMap<Integer, SortedMap<String, Long>> amounts = new TreeMap<>();
            knowledge
                    .entries(Set.of(quantity), period.from(), period.to())
                    .forEach(entry -> amounts.computeIfAbsent(entry.account(), _ -> new TreeMap<>())
                            .merge(entry.detail(), entry.amount(), Math::addExact));
            return amounts;
        });
    }

    SortedMap<Integer, Long> levels(Quantity quantity, LocalDate day) {
        return levels.computeIfAbsent(new OnDay(quantity, day), _ -> {
            SortedMap<Integer, Long> amounts = new TreeMap<>();
            knowledge
                    .entries(Set.of(quantity), BEGINNING, day)
                    .forEach(entry -> amounts.merge(entry.account(), entry.amount(), Math::addExact));
            return amounts;
        });
    }

    SortedMap<Integer, Long> balancesAt(LocalDate day) {
        return balances.computeIfAbsent(day, _ -> {
            SortedMap<Integer, Long> amounts = new TreeMap<>();
            knowledge.balances(day).forEach(last -> amounts.put(last.account(), last.afterMicros()));
            return amounts;
        });
    }

    Policies policies() {
        return knowledge.policies();
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
