package io.keepwell.core.rollup;

import io.keepwell.core.access.PartnerKeys;
import io.keepwell.core.account.Merges;
import io.keepwell.core.account.Slice;
import io.keepwell.core.account.SliceDictionary;
import io.keepwell.core.database.Database;
import io.keepwell.core.fact.AccountPieces;
import io.keepwell.core.fact.DayMoves;
import io.keepwell.core.fact.FactReader;
import io.keepwell.core.fact.FactTables;
import io.keepwell.core.fact.Feedback;
import io.keepwell.core.fact.StoredFact;
import io.keepwell.core.fact.SurveyAnswer;
import io.keepwell.core.ledger.AccountFacts;
import io.keepwell.core.ledger.Book;
import io.keepwell.core.ledger.DetailDictionary;
import io.keepwell.core.ledger.Ledger;
import io.keepwell.core.ledger.LedgerEntry;
import io.keepwell.core.ledger.LedgerReader;
import io.keepwell.core.ledger.LedgerRules;
import io.keepwell.core.ledger.MrrMovement;
import io.keepwell.core.ledger.Quantity;
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
public final class ComputedKnowledge implements Knowledge {
    private final Maker maker;
    private final Known known;
    private final Map<Quantity, Optional<LocalDate>> firstDays = new EnumMap<>(Quantity.class);
    private final Map<Set<Quantity>, SortedSet<String>> details = new HashMap<>();

    private ComputedKnowledge(Maker maker, Known known) {
        this.maker = maker;
        this.known = known;
    }

