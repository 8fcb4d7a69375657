package io.keepwell.core.rollup;

import io.keepwell.core.account.SliceDictionary;
import io.keepwell.core.fact.Fact;
import io.keepwell.core.fact.FactTable;
import io.keepwell.core.fact.StoredFact;
import io.keepwell.core.ledger.Quantity;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Cells made straight of the facts of a kind of which there are many, without a ledger between.
///
/// A day to which many facts come one after another is kept in memory as far as it is added up, so that only the new
/// ones have to be read. That is never more than a shortcut: it holds while this refresher alone works, and without it
/// the day is read as a whole.
final class DirectCells<F extends Fact> implements CellSource {
    /// Facts read before they are added up.
    private static final int CHUNK = 10_000;

    /// From how many facts on a day is kept in memory, and how many days.
    private static final int HOT_FACTS = 2_000;

    private static final int MOST_HOT_DAYS = 4;

    private final SliceDictionary slices;
    private final Kind<F> kind;
    private final Map<LocalDate, CellSum> hotDays = new LinkedHashMap<>(16, 0.75f, true);

    DirectCells(SliceDictionary slices, Kind<F> kind) {
        this.slices = slices;
        this.kind = kind;
    }

    /// What the facts of a kind count for.
    interface Kind<F extends Fact> {
        FactTable<F> table();

        Set<Quantity> quantities();

        void add(List<Sliced<F>> facts, CellSum sum);
    }

    FactTable<F> table() {
        return kind.table();
    }

    Kind<F> kind() {
        return kind;
    }

    @Override
    public Set<Quantity> quantities() {
        return kind.quantities();
    }

    @Override
    public String daysSql() {
        return "select distinct day from " + kind.table().table();
    }

    /// To be called whenever facts or slices may have changed otherwise than by the batches that `cells` is told of.
    void forget() {
        hotDays.clear();
    }

    void forget(Collection<LocalDate> days) {
        hotDays.keySet().removeAll(days);
    }

    /// All cells of a day, after some intakes brought facts to it.
    List<Cell> cells(Connection connection, LocalDate day, Collection<Long> batches) throws SQLException {
        CellSum sum = hotDays.get(day);
        if (sum == null) {
            sum = new CellSum();
            Chunks chunks = new Chunks(sum);
            SlicedFacts.onDays(connection, slices, kind.table(), List.of(day), chunks::add);
            if (chunks.finish() >= HOT_FACTS) {
                hotDays.put(day, sum);
                if (hotDays.size() > MOST_HOT_DAYS) {
                    hotDays.remove(hotDays.keySet().iterator().next());
                }
            }
        } else {
            Chunks chunks = new Chunks(sum);
            SlicedFacts.ofBatches(connection, slices, kind.table(), day, batches, chunks::add);
            chunks.finish();
        }
        return sum.cells();
    }

    @Override
    public void addDays(Connection connection, Set<Quantity> quantities, Collection<LocalDate> days, CellSum sum)
            throws SQLException {
        Chunks chunks = new Chunks(sum);
        SlicedFacts.onDays(connection, slices, kind.table(), days, chunks::add);
        chunks.finish();
    }

    private final class Chunks {
        private final CellSum sum;
        private final List<Sliced<F>> facts = new ArrayList<>();
        private long count;

        Chunks(CellSum sum) {
            this.sum = sum;
        }

        void add(StoredFact<F> stored, int slice) {
            facts.add(new Sliced<>(stored, slice));
            if (facts.size() == CHUNK) {
                finish();
            }
        }

        /// @return how many facts there were
        long finish() {
            kind.add(facts, sum);
            count += facts.size();
            facts.clear();
            return count;
        }
    }
}
