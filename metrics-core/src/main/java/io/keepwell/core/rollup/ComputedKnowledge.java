package io.keepwell.core.rollup;

import io.keepwell.core.access.PartnerKeys;
import io.keepwell.core.account.Merges;
import io.keepwell.core.account.Slice;
import io.keepwell.core.account.SliceDictionary;
import io.keepwell.core.database.Database;
import io.keepwell.core.fact.Fact;
import io.keepwell.core.fact.FactReader;
import io.keepwell.core.fact.FactTable;
import io.keepwell.core.fact.FactTables;
import io.keepwell.core.fact.Feedback;
import io.keepwell.core.fact.StoredFact;
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
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// What was known at a moment, worked out anew from the facts received until then. Takes time and memory
/// in proportion to all of them. Without a moment it is a recount of what is stored. Which accounts are
/// one is as of today, whatever the moment.
public final class ComputedKnowledge implements Knowledge {
    private final List<MrrMovement> movements = new ArrayList<>();
    private final List<LedgerEntry> entries = new ArrayList<>();
    private final List<Answer> answers = new ArrayList<>();
    private final List<StoredFact<Feedback>> remarks = new ArrayList<>();
    private final List<Cell> cells;
    private final DetailDictionary detailNames;
    private final HealthModels healthModels;
    private final Policies policies;

    private ComputedKnowledge(Maker maker, Collected collected) {
        Map<Integer, Ledger> ledgers = collected.ledgers(maker.books);
        for (Ledger ledger : ledgers.values()) {
            movements.addAll(ledger.movements());
            entries.addAll(ledger.entries());
        }
        Map<Slice, Integer> numbers = maker.slices.numbers(leaves(ledgers.values()));
        Map<String, Integer> details =
                maker.details.numbers(entries.stream().map(LedgerEntry::detail).collect(Collectors.toSet()));
        CellSum sum = new CellSum();
        movements.forEach(movement -> sum.addMovement(
                movement.day(),
                movement.kind(),
                number(numbers, movement.leaf()),
                movement.account(),
                movement.amountMicros()));
        entries.forEach(entry -> sum.add(
                entry.quantity(),
                entry.day(),
                number(numbers, entry.leaf()),
                Objects.requireNonNull(details.get(entry.detail())),
                entry.amount(),
                entry.account()));
        for (DirectCells.Kind<?> kind : maker.kinds) {
            addDirect(kind, collected, ledgers, numbers, sum);
        }
        collected.facts.values().stream()
                .flatMap(facts -> facts.of(FactTables.SURVEY_ANSWER).stream())
                .forEach(stored -> answers.add(new Answer(stored, number(numbers, leaf(ledgers, stored)))));
        answers.sort(Comparator.comparing(Answer::day).thenComparingInt(Answer::account));
        collected.facts.values().forEach(facts -> remarks.addAll(facts.of(FactTables.FEEDBACK)));
        remarks.sort(StoredFact.ORDER);
        this.cells = sum.cells();
        this.detailNames = maker.details;
        this.healthModels = collected.healthModels;
        this.policies = collected.rules.policies();
    }

    /// Works out what was known.
    @Singleton
    public static final class Maker {
        private final Database database;
        private final SliceDictionary slices;
        private final DetailDictionary details;
        private final Settings settings;
        private final HealthSettings health;
        private final List<Book> books;
        private final List<DirectCells.Kind<?>> kinds;

        @Inject
        public Maker(
                Database database,
                SliceDictionary slices,
                DetailDictionary details,
                UserDictionary users,
                Settings settings,
                HealthSettings health,
                Collection<Book> books) {
            this.database = database;
            this.slices = slices;
            this.details = details;
            this.settings = settings;
            this.health = health;
            this.books = List.copyOf(books);
            this.kinds = List.of(new AnswerCells(), new UsageCells(users, details));
        }

        /// @param receivedUntil empty for all that is stored
        public ComputedKnowledge knownAt(Optional<Instant> receivedUntil) {
            return known(receivedUntil, connection -> facts(connection, receivedUntil));
        }

        /// What is known now of one account and its parts alone, as if there were no others. Takes time
        /// and memory in proportion to its own facts.
        ///
        /// @param account no part of another
        public ComputedKnowledge ofAccount(int account) {
            return known(
                    Optional.empty(), connection -> AccountFacts.read(connection, FactTables.ALL, List.of(account)));
        }

        private interface Facts {
            Map<Integer, AccountFacts> read(Connection connection) throws SQLException;
        }

        private ComputedKnowledge known(Optional<Instant> receivedUntil, Facts facts) {
            Firm firm = settings.firm();
            Policies policies = settings.policies();
            HealthModels models = health.models(receivedUntil);
            Collected collected = database.transaction(connection -> new Collected(
                    new LedgerRules(
                            firm.zone(),
                            Rates.read(connection, firm.currency(), policies, receivedUntil),
                            policies,
                            PartnerKeys.names(connection)),
                    facts.read(connection),
                    models));
            return new ComputedKnowledge(this, collected);
        }

        private static Map<Integer, AccountFacts> facts(Connection connection, Optional<Instant> receivedUntil)
                throws SQLException {
            Map<Integer, AccountFacts> facts = new TreeMap<>();
            Merges merges = Merges.all(connection);
            for (FactTable<?> table : FactTables.ALL) {
                read(connection, table, receivedUntil, merges, facts);
            }
            return facts;
        }

