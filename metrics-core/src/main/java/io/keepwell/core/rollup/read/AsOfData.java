package io.keepwell.core.rollup.read;

import io.keepwell.core.account.Slice;
import io.keepwell.core.fact.FactTables;
import io.keepwell.core.fact.Feedback;
import io.keepwell.core.fact.SurveyAnswer;
import io.keepwell.core.fact.store.DayMoves;
import io.keepwell.core.fact.store.FactReader;
import io.keepwell.core.fact.store.StoredFact;
import io.keepwell.core.ledger.AccountFacts;
import io.keepwell.core.ledger.CustomValueDictionary;
import io.keepwell.core.ledger.Ledger;
import io.keepwell.core.ledger.LedgerReader;
import io.keepwell.core.ledger.LedgerRow;
import io.keepwell.core.ledger.Measure;
import io.keepwell.core.ledger.MrrMovement;
import io.keepwell.core.rollup.cell.Cell;
import io.keepwell.core.rollup.cell.CellSum;
import io.keepwell.core.rollup.cell.DirectCells;
import io.keepwell.core.rollup.cell.OwnSliceKey;
import io.keepwell.core.rollup.cell.SliceHistory;
import io.keepwell.core.setting.HealthModels;
import io.keepwell.core.setting.Policies;
import io.keepwell.core.time.Period;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// What was known at a moment, worked out anew from the facts received until then: each answer takes one
/// pass through the facts of the kinds that it rests on, account by account or day by day. That takes
/// time in proportion to them, and memory in proportion to the answer. What the firm counts differently
/// is as it was set then; which accounts are one is as of today, whatever the moment.
public final class AsOfData implements MetricData {
    private final AsOfDataFactory factory;
    private final AsOfRules known;
    private final Map<Measure, Optional<LocalDate>> firstDays = new EnumMap<>(Measure.class);
    private final Map<Set<Measure>, SortedSet<String>> customValues = new HashMap<>();

    AsOfData(AsOfDataFactory factory, AsOfRules known) {
        this.factory = factory;
        this.known = known;
    }

    @Override
    public List<Cell> cells(CellRequest request) {
        Set<Measure> measures = request.boundaries().keySet();
        RequestedCells asked = RequestedCells.of(request);
        count(measures, asked);
        measures.forEach(measure ->
                firstDays.put(measure, Optional.ofNullable(asked.firstDays().get(measure))));
        return asked.touched();
    }

    /// Counts what there is of some measures.
    void count(Set<Measure> measures, RequestedCells asked) {
        if (measures.isEmpty()) {
            return;
        }
        SliceHistory history = factory.noHistory();
        known.ledgers().each(factory.writing(measures), ledgers -> {
            Map<Slice, Integer> numbers = factory.numbers(ledgers.values());
            keep(ledgers, numbers, history);
            for (Ledger ledger : ledgers.values()) {
                ledger.movements().forEach(movement -> count(movement, numbers, asked));
            }
            factory.count(entries(ledgers, measures), numbers, asked);
        });
        for (DirectCells<?> direct : factory.direct(measures)) {
            stretches(direct)
                    .forEach(stretch -> asked.addDays(factory.database.transaction(connection ->
                            direct.cellsOf(connection, stretch, known.ledgers().merges(), history))));
        }
    }

    private static void keep(Map<Integer, Ledger> ledgers, Map<Slice, Integer> numbers, SliceHistory history) {
        ledgers.forEach((account, ledger) -> ledger.versions()
                .forEach(version -> history.add(account, version.from(), number(numbers, version.sliceKey()))));
    }

    static void count(MrrMovement movement, Map<Slice, Integer> numbers, RequestedCells asked) {
        int slice = number(numbers, movement.sliceKey());
        CellSum.countMovement(
                movement.kind(),
                movement.amountMicros(),
                (measure, amount) -> asked.add(
                        measure, movement.day(), slice, CustomValueDictionary.NONE, amount, movement.account()));
    }

    static List<LedgerRow> entries(Map<Integer, Ledger> ledgers, Set<Measure> measures) {
        return ledgers.values().stream()
                .flatMap(ledger -> ledger.entries().stream())
                .filter(entry -> measures.contains(entry.measure()))
                .toList();
    }

    /// Which facts of which there are many are read at once: a month's, or one account's.
    private List<FactReader.Range> stretches(DirectCells<?> direct) {
        if (known.alone().isPresent()) {
            return List.of(known.stretch(CellRanges.BEGINNING, Ledger.END, false));
        }
        // A fact may have been kept at another day then.
        int around = known.ledgers().receivedUntil().isPresent() ? DayMoves.MOST_DAYS : 0;
        return factory.database.transaction(connection -> direct.months(connection, around)).stream()
                .map(month -> known.stretch(month, month.plusMonths(1), false))
                .toList();
    }

    static int number(Map<Slice, Integer> numbers, Slice sliceKey) {
        return Objects.requireNonNull(numbers.get(sliceKey));
    }

    @Override
    public List<MrrMovement> movements(LocalDate from, LocalDate to) {
        List<MrrMovement> movements = new ArrayList<>();
        known.ledgers()
                .each(
                        List.of(),
                        ledgers -> ledgers.values().stream()
                                .flatMap(ledger -> ledger.movements().stream())
                                .filter(movement -> !movement.day().isBefore(from)
                                        && movement.day().isBefore(to))
                                .forEach(movements::add));
        return List.copyOf(movements);
    }

