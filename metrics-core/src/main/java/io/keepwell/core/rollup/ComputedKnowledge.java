package io.keepwell.core.rollup;

import io.keepwell.core.account.Slice;
import io.keepwell.core.account.SliceDictionary;
import io.keepwell.core.database.Database;
import io.keepwell.core.fact.AccountProfile;
import io.keepwell.core.fact.Fact;
import io.keepwell.core.fact.FactReader;
import io.keepwell.core.fact.FactTable;
import io.keepwell.core.fact.FactTables;
import io.keepwell.core.fact.StoredFact;
import io.keepwell.core.fact.SubscriptionChange;
import io.keepwell.core.fact.SurveyAnswer;
import io.keepwell.core.ledger.Ledger;
import io.keepwell.core.ledger.LedgerReader;
import io.keepwell.core.ledger.MrrMovement;
import io.keepwell.core.money.CurrencyCode;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;

/// What was known at a moment, worked out anew from the facts received until then. Takes time and memory in
/// proportion
/// to
/// all of them. Without a moment it is a recount of what is stored.
public final class ComputedKnowledge implements Knowledge {
    private final List<MrrMovement> movements = new ArrayList<>();
    private final List<Answer> answers = new ArrayList<>();
    private final List<Cell> cells;

    public ComputedKnowledge(
            Database database, SliceDictionary slices, CurrencyCode currency, Optional<Instant> receivedUntil) {
        Collector collector = new Collector();
        database.run(connection -> {
            collector.clear();
            collector.read(connection, receivedUntil);
        });
        Map<Integer, Ledger> ledgers = collector.ledgers(currency);
        ledgers.values().forEach(ledger -> movements.addAll(ledger.movements()));
        Map<Slice, Integer> numbers = slices.numbers(leaves(ledgers.values()));
        for (StoredFact<SurveyAnswer> answer : collector.answers) {
            Slice leaf = Optional.ofNullable(ledgers.get(answer.account()))
                    .map(ledger -> ledger.leafOn(answer.day()))
                    .orElse(Slice.UNKNOWN);
            answers.add(new Answer(
                    answer.account(), answer.day(), Objects.requireNonNull(numbers.get(leaf)), answer.fact()));
        }
        answers.sort(Comparator.comparing(Answer::day).thenComparingInt(Answer::account));
        CellSum sum = new CellSum();
        movements.forEach(movement -> sum.addMovement(
                movement.day(),
                movement.kind(),
                Objects.requireNonNull(numbers.get(movement.leaf())),
                movement.account(),
                movement.amountMicros()));
        answers.forEach(sum::addAnswer);
        this.cells = sum.cells();
    }

    private static final class Collector {
        private final Map<Integer, List<StoredFact<AccountProfile>>> profiles = new TreeMap<>();
        private final Map<Integer, List<StoredFact<SubscriptionChange>>> changes = new TreeMap<>();
        private final List<StoredFact<SurveyAnswer>> answers = new ArrayList<>();

        void clear() {
            profiles.clear();
            changes.clear();
            answers.clear();
        }

        void read(Connection connection, Optional<Instant> receivedUntil) throws SQLException {
            readInto(connection, FactTables.ACCOUNT_PROFILE, receivedUntil, profiles);
            readInto(connection, FactTables.SUBSCRIPTION_CHANGE, receivedUntil, changes);
            FactReader.all(connection, FactTables.SURVEY_ANSWER, receivedUntil, answers::add);
        }

        private static <F extends Fact> void readInto(
                Connection connection,
                FactTable<F> table,
                Optional<Instant> receivedUntil,
                Map<Integer, List<StoredFact<F>>> byAccount)
                throws SQLException {
            FactReader.all(
                    connection,
                    table,
                    receivedUntil,
                    fact -> byAccount
                            .computeIfAbsent(fact.account(), _ -> new ArrayList<>())
                            .add(fact));
        }

        Map<Integer, Ledger> ledgers(CurrencyCode currency) {
            Set<Integer> accounts = new HashSet<>(profiles.keySet());
            accounts.addAll(changes.keySet());
            Map<Integer, Ledger> ledgers = new TreeMap<>();
            for (int account : accounts) {
                ledgers.put(
                        account,
                        Ledger.of(
                                account,
                                profiles.getOrDefault(account, List.of()),
                                changes.getOrDefault(account, List.of()),
                                currency));
            }
            return ledgers;
        }
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
    public List<Cell> cells(Set<Quantity> quantities, SortedSet<LocalDate> boundaries) {
        return cells.stream()
                .filter(cell ->
                        quantities.contains(cell.quantity()) && cell.day().isBefore(boundaries.last()))
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
    public List<Answer> answers(LocalDate from, LocalDate to) {
        return answers.stream()
                .filter(answer -> !answer.day().isBefore(from) && answer.day().isBefore(to))
                .toList();
    }
}
