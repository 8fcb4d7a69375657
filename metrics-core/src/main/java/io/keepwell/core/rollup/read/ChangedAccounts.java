package io.keepwell.core.rollup.read;

import io.keepwell.core.account.Account;
import io.keepwell.core.account.Merges;
import io.keepwell.core.account.Slice;
import io.keepwell.core.database.Database;
import io.keepwell.core.fact.Fact;
import io.keepwell.core.fact.FactTable;
import io.keepwell.core.fact.store.AccountBatches;
import io.keepwell.core.ledger.AccountFacts;
import io.keepwell.core.ledger.AccountVersion;
import io.keepwell.core.ledger.Ledger;
import io.keepwell.core.ledger.LedgerBuilder;
import io.keepwell.core.ledger.LedgerRules;
import io.keepwell.core.ledger.Measure;
import io.keepwell.core.rollup.cell.Cell;
import io.keepwell.core.rollup.cell.CellSum;
import io.keepwell.core.rollup.cell.DirectCells;
import io.keepwell.core.rollup.cell.OwnSliceKey;
import io.keepwell.core.rollup.cell.SlicedFact;
import io.keepwell.core.rollup.rebuild.LedgerRefresh;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/// Which accounts count for something else in cells at one moment of knowing than at another.
@Singleton
public final class ChangedAccounts {
    /// Which are read only of the kinds of facts that the rest is made of.
    private static final Set<Measure> OF_EVERY_KIND = Set.of(Measure.CONVERTED, Measure.PENDING);

    private static final int WITHIN = 1;
    private static final int ELSEWHERE = 2;

    private final Database database;
    private final AsOfDataFactory maker;

    public ChangedAccounts(Database database, AsOfDataFactory maker) {
        this.database = database;
        this.maker = maker;
    }

    /// The kinds of facts about accounts that some measures are made of, with those that say where
    /// accounts stand. Exchange rates, which are about no account, are not among them.
    public Set<FactTable<?>> kinds(Set<Measure> measures) {
        Set<Measure> ofTheirOwn = EnumSet.copyOf(measures);
        ofTheirOwn.removeAll(OF_EVERY_KIND);
        Set<FactTable<?>> kinds = new LinkedHashSet<>(LedgerRefresh.tables(maker.writing(ofTheirOwn)));
        maker.direct(measures).forEach(direct -> kinds.add(direct.table()));
        return kinds;
    }

    /// Whether exchange rates have a part in what is read: in all that ledgers are made of, and in where
    /// accounts stand.
    public boolean needsRates(CellRequest request) {
        Set<Measure> ofLedgers = new TreeSet<>(request.boundaries().keySet());
        maker.direct(ofLedgers).forEach(direct -> ofLedgers.removeAll(direct.measures()));
        return !ofLedgers.isEmpty() || !request.slice().isWhole();
    }

    /// Those of some accounts that count for something else in the cells of a request. Takes time in
    /// proportion to their facts of the kinds that it rests on.
    ///
    /// @param accounts not merged into others
    /// @param later empty for now
    public Set<Integer> among(
            Collection<Integer> accounts, CellRequest request, Instant earlier, Optional<Instant> later) {
        if (accounts.isEmpty()) {
            return Set.of();
        }
        Set<Measure> measures = request.boundaries().keySet();
        Set<FactTable<?>> kinds = kinds(measures);
        List<List<Integer>> pieces = database.transaction(
                connection -> new AccountBatches(kinds, Merges.of(connection, accounts), AccountBatches.MOST_FACTS)
                        .of(connection, accounts));
        Set<Integer> changed = new TreeSet<>();
        for (List<Integer> piece : pieces) {
            Map<Integer, List<Cell>> then = cells(piece, kinds, request, Optional.of(earlier));
            Map<Integer, List<Cell>> now = cells(piece, kinds, request, later);
            piece.stream()
                    .filter(account -> !Objects.equals(then.get(account), now.get(account)))
                    .forEach(changed::add);
        }
        return changed;
    }

    /// What each account by itself counts for.
    private Map<Integer, List<Cell>> cells(
            List<Integer> accounts, Set<FactTable<?>> kinds, CellRequest request, Optional<Instant> receivedUntil) {
        record Snapshot(LedgerRules rules, Map<Integer, AccountFacts> facts) {
            static Snapshot read(
                    Connection connection,
                    AsOfDataFactory maker,
                    Set<FactTable<?>> kinds,
                    List<Integer> accounts,
                    Optional<Instant> receivedUntil)
                    throws SQLException {
                return new Snapshot(
                        maker.rules(connection, receivedUntil),
                        AccountFacts.read(connection, kinds, accounts, receivedUntil));
            }
        }
        Snapshot known =
                database.transaction(connection -> Snapshot.read(connection, maker, kinds, accounts, receivedUntil));
        List<LedgerBuilder> builders = maker.writing(request.boundaries().keySet());
        Map<Integer, List<Cell>> cells = new TreeMap<>();
        known.facts()
                .forEach((account, facts) ->
                        cells.put(account, cells(facts, Ledger.of(facts, known.rules(), builders), request)));
        return cells;
    }

    private List<Cell> cells(AccountFacts facts, Ledger ledger, CellRequest request) {
        Set<Measure> measures = request.boundaries().keySet();
        Map<Slice, Integer> numbers = numbers(ledger, request.slice());
        if (!numbers.containsValue(WITHIN) && facts.account() != Account.FIRM) {
            // What is read everywhere is read of accounts that ever stood in the slice.
            return List.of();
        }
        RequestedCells asked = RequestedCells.of(request);
        ledger.movements().forEach(movement -> AsOfData.count(movement, numbers, asked));
        maker.count(AsOfData.entries(Map.of(facts.account(), ledger), measures), numbers, asked);
        for (DirectCells<?> direct : maker.direct(measures)) {
            asked.addDays(cells(direct, facts, request.slice(), ledger, numbers));
        }
        return asked.touched().stream()
                .filter(cell -> cell.slice() != ELSEWHERE || request.readsEverywhere(cell.measure()))
                .toList();
    }

    /// All leaves within the slice are one here, and all others: moving between them changes nothing.
    private static Map<Slice, Integer> numbers(Ledger ledger, Slice slice) {
        Map<Slice, Integer> numbers = new HashMap<>();
        Stream.concat(Stream.of(Slice.UNKNOWN), ledger.versions().stream().map(AccountVersion::sliceKey))
                .forEach(sliceKey -> numbers.put(sliceKey, slice.holds(sliceKey) ? WITHIN : ELSEWHERE));
        return numbers;
    }

    private static <F extends Fact> List<Cell> cells(
            DirectCells<F> direct, AccountFacts facts, Slice slice, Ledger ledger, Map<Slice, Integer> numbers) {
        CellSum sum = new CellSum();
        direct.kind()
                .add(
                        facts.of(direct.table()).stream()
                                .map(stored -> new SlicedFact<>(
                                        stored,
                                        OwnSliceKey.of(stored)
                                                .map(own -> slice.holds(own) ? WITHIN : ELSEWHERE)
                                                .orElseGet(() ->
                                                        AsOfData.number(numbers, ledger.sliceKeyOn(stored.day())))))
                                .toList(),
                        sum);
        return sum.cells();
    }
}
