package io.keepwell.core.rollup.cell;

import io.keepwell.core.account.Merges;
import io.keepwell.core.account.SliceDictionary;
import io.keepwell.core.fact.Fact;
import io.keepwell.core.fact.FactTable;
import io.keepwell.core.fact.store.FactReader;
import io.keepwell.core.fact.store.StoredFact;
import io.keepwell.core.ledger.Measure;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.roaringbitmap.longlong.Roaring64Bitmap;

/// Cells made straight of the facts of a kind of which there are many, without a ledger between.
public final class DirectCells<F extends Fact> implements CellSource {
    /// Facts read before they are added up.
    private static final int CHUNK = 10_000;

    private final SliceDictionary slices;
    private final Kind<F> kind;
    private final RememberedDays remembered = new RememberedDays();

    public DirectCells(SliceDictionary slices, Kind<F> kind) {
        this.slices = slices;
        this.kind = kind;
    }

    /// What the facts of a kind count for.
    public interface Kind<F extends Fact> {
        public FactTable<F> table();

        Set<Measure> measures();

        void add(List<SlicedFact<F>> facts, CellSum sum);
    }

    public FactTable<F> table() {
        return kind.table();
    }

    public Kind<F> kind() {
        return kind;
    }

    @Override
    public Set<Measure> measures() {
        return kind.measures();
    }

    /// The days that are added up already, for the refresher to begin and end its turns.
    public RememberedDays remembered() {
        return remembered;
    }

    /// All cells of some days, after some intakes brought facts to them.
    ///
    /// @param fresh the days, each with the intakes
    List<Cell> cells(Connection connection, Map<LocalDate, Set<Long>> fresh) throws SQLException {
        Set<LocalDate> known = remembered.among(fresh.keySet());
        addFresh(connection, known, fresh);
        Set<LocalDate> unknown = new TreeSet<>(fresh.keySet());
        unknown.removeAll(known);
        addWhole(connection, unknown);
        return remembered.cells(fresh.keySet());
    }

    private void addFresh(Connection connection, Set<LocalDate> some, Map<LocalDate, Set<Long>> fresh)
            throws SQLException {
        Set<Long> intakes = new TreeSet<>();
        some.forEach(day -> intakes.addAll(fresh.getOrDefault(day, Set.of())));
        if (intakes.isEmpty()) {
            return;
        }
        Map<LocalDate, Roaring64Bitmap> added = new HashMap<>();
        Chunks chunks = new Chunks(remembered.sum());
        SlicedFacts.ofBatches(connection, slices, kind.table(), some, intakes, (stored, slice, batch) -> {
            if (!remembered.intakes(stored.day()).contains(batch)) {
                added.computeIfAbsent(stored.day(), _ -> new Roaring64Bitmap()).addLong(batch);
                chunks.add(stored, slice);
            }
        });
        chunks.finish();
        added.forEach((day, intakesOfDay) -> remembered.intakes(day).or(intakesOfDay));
    }

    private void addWhole(Connection connection, Set<LocalDate> some) throws SQLException {
        if (some.isEmpty()) {
            return;
        }
        remembered.begin(some);
        Chunks chunks = new Chunks(remembered.sum());
        SlicedFacts.onDays(connection, slices, kind.table(), some, (stored, slice, batch) -> {
            remembered.intakes(stored.day()).addLong(batch);
            chunks.add(stored, slice);
        });
        chunks.finish();
    }

    @Override
    public void addDays(Connection connection, Set<Measure> measures, Collection<LocalDate> days, CellSum sum)
            throws SQLException {
        Chunks chunks = new Chunks(sum);
        SlicedFacts.onDays(connection, slices, kind.table(), days, (stored, slice, _) -> chunks.add(stored, slice));
        chunks.finish();
    }

    /// The first days of the months in which facts are kept, in order.
    public List<LocalDate> months(Connection connection) throws SQLException {
        return months(connection, 0);
    }

    /// As `months`, with those that so many days before or after a day with facts lie in.
    public List<LocalDate> months(Connection connection, int around) throws SQLException {
        Set<LocalDate> months = new TreeSet<>();
        // index: fact_day, of which only the first entry of each day is looked at
        try (PreparedStatement select = connection.prepareStatement(
                        "select distinct day from " + kind.table().table());
                ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                LocalDate day = rows.getObject(1, LocalDate.class);
                months.add(day.minusDays(around).withDayOfMonth(1));
                months.add(day.withDayOfMonth(1));
                months.add(day.plusDays(around).withDayOfMonth(1));
            }
        }
        return List.copyOf(months);
    }

    /// All cells of the days of a month, read in the order of days; in order. Remembers nothing.
    ///
    /// @param merges all there are
    public List<Cell> cellsOfMonth(Connection connection, LocalDate month, Merges merges, SliceHistory history)
            throws SQLException {
        return cellsOf(
                connection,
                new FactReader.Range(Optional.empty(), Optional.empty(), month, month.plusMonths(1), false),
                merges,
                history);
    }

    /// All cells of the days of a stretch, in order. Remembers nothing.
    ///
    /// @param merges all there are
    public List<Cell> cellsOf(Connection connection, FactReader.Range stretch, Merges merges, SliceHistory history)
            throws SQLException {
        DayByDay days = new DayByDay(merges, history);
        FactReader.byDay(connection, kind.table(), stretch, days::add);
        days.finish();
        days.cells.sort(Cell.ORDER);
        return days.cells;
    }

    /// Adds up some facts at a time and lets go of days that are over, so that no more than a day's
    /// facts and a chunk are in memory.
    private final class DayByDay {
        private final Merges merges;
        private final SliceHistory history;
        private final List<Cell> cells = new ArrayList<>();
        private final List<SlicedFact<F>> facts = new ArrayList<>();
        private final CellSum sum = new CellSum();
        private final SortedSet<LocalDate> open = new TreeSet<>();

        DayByDay(Merges merges, SliceHistory history) {
            this.merges = merges;
            this.history = history;
        }

        void add(StoredFact<F> stored) {
            int primary = merges.primary(stored.account());
            int slice = OwnSliceKey.slice(stored, history.slice(primary, stored.day()), slices);
            facts.add(new SlicedFact<>(stored.about(primary), slice));
            open.add(stored.day());
            if (facts.size() == CHUNK) {
                addUp();
                close(List.copyOf(open.headSet(stored.day())));
            }
        }

        private void addUp() {
            kind.add(facts, sum);
            facts.clear();
        }

        private void close(Collection<LocalDate> over) {
            cells.addAll(sum.cells(over));
            over.forEach(sum::forget);
            open.removeAll(over);
        }

        void finish() {
            addUp();
            close(List.copyOf(open));
        }
    }

    private final class Chunks {
        private final CellSum sum;
        private final List<SlicedFact<F>> facts = new ArrayList<>();

        Chunks(CellSum sum) {
            this.sum = sum;
        }

        void add(StoredFact<F> stored, int slice) {
            facts.add(new SlicedFact<>(stored, slice));
            if (facts.size() == CHUNK) {
                finish();
            }
        }

        void finish() {
            kind.add(facts, sum);
            facts.clear();
        }
    }
}
