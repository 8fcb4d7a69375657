package io.keepwell.core.rollup.read;

import io.keepwell.core.account.Dimension;
import io.keepwell.core.account.Slice;
import io.keepwell.core.account.SliceDictionary;
import io.keepwell.core.ledger.CustomValueDictionary;
import io.keepwell.core.ledger.Measure;
import io.keepwell.core.rollup.cell.Cell;
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
public final class SliceMeasures {
    private final MetricData data;
    private final SliceDictionary dictionary;
    private final CustomValueDictionary customValues;
    private final CellRequest request;
    private final LocalDate today;
    private final Map<Measure, List<Cell>> cells;
    private final Map<Measure, BitSet> slices = new EnumMap<>(Measure.class);
    private final Map<Slice, MeasureSeries> seriesOf = new HashMap<>();
    private final Map<String, Integer> customValueNumbers = new HashMap<>();
    private final Map<AskedIn, Optional<Collection<LatestAnswers.Latest>>> latestAnswers = new HashMap<>();
    private Optional<HealthModels> healthModels = Optional.empty();
    private Optional<Policies> policies = Optional.empty();
    private Optional<Boolean> hasRates = Optional.empty();
    private Optional<Map<Measure, LocalDate>> firstDays = Optional.empty();

    private record AskedIn(LatestAnswers.Filter asked, Period period) {}

    /// @param request with every day on which a period begins or ends that will be asked for
    public SliceMeasures(
            MetricData data, SliceDictionary dictionary, CustomValueDictionary customValues, CellRequest request) {
        this(data, dictionary, customValues, request, LocalDate.MAX);
    }

    /// @param request with every day on which a period begins or ends that will be asked for
    /// @param today the first day that wasn't over at the moment as of which is read
    public SliceMeasures(
            MetricData data,
            SliceDictionary dictionary,
            CustomValueDictionary customValues,
            CellRequest request,
            LocalDate today) {
        this.data = data;
        this.dictionary = dictionary;
        this.customValues = customValues;
        this.request = request;
        this.today = today;
        this.cells = data.cells(request).stream().collect(Collectors.groupingBy(Cell::measure));
        cells.forEach((measure, ofMeasure) -> {
            BitSet numbers = new BitSet();
            ofMeasure.stream()
                    .mapToInt(Cell::slice)
                    .filter(slice -> slice != Cell.EVERYWHERE)
                    .forEach(numbers::set);
            slices.put(measure, numbers);
        });
    }

    /// @param measures that `hasData` and `by` are about: some of those that were requested
    public MeasureReader of(Slice slice, Period period, Optional<String> customValue, Set<Measure> measures) {
        return new MeasureReader(period, slice, customValue, series(slice), series(Slice.WHOLE), measures, this);
    }

    /// The first day on which there is anything of some of the measures that were requested, in any
    /// slice; empty where there never was.
    public Optional<LocalDate> firstDay(Set<Measure> measures) {
        if (firstDays.isEmpty()) {
            firstDays = Optional.of(data.firstDays(request.boundaries().keySet()));
        }
        return measures.stream()
                .flatMap(measure -> Stream.ofNullable(firstDays.get().get(measure)))
                .min(Comparator.naturalOrder());
    }

    SortedMap<String, MeasureReader> by(
            Dimension dimension, Slice slice, Period period, Optional<String> customValue, Set<Measure> measures) {
        SortedMap<String, MeasureReader> within = new TreeMap<>();
        for (String value : values(dimension, slice, measures)) {
            within.put(value, of(slice.with(dimension, value), period, customValue, measures));
        }
        return within;
    }

    /// @throws IllegalArgumentException for a measure that was only requested of a slice
    void refuseUnlessEverywhere(Measure measure) {
        if (!request.readsEverywhere(measure)) {
            throw new IllegalArgumentException(measure + " was only requested of " + request.slice());
        }
    }

    /// What the firm counts differently, as it was set at the moment as of which is read.
    public Policies policies() {
        if (policies.isEmpty()) {
            policies = Optional.of(data.policies());
        }
        return policies.get();
    }

    /// Whether any exchange rate into the reporting currency was known.
    public boolean hasRates() {
        if (hasRates.isEmpty()) {
            hasRates = Optional.of(data.hasRates());
        }
        return hasRates.get();
    }

    LocalDate today() {
        return today;
    }

    /// A detail's number; that of none where it has none.
    int customValue(String name) {
        return customValueNumbers.computeIfAbsent(name, customValues::number);
    }

    String customValue(int number) {
        return customValues.name(number);
    }

    HealthModels healthModels() {
        if (healthModels.isEmpty()) {
            healthModels = Optional.of(data.healthModels());
        }
        return healthModels.get();
    }

    /// The latest answer of each respondent in the period, of those that stand in the slice; empty where
    /// there are more than are gone through. Answers of some periods are kept for other slices, no more of them
    /// than of one period at most.
    Optional<List<LatestAnswers.Latest>> latestAnswers(LatestAnswers.Filter asked, Period period, Slice slice) {
        AskedIn key = new AskedIn(asked, period);
        Optional<Collection<LatestAnswers.Latest>> all = latestAnswers.get(key);
        if (all == null) {
            all = data.latestAnswers(asked, period.from(), period.to()).all();
            latestAnswers.put(key, all);
            forgetAnswersBeyond(key);
        }
        return all.map(answers -> answers.stream()
                .filter(answer -> slice.isWhole() || slice.holds(dictionary.sliceKey(answer.slice())))
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

    private MeasureSeries series(Slice slice) {
        return seriesOf.computeIfAbsent(slice, _ -> {
            BitSet held = sliceKeys(slice, slices.keySet());
            return new MeasureSeries(
                    cells, request.boundaries(), number -> number == Cell.EVERYWHERE || held.get(number));
        });
    }

    /// The numbers of the slice's leaves that have cells of some measures.
    private BitSet sliceKeys(Slice slice, Set<Measure> measures) {
        BitSet numbers = new BitSet();
        for (Measure measure : measures) {
            numbers.or(slices.getOrDefault(measure, new BitSet()));
        }
        for (int number = numbers.nextSetBit(0); number >= 0; number = numbers.nextSetBit(number + 1)) {
            numbers.set(number, slice.isWhole() || slice.holds(dictionary.sliceKey(number)));
        }
        return numbers;
    }

    /// The values of a dimension that have any cells within the slice.
    public SortedSet<String> values(Dimension dimension, Slice slice, Set<Measure> measures) {
        return sliceKeys(slice, measures).stream()
                .mapToObj(number -> dictionary.sliceKey(number).value(dimension))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
