package io.keepwell.core.rollup;

import io.keepwell.core.account.Dimension;
import io.keepwell.core.account.Slice;
import io.keepwell.core.account.SliceDictionary;
import io.keepwell.core.time.Period;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// Fetches cells once and gives readings for many periods and slices of them.
public final class SliceReadings {
    private final Knowledge knowledge;
    private final SliceDictionary dictionary;
    private final SortedSet<LocalDate> boundaries = new TreeSet<>();
    private final List<Cell> cells;
    private final Timeline all;

    public SliceReadings(
            Knowledge knowledge, SliceDictionary dictionary, Set<Quantity> quantities, List<Period> periods) {
        this.knowledge = knowledge;
        this.dictionary = dictionary;
        for (Period period : periods) {
            boundaries.add(period.from());
            boundaries.add(period.to());
        }
        this.cells = knowledge.cells(quantities, boundaries);
        this.all = new Timeline(cells, boundaries, _ -> true);
    }

    /// One for each period, in their order.
    public List<Readings> of(Slice slice, List<Period> periods) {
        Timeline own =
                slice.isWhole() ? all : new Timeline(cells, boundaries, number -> slice.holds(dictionary.leaf(number)));
        return periods.stream()
                .<Readings>map(period -> new TimelineReadings(period, slice, own, all, knowledge))
                .toList();
    }

    /// The slice cut by a dimension: one reading for each of its values that has any cells.
    public SortedMap<String, Readings> by(Dimension dimension, Slice slice, Period period) {
        SortedMap<String, Readings> readings = new TreeMap<>();
        cells.stream()
                .map(Cell::slice)
                .distinct()
                .map(dictionary::leaf)
                .filter(slice::holds)
                .map(leaf -> leaf.value(dimension))
                .distinct()
                .forEach(value -> readings.put(
                        value, of(slice.with(dimension, value), List.of(period)).getFirst()));
        return readings;
    }
}