    /// What all answers have in common.
    ///
    /// @param alone the only account, if there are no others
    private record Known(LedgerPass ledgers, Optional<Integer> alone, HealthModels healthModels) {
        FactReader.Stretch stretch(LocalDate from, LocalDate to, boolean largeTexts) {
            return new FactReader.Stretch(
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
        private final DetailDictionary details;
        private final Settings settings;
        private final PolicyChanges policies;
        private final HealthSettings health;
        private final List<Book> books;
        private final List<DirectCells<?>> direct;

        @Inject
        public Maker(
                Database database,
                SliceDictionary slices,
                DetailDictionary details,
                UserDictionary users,
                Settings settings,
                PolicyChanges policies,
                HealthSettings health,
                Collection<Book> books) {
            this.database = database;
            this.slices = slices;
            this.details = details;
            this.settings = settings;
            this.policies = policies;
            this.health = health;
            this.books = List.copyOf(books);
            this.direct = List.of(
                    new DirectCells<>(slices, new AnswerCells()),
                    new DirectCells<>(slices, new UsageCells(users, details)));
        }

        /// @param receivedUntil empty for all that is stored
        public ComputedKnowledge knownAt(Optional<Instant> receivedUntil) {
            return new ComputedKnowledge(this, known(receivedUntil, Optional.empty()));
        }

        /// What is known now of one account and its parts alone, as if there were no others.
        ///
        /// @param account no part of another
        public ComputedKnowledge ofAccount(int account) {
            return new ComputedKnowledge(this, known(Optional.empty(), Optional.of(account)));
        }

        /// All cells there should be now.
        public Recount recount() {
            AskedCells everything = AskedCells.ofEveryDay();
            knownAt(Optional.empty()).count(EnumSet.allOf(Quantity.class), everything);
            return Recount.of(everything.cells());
        }

        private Known known(Optional<Instant> receivedUntil, Optional<Integer> alone) {
            HealthModels models = health.models(receivedUntil);
            LedgerPass ledgers = database.transaction(connection -> new LedgerPass(
                    database,
                    rules(connection, receivedUntil),
                    alone.isPresent() ? List.of(alone.get()) : Rebuild.accounts(connection),
                    alone.isPresent() ? Merges.of(connection, List.of(alone.get())) : Merges.all(connection),
                    receivedUntil,
                    AccountPieces.MOST_FACTS));
            return new Known(ledgers, alone, models);
        }

        /// By what ledgers were made at a moment.
        LedgerRules rules(Connection connection, Optional<Instant> receivedUntil) throws SQLException {
            Policies ofThen = receivedUntil.map(policies::at).orElseGet(settings::policies);
            Firm firm = settings.firm();
            return new LedgerRules(
                    firm.zone(),
                    Rates.read(connection, firm.currency(), ofThen, receivedUntil),
                    ofThen,
                    PartnerKeys.names(connection));
        }

        /// The books that write any of some quantities.
        List<Book> writing(Set<Quantity> quantities) {
            return books.stream()
                    .filter(book -> !Collections.disjoint(book.writes(), quantities))
                    .toList();
        }

        /// What any of some quantities is added up from without a ledger.
        List<DirectCells<?>> direct(Set<Quantity> quantities) {
            return direct.stream()
                    .filter(cells -> !Collections.disjoint(cells.quantities(), quantities))
                    .toList();
        }

        private Map<Slice, Integer> numbers(Collection<Ledger> ledgers) {
            Set<Slice> leaves = new HashSet<>();
            leaves.add(Slice.UNKNOWN);
            ledgers.forEach(ledger -> ledger.versions().forEach(version -> leaves.add(version.leaf())));
            return slices.numbers(leaves);
        }

        void count(List<LedgerEntry> entries, Map<Slice, Integer> numbers, AskedCells asked) {
            Map<String, Integer> detailNumbers = this.details.numbers(
                    entries.stream().map(LedgerEntry::detail).collect(Collectors.toSet()));
            entries.forEach(entry -> asked.add(
                    entry.quantity(),
                    entry.day(),
                    number(numbers, entry.leaf()),
                    Objects.requireNonNull(detailNumbers.get(entry.detail())),
                    entry.amount(),
                    entry.account()));
        }

        private SliceHistory noHistory() {
            return new SliceHistory(number(numbers(List.of()), Slice.UNKNOWN));
        }
    }

    @Override
    public List<Cell> cells(CellRequest request) {
        Set<Quantity> quantities = request.boundaries().keySet();
        AskedCells asked = AskedCells.of(request);
        count(quantities, asked);
        quantities.forEach(quantity ->
                firstDays.put(quantity, Optional.ofNullable(asked.firstDays().get(quantity))));
        return asked.touched();
    }

    /// Counts what there is of some quantities.
    private void count(Set<Quantity> quantities, AskedCells asked) {
        if (quantities.isEmpty()) {
            return;
        }
        SliceHistory history = maker.noHistory();
        known.ledgers().each(maker.writing(quantities), ledgers -> {
            Map<Slice, Integer> numbers = maker.numbers(ledgers.values());
            keep(ledgers, numbers, history);
            for (Ledger ledger : ledgers.values()) {
                ledger.movements().forEach(movement -> count(movement, numbers, asked));
            }
            maker.count(entries(ledgers, quantities), numbers, asked);
        });
        for (DirectCells<?> direct : maker.direct(quantities)) {
            stretches(direct)
                    .forEach(stretch -> asked.addDays(maker.database.transaction(connection ->
                            direct.cellsOf(connection, stretch, known.ledgers().merges(), history))));
        }
    }

    private static void keep(Map<Integer, Ledger> ledgers, Map<Slice, Integer> numbers, SliceHistory history) {
        ledgers.forEach((account, ledger) -> ledger.versions()
                .forEach(version -> history.add(account, version.from(), number(numbers, version.leaf()))));
    }

    static void count(MrrMovement movement, Map<Slice, Integer> numbers, AskedCells asked) {
        int slice = number(numbers, movement.leaf());
        CellSum.countMovement(
                movement.kind(),
                movement.amountMicros(),
                (quantity, amount) ->
                        asked.add(quantity, movement.day(), slice, DetailDictionary.NONE, amount, movement.account()));
    }

    static List<LedgerEntry> entries(Map<Integer, Ledger> ledgers, Set<Quantity> quantities) {
        return ledgers.values().stream()
                .flatMap(ledger -> ledger.entries().stream())
                .filter(entry -> quantities.contains(entry.quantity()))
                .toList();
    }

    /// Which facts of which there are many are read at once: a month's, or one account's.
    private List<FactReader.Stretch> stretches(DirectCells<?> direct) {
        if (known.alone().isPresent()) {
            return List.of(known.stretch(CellRanges.BEGINNING, Ledger.END, false));
        }
        // A fact may have been kept at another day then.
        int around = known.ledgers().receivedUntil().isPresent() ? DayMoves.MOST_DAYS : 0;
        return maker.database.transaction(connection -> direct.months(connection, around)).stream()
                .map(month -> known.stretch(month, month.plusMonths(1), false))
                .toList();
    }

    static int number(Map<Slice, Integer> numbers, Slice leaf) {
        return Objects.requireNonNull(numbers.get(leaf));
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
    public List<LedgerEntry> entries(Set<Quantity> quantities, LocalDate from, LocalDate to) {
        List<LedgerEntry> entries = new ArrayList<>();
        eachEntry(quantities, from, to, entries::add);
        entries.sort(Comparator.comparingInt(LedgerEntry::account)
                .thenComparing(LedgerEntry::day)
                .thenComparingInt(entry -> entry.quantity().code()));
        return List.copyOf(entries);
    }

    private void eachEntry(Set<Quantity> quantities, LocalDate from, LocalDate to, Consumer<LedgerEntry> taker) {
        known.ledgers()
                .each(
                        maker.writing(quantities),
                        ledgers -> entries(ledgers, quantities).stream()
                                .filter(entry -> !entry.day().isBefore(from)
                                        && entry.day().isBefore(to))
                                .forEach(taker));
    }

    @Override
    public LatestAnswers latestAnswers(LatestAnswers.Asked asked, LocalDate from, LocalDate to) {
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
        int slice = OwnLeaf.slice(stored, history.slice(whole, stored.day()), maker.slices);
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
    public SortedSet<String> details(Set<Quantity> quantities) {
        return details.computeIfAbsent(
                quantities,
                _ -> cells(CellRequest.of(quantities, List.of(Ledger.END))).stream()
                        .filter(cell -> cell.detail() != DetailDictionary.NONE)
                        .map(cell -> maker.details.name(cell.detail()))
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    @Override
    public List<HeldBack> heldBack(Map<String, Period> periods, Slice slice) {
        record Money(String kind, String currency) {}
        Map<Money, SortedMap<LocalDate, Long>> countOn = new HashMap<>();
        eachEntry(Set.of(Quantity.HELD_BACK), CellRanges.BEGINNING, Ledger.END, entry -> {
            Period period = periods.get(entry.detail());
            if (period != null && period.contains(entry.day()) && slice.holds(entry.leaf())) {
                countOn.computeIfAbsent(new Money(entry.detail(), entry.item()), _ -> new TreeMap<>())
                        .merge(entry.day(), entry.amount(), Math::addExact);
            }
        });
        return countOn.entrySet().stream()
                .map(entry -> HeldBack.of(entry.getKey().kind(), entry.getKey().currency(), entry.getValue()))
                .sorted(HeldBack.ORDER)
                .toList();
    }

    @Override
    public Map<Quantity, LocalDate> firstDays(Set<Quantity> quantities) {
        if (!firstDays.keySet().containsAll(quantities)) {
            // Nothing was before.
            var _ = cells(CellRequest.of(quantities, List.of(CellRanges.BEGINNING)));
        }
        Map<Quantity, LocalDate> days = new EnumMap<>(Quantity.class);
        quantities.forEach(quantity ->
                firstDays.getOrDefault(quantity, Optional.empty()).ifPresent(first -> days.put(quantity, first)));
        return days;
    }
}
