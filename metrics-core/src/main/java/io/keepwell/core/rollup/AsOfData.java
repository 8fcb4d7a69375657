package io.keepwell.core.rollup;

import io.keepwell.core.account.Merges;
import io.keepwell.core.account.Slice;
import io.keepwell.core.account.SliceDictionary;
import io.keepwell.core.account.PartnerNames;
import io.keepwell.core.database.Database;
import io.keepwell.core.fact.AccountBatches;
import io.keepwell.core.fact.DayMoves;
import io.keepwell.core.fact.FactReader;
import io.keepwell.core.fact.FactTables;
import io.keepwell.core.fact.Feedback;
import io.keepwell.core.fact.StoredFact;
import io.keepwell.core.fact.SurveyAnswer;
import io.keepwell.core.ledger.AccountFacts;
import io.keepwell.core.ledger.CustomValueDictionary;
import io.keepwell.core.ledger.Ledger;
import io.keepwell.core.ledger.LedgerBuilder;
import io.keepwell.core.ledger.LedgerReader;
import io.keepwell.core.ledger.LedgerRow;
import io.keepwell.core.ledger.LedgerRules;
import io.keepwell.core.ledger.Measure;
import io.keepwell.core.ledger.MrrMovement;
import io.keepwell.core.setting.Firm;
import io.keepwell.core.setting.HealthModels;
import io.keepwell.core.setting.HealthSettings;
import io.keepwell.core.setting.Policies;
import io.keepwell.core.setting.Settings;
import io.keepwell.core.time.Period;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
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
    private final Maker maker;
    private final AsOfRules known;
    private final Map<Measure, Optional<LocalDate>> firstDays = new EnumMap<>(Measure.class);
    private final Map<Set<Measure>, SortedSet<String>> customValues = new HashMap<>();

    private AsOfData(Maker maker, AsOfRules known) {
        this.maker = maker;
        this.known = known;
    }

    /// What all answers have in common.
    ///
    /// @param alone the only account, if there are no others
    private record AsOfRules(LedgerPass ledgers, Optional<Integer> alone, HealthModels healthModels) {
        FactReader.Range stretch(LocalDate from, LocalDate to, boolean largeTexts) {
            return new FactReader.Range(
                    ledgers.receivedUntil(),
                    alone.map(account -> ledgers.merges().keptUnder(List.of(account))),
                    from,
                    to,
                    largeTexts);
        }
    }

    /// Works out what was known.
    @Singleton
    public static final class Maker {
        private final Database database;
        private final SliceDictionary slices;
        private final CustomValueDictionary customValues;
        private final Settings settings;
        private final PolicyChanges policies;
        private final HealthSettings health;
        private final List<LedgerBuilder> builders;
        private final List<DirectCells<?>> direct;

        @Inject
        public Maker(
                Database database,
                SliceDictionary slices,
                CustomValueDictionary customValues,
                UserDictionary users,
                Settings settings,
                PolicyChanges policies,
                HealthSettings health,
                Collection<LedgerBuilder> builders) {
            this.database = database;
            this.slices = slices;
            this.customValues = customValues;
            this.settings = settings;
            this.policies = policies;
            this.health = health;
            this.builders = List.copyOf(builders);
            this.direct = List.of(
                    new DirectCells<>(slices, new AnswerCells()),
                    new DirectCells<>(slices, new UsageCells(users, customValues)));
        }

        /// @param receivedUntil empty for all that is stored
        public AsOfData asOf(Optional<Instant> receivedUntil) {
            return new AsOfData(this, known(receivedUntil, Optional.empty()));
        }

        /// What is known now of one account and its parts alone, as if there were no others.
        ///
        /// @param account no part of another
        public AsOfData ofAccount(int account) {
            return new AsOfData(this, known(Optional.empty(), Optional.of(account)));
        }

        /// All cells there should be now.
        public RecomputedCells recount() {
            RequestedCells everything = RequestedCells.ofEveryDay();
            asOf(Optional.empty()).count(EnumSet.allOf(Measure.class), everything);
            return RecomputedCells.of(everything.cells());
        }

        private AsOfRules known(Optional<Instant> receivedUntil, Optional<Integer> alone) {
            HealthModels models = health.models(receivedUntil);
            LedgerPass ledgers = database.transaction(connection -> new LedgerPass(
                    database,
                    rules(connection, receivedUntil),
                    alone.isPresent() ? List.of(alone.get()) : Rebuild.accounts(connection),
                    alone.isPresent() ? Merges.of(connection, List.of(alone.get())) : Merges.all(connection),
                    receivedUntil,
                    AccountBatches.MOST_FACTS));
            return new AsOfRules(ledgers, alone, models);
        }

        /// By what ledgers were made at a moment.
        LedgerRules rules(Connection connection, Optional<Instant> receivedUntil) throws SQLException {
            Policies ofThen = receivedUntil.map(policies::at).orElseGet(settings::policies);
            Firm firm = settings.firm();
            return new LedgerRules(
                    firm.zone(),
                    StoredRates.read(connection, firm.currency(), ofThen, receivedUntil),
                    ofThen,
                    PartnerNames.byNumber(connection));
        }

        /// The ledger builders that write any of some measures.
        List<LedgerBuilder> writing(Set<Measure> measures) {
            return builders.stream()
                    .filter(builder -> !Collections.disjoint(builder.writes(), measures))
                    .toList();
        }

        /// What any of some measures is added up from without a ledger.
        List<DirectCells<?>> direct(Set<Measure> measures) {
            return direct.stream()
                    .filter(cells -> !Collections.disjoint(cells.measures(), measures))
                    .toList();
        }

        private Map<Slice, Integer> numbers(Collection<Ledger> ledgers) {
            Set<Slice> sliceKeys = new HashSet<>();
            sliceKeys.add(Slice.UNKNOWN);
            ledgers.forEach(ledger -> ledger.versions().forEach(version -> sliceKeys.add(version.sliceKey())));
            return slices.numbers(sliceKeys);
        }

        void count(List<LedgerRow> entries, Map<Slice, Integer> numbers, RequestedCells asked) {
            Map<String, Integer> customValueNumbers = this.customValues.numbers(
                    entries.stream().map(LedgerRow::customValue).collect(Collectors.toSet()));
            entries.forEach(entry -> asked.add(
                    entry.measure(),
                    entry.day(),
                    number(numbers, entry.sliceKey()),
                    Objects.requireNonNull(customValueNumbers.get(entry.customValue())),
                    entry.amount(),
                    entry.account()));
        }

        private SliceHistory noHistory() {
            return new SliceHistory(number(numbers(List.of()), Slice.UNKNOWN));
        }
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
    private void count(Set<Measure> measures, RequestedCells asked) {
        if (measures.isEmpty()) {
            return;
        }
        SliceHistory history = maker.noHistory();
        known.ledgers().each(maker.writing(measures), ledgers -> {
            Map<Slice, Integer> numbers = maker.numbers(ledgers.values());
            keep(ledgers, numbers, history);
            for (Ledger ledger : ledgers.values()) {
                ledger.movements().forEach(movement -> count(movement, numbers, asked));
            }
            maker.count(entries(ledgers, measures), numbers, asked);
        });
        for (DirectCells<?> direct : maker.direct(measures)) {
            stretches(direct)
                    .forEach(stretch -> asked.addDays(maker.database.transaction(connection ->
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
        return maker.database.transaction(connection -> direct.months(connection, around)).stream()
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
                        maker.writing(measures),
                        ledgers -> entries(ledgers, measures).stream()
                                .filter(entry -> !entry.day().isBefore(from)
                                        && entry.day().isBefore(to))
                                .forEach(taker));
    }

    @Override
    public LatestAnswers latestAnswers(LatestAnswers.Filter asked, LocalDate from, LocalDate to) {
        SliceHistory history = maker.noHistory();
        known.ledgers().each(List.of(), ledgers -> keep(ledgers, maker.numbers(ledgers.values()), history));
        return maker.database.transaction(connection -> {
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
        SliceHistory history = maker.noHistory();
        known.ledgers().each(List.of(), ledgers -> keep(ledgers, maker.numbers(ledgers.values()), history));
        return maker.database.transaction(connection -> {
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
        int whole = known.ledgers().merges().whole(stored.account());
        int slice = OwnSliceKey.slice(stored, history.slice(whole, stored.day()), maker.slices);
        return new Answer(stored.about(whole), slice);
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
        return maker.database.transaction(
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
                        .map(cell -> maker.customValues.name(cell.customValue()))
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
