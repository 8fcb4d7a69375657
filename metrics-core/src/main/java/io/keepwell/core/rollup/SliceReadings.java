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
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
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
import java.util.stream.Stream;

/// Fetches cells once and gives readings for many periods and slices of them.
public final class SliceReadings {
    private final Knowledge knowledge;
    private final SliceDictionary dictionary;
    private final DetailDictionary details;
    private final CellRequest request;
    private final Map<Quantity, List<Cell>> cells;
    private final Map<Quantity, BitSet> slices = new EnumMap<>(Quantity.class);
    private final Map<Slice, Timeline> timelines = new HashMap<>();
    private final Map<String, Integer> detailNumbers = new HashMap<>();
    private final Map<AskedIn, Optional<Collection<LatestAnswers.Latest>>> latestAnswers = new HashMap<>();
    private Optional<HealthModels> healthModels = Optional.empty();
    private Optional<Policies> policies = Optional.empty();
    private Optional<Boolean> hasRates = Optional.empty();
    private Optional<Map<Quantity, LocalDate>> firstDays = Optional.empty();

    private record AskedIn(LatestAnswers.Asked asked, Period period) {}

    /// @param request with every day on which a period begins or ends that will be asked for
    public SliceReadings(
            Knowledge knowledge, SliceDictionary dictionary, DetailDictionary details, CellRequest request) {
        this.knowledge = knowledge;
        this.dictionary = dictionary;
        this.details = details;
        this.request = request;
        this.cells = knowledge.cells(request).stream().collect(Collectors.groupingBy(Cell::quantity));
        cells.forEach((quantity, ofQuantity) -> {
            BitSet numbers = new BitSet();
            ofQuantity.stream()
                    .mapToInt(Cell::slice)
                    .filter(slice -> slice != Cell.EVERYWHERE)
                    .forEach(numbers::set);
            slices.put(quantity, numbers);
        });
    }

    /// @param quantities that `hasData` and `by` are about: some of those that were requested
    public Readings of(Slice slice, Period period, Optional<String> detail, Set<Quantity> quantities) {
        return new TimelineReadings(period, slice, detail, timeline(slice), timeline(Slice.WHOLE), quantities, this);
    }

    /// The first day on which there is anything of some of the quantities that were requested, in any
    /// slice; empty where there never was.
    public Optional<LocalDate> firstDay(Set<Quantity> quantities) {
        if (firstDays.isEmpty()) {
            firstDays = Optional.of(knowledge.firstDays(request.boundaries().keySet()));
        }
        return quantities.stream()
                .flatMap(quantity -> Stream.ofNullable(firstDays.get().get(quantity)))
                .min(Comparator.naturalOrder());
    }

    SortedMap<String, Readings> by(Dimension dimension, TimelineReadings readings) {
        SortedMap<String, Readings> parts = new TreeMap<>();
        for (String value : values(dimension, readings.slice(), readings.quantities())) {
            Slice part = readings.slice().with(dimension, value);
            parts.put(value, of(part, readings.period(), readings.detail(), readings.quantities()));
        }
        return parts;
    }

    /// @throws IllegalArgumentException for a quantity that was only requested of a slice
    void refuseUnlessEverywhere(Quantity quantity) {
        if (!request.readsEverywhere(quantity)) {
            throw new IllegalArgumentException(quantity + " was only requested of " + request.slice());
        }
    }

    /// What the firm counts differently, as it was set at the moment as known at which is read.
    public Policies policies() {
        if (policies.isEmpty()) {
            policies = Optional.of(knowledge.policies());
        }
        return policies.get();
    }

    /// Whether any exchange rate into the reporting currency was known.
    public boolean hasRates() {
        if (hasRates.isEmpty()) {
            hasRates = Optional.of(knowledge.hasRates());
        }
        return hasRates.get();
    }

    /// A detail's number; that of none where it has none.
    int detail(String name) {
        return detailNumbers.computeIfAbsent(name, details::number);
    }

    String detail(int number) {
        return details.name(number);
    }

    HealthModels healthModels() {
        if (healthModels.isEmpty()) {
            healthModels = Optional.of(knowledge.healthModels());
        }
        return healthModels.get();
    }

    /// The latest answer of each respondent in the period, of those that stand in the slice; empty where
    /// there are more than are gone through. Answers of some periods are kept for other slices, no more of them
    /// than of one period at most.
    Optional<List<LatestAnswers.Latest>> latestAnswers(LatestAnswers.Asked asked, Period period, Slice slice) {
        AskedIn key = new AskedIn(asked, period);
        Optional<Collection<LatestAnswers.Latest>> all = latestAnswers.get(key);
        if (all == null) {
            all = knowledge.latestAnswers(asked, period.from(), period.to()).all();
            latestAnswers.put(key, all);
            forgetAnswersBeyond(key);
        }
        return all.map(answers -> answers.stream()
                .filter(answer -> slice.isWhole() || slice.holds(dictionary.leaf(answer.slice())))
                .toList());
    }

    private void forgetAnswersBeyond(AskedIn kept) {
        long held = latestAnswers.values().stream()
                .flatMap(Optional::stream)
                .mapToLong(Collection::size)
                .sum();
        if (held > LatestAnswers.MOST) {
            latestAnswers.keySet().removeIf(other -> !other.equals(kept));
        }
    }

    private Timeline timeline(Slice slice) {
        return timelines.computeIfAbsent(slice, _ -> {
            BitSet held = leaves(slice, slices.keySet());
            return new Timeline(cells, request.boundaries(), number -> number == Cell.EVERYWHERE || held.get(number));
        });
    }

    /// The numbers of the slice's leaves that have cells of some quantities.
    private BitSet leaves(Slice slice, Set<Quantity> quantities) {
        BitSet numbers = new BitSet();
        for (Quantity quantity : quantities) {
            numbers.or(slices.getOrDefault(quantity, new BitSet()));
        }
        for (int number = numbers.nextSetBit(0); number >= 0; number = numbers.nextSetBit(number + 1)) {
            numbers.set(number, slice.isWhole() || slice.holds(dictionary.leaf(number)));
        }
        return numbers;
    }

    /// The values of a dimension that have any cells within the slice.
    public SortedSet<String> values(Dimension dimension, Slice slice, Set<Quantity> quantities) {
        return leaves(slice, quantities).stream()
                .mapToObj(number -> dictionary.leaf(number).value(dimension))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