    @Override
    public List<MrrMovement> balances(LocalDate day) {
        List<MrrMovement> balances = new ArrayList<>();
        known.ledgers()
                .each(
                        List.of(),
                        ledgers -> balances.addAll(LedgerReader.lastOfEach(ledgers.values().stream()
                                .flatMap(ledger -> ledger.movements().stream())
                                .filter(movement -> movement.day().isBefore(day))
                                .toList())));
        return List.copyOf(balances);
    }

    @Override
    public List<LedgerRow> entries(Set<Measure> measures, LocalDate from, LocalDate to) {
        List<LedgerRow> entries = new ArrayList<>();
        eachEntry(measures, from, to, entries::add);
        entries.sort(Comparator.comparingInt(LedgerRow::account)
                .thenComparing(LedgerRow::day)
                .thenComparingInt(entry -> entry.measure().code()));
        return List.copyOf(entries);
    }

    private void eachEntry(Set<Measure> measures, LocalDate from, LocalDate to, Consumer<LedgerRow> taker) {
        known.ledgers()
                .each(
                        factory.writing(measures),
                        ledgers -> entries(ledgers, measures).stream()
                                .filter(entry -> !entry.day().isBefore(from)
                                        && entry.day().isBefore(to))
                                .forEach(taker));
    }

    @Override
    public LatestAnswers latestAnswers(LatestAnswers.Filter asked, LocalDate from, LocalDate to) {
        SliceHistory history = factory.noHistory();
        known.ledgers().each(List.of(), ledgers -> keep(ledgers, factory.numbers(ledgers.values()), history));
        return factory.database.transaction(connection -> {
            LatestAnswers answers = new LatestAnswers();
            FactReader.someByDay(
                    connection,
                    FactTables.SURVEY_ANSWER,
                    known.stretch(from, to, false),
                    asked.condition(),
                    LatestAnswers.MOST + 1,
                    stored -> answers.accept(answer(stored, history)));
            return answers;
        });
    }

    @Override
    public <T extends Consumer<Answer>> T answers(LocalDate from, LocalDate to, Supplier<T> taker) {
        SliceHistory history = factory.noHistory();
        known.ledgers().each(List.of(), ledgers -> keep(ledgers, factory.numbers(ledgers.values()), history));
        return factory.database.transaction(connection -> {
            T answers = taker.get();
            FactReader.byDay(
                    connection,
                    FactTables.SURVEY_ANSWER,
                    known.stretch(from, to, true),
                    stored -> answers.accept(answer(stored, history)));
            return answers;
        });
    }

    private Answer answer(StoredFact<SurveyAnswer> stored, SliceHistory history) {
        int primary = known.ledgers().merges().primary(stored.account());
        int slice = OwnSliceKey.slice(stored, history.slice(primary, stored.day()), factory.slices);
        return new Answer(stored.about(primary), slice);
    }

    @Override
    public Policies policies() {
        return known.ledgers().rules().policies();
    }

    @Override
    public boolean hasRates() {
        return !known.ledgers().rules().rates().isEmpty();
    }

    @Override
    public HealthModels healthModels() {
        return known.healthModels();
    }

    @Override
    public List<StoredFact<Feedback>> remarks(Collection<Integer> accounts) {
        List<Integer> asked = accounts.stream()
                .filter(account ->
                        known.alone().isEmpty() || known.alone().get().equals(account))
                .toList();
        return factory.database.transaction(
                connection -> AccountFacts.read(
                                connection,
                                List.of(FactTables.FEEDBACK),
                                asked,
                                known.ledgers().receivedUntil())
                        .values()
                        .stream()
                        .flatMap(facts -> facts.of(FactTables.FEEDBACK).stream())
                        .sorted(StoredFact.ORDER)
                        .toList());
    }

    @Override
    public SortedSet<String> customValues(Set<Measure> measures) {
        return customValues.computeIfAbsent(
                measures,
                _ -> cells(CellRequest.of(measures, List.of(Ledger.END))).stream()
                        .filter(cell -> cell.customValue() != CustomValueDictionary.NONE)
                        .map(cell -> factory.customValues.name(cell.customValue()))
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    @Override
    public List<PendingFacts> pending(Map<String, Period> periods, Slice slice) {
        record Money(String kind, String currency) {}
        Map<Money, SortedMap<LocalDate, Long>> countOn = new HashMap<>();
        eachEntry(Set.of(Measure.PENDING), CellRanges.BEGINNING, Ledger.END, entry -> {
            Period period = periods.get(entry.customValue());
            if (period != null && period.contains(entry.day()) && slice.holds(entry.sliceKey())) {
                countOn.computeIfAbsent(new Money(entry.customValue(), entry.item()), _ -> new TreeMap<>())
                        .merge(entry.day(), entry.amount(), Math::addExact);
            }
        });
        return countOn.entrySet().stream()
                .map(entry ->
                        PendingFacts.of(entry.getKey().kind(), entry.getKey().currency(), entry.getValue()))
                .sorted(PendingFacts.ORDER)
                .toList();
    }

    @Override
    public Map<Measure, LocalDate> firstDays(Set<Measure> measures) {
        if (!firstDays.keySet().containsAll(measures)) {
            // Nothing was before.
            var _ = cells(CellRequest.of(measures, List.of(CellRanges.BEGINNING)));
        }
        Map<Measure, LocalDate> days = new EnumMap<>(Measure.class);
        measures.forEach(measure ->
                firstDays.getOrDefault(measure, Optional.empty()).ifPresent(first -> days.put(measure, first)));
        return days;
    }
}