        private static <F extends Fact> void read(
                Connection connection,
                FactTable<F> table,
                Optional<Instant> receivedUntil,
                Merges merges,
                Map<Integer, AccountFacts> facts)
                throws SQLException {
            FactReader.all(connection, table, receivedUntil, stored -> {
                int whole = merges.whole(stored.account());
                facts.computeIfAbsent(whole, AccountFacts::new).add(table, stored.about(whole));
            });
        }
    }

    private record Collected(LedgerRules rules, Map<Integer, AccountFacts> facts, HealthModels healthModels) {
        Map<Integer, Ledger> ledgers(List<Book> books) {
            Map<Integer, Ledger> ledgers = new TreeMap<>();
            facts.forEach((account, ofAccount) -> ledgers.put(account, Ledger.of(ofAccount, rules, books)));
            return ledgers;
        }
    }

    private static <F extends Fact> void addDirect(
            DirectCells.Kind<F> kind,
            Collected collected,
            Map<Integer, Ledger> ledgers,
            Map<Slice, Integer> numbers,
            CellSum sum) {
        List<Sliced<F>> facts = new ArrayList<>();
        for (AccountFacts ofAccount : collected.facts().values()) {
            for (StoredFact<F> stored : ofAccount.of(kind.table())) {
                facts.add(new Sliced<>(stored, number(numbers, leaf(ledgers, stored))));
            }
        }
        kind.add(facts, sum);
    }

    private static Slice leaf(Map<Integer, Ledger> ledgers, StoredFact<?> stored) {
        return Objects.requireNonNull(ledgers.get(stored.account())).leafOn(stored.day());
    }

    private static int number(Map<Slice, Integer> numbers, Slice leaf) {
        return Objects.requireNonNull(numbers.get(leaf));
    }

    private static Set<Slice> leaves(Collection<Ledger> ledgers) {
        Set<Slice> leaves = new HashSet<>();
        leaves.add(Slice.UNKNOWN);
        for (Ledger ledger : ledgers) {
            ledger.versions().forEach(version -> leaves.add(version.leaf()));
        }
        return leaves;
    }

    /// All cells of single days, in order.
    public List<Cell> dayCells() {
        return List.copyOf(cells);
    }

    /// All cells of months, in order.
    public List<Cell> monthCells() {
        CellSum sum = new CellSum();
        cells.forEach(cell -> sum.addCell(cell.day().withDayOfMonth(1), cell));
        return sum.cells();
    }

    @Override
    public List<Cell> cells(CellRequest request) {
        return cells.stream()
                .filter(cell -> {
                    SortedSet<LocalDate> boundaries = request.boundaries().get(cell.quantity());
                    return boundaries != null && cell.day().isBefore(boundaries.last());
                })
                .toList();
    }

    @Override
    public List<MrrMovement> movements(LocalDate from, LocalDate to) {
        return movements.stream()
                .filter(movement ->
                        !movement.day().isBefore(from) && movement.day().isBefore(to))
                .toList();
    }

    @Override
    public List<MrrMovement> balances(LocalDate day) {
        return LedgerReader.lastOfEach(movements.stream()
                .filter(movement -> movement.day().isBefore(day))
                .toList());
    }

    @Override
    public List<LedgerEntry> entries(Set<Quantity> quantities, LocalDate from, LocalDate to) {
        return entries.stream()
                .filter(entry -> quantities.contains(entry.quantity())
                        && !entry.day().isBefore(from)
                        && entry.day().isBefore(to))
                .sorted(Comparator.comparingInt(LedgerEntry::account)
                        .thenComparing(LedgerEntry::day)
                        .thenComparingInt(entry -> entry.quantity().code()))
                .toList();
    }

    @Override
    public List<Answer> answers(LocalDate from, LocalDate to) {
        return answers.stream()
                .filter(answer -> !answer.day().isBefore(from) && answer.day().isBefore(to))
                .toList();
    }

    @Override
    public Policies policies() {
        return policies;
    }

    @Override
    public HealthModels healthModels() {
        return healthModels;
    }

    @Override
    public List<StoredFact<Feedback>> remarks(Collection<Integer> accounts) {
        return remarks.stream()
                .filter(remark -> accounts.contains(remark.account()))
                .toList();
    }

    @Override
    public SortedSet<String> details(Set<Quantity> quantities) {
        return cells.stream()
                .filter(cell -> quantities.contains(cell.quantity()) && cell.detail() != DetailDictionary.NONE)
                .map(cell -> detailNames.name(cell.detail()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Override
    public List<HeldBack> heldBack(LocalDate from, LocalDate to) {
        return entries(Set.of(Quantity.HELD_BACK), from, to).stream()
                .limit(MOST_HELD_BACK)
                .map(entry -> new HeldBack(entry.day(), entry.detail(), entry.item(), entry.leaf(), entry.amount()))
                .toList();
    }

    @Override
    public Map<Quantity, LocalDate> firstDays(Set<Quantity> quantities) {
        Map<Quantity, LocalDate> days = new EnumMap<>(Quantity.class);
        for (Cell cell : cells) {
            if (quantities.contains(cell.quantity())) {
                days.merge(cell.quantity(), cell.day(), (one, other) -> one.isBefore(other) ? one : other);
            }
        }
        return days;
    }
}
