package io.keepwell.core.rollup;

import io.keepwell.core.account.AccountSet;
import io.keepwell.core.ledger.MovementKind;
import io.keepwell.core.time.Period;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.function.IntPredicate;
import org.roaringbitmap.RoaringBitmap;

/// Cells of some slices, added up between boundaries. Answers for every period that begins and ends at boundaries.
final class Timeline {
    private final LocalDate[] boundaries;
    /// For each quantity, its total before each boundary.
    private final Map<Quantity, long[]> before = new EnumMap<>(Quantity.class);
    /// The customers at each boundary.
    private final RoaringBitmap[] customers;
    private final boolean[] dataBefore;

    Timeline(List<Cell> cells, SortedSet<LocalDate> boundaries, IntPredicate slices) {
        this.boundaries = boundaries.toArray(new LocalDate[0]);
        this.customers = new RoaringBitmap[this.boundaries.length];
        this.dataBefore = new boolean[this.boundaries.length];
        Arrays.setAll(customers, _ -> new RoaringBitmap());
        for (Cell cell : cells) {
            if (slices.test(cell.slice())) {
                add(cell);
            }
        }
        accumulate();
    }

    private void add(Cell cell) {
        int found = Arrays.binarySearch(boundaries, cell.day());
        int segment = found >= 0 ? found + 1 : -found - 1;
        if (segment >= boundaries.length) {
            return;
        }
        long[] totals = before.computeIfAbsent(cell.quantity(), _ -> new long[boundaries.length]);
        totals[segment] = Math.addExact(totals[segment], cell.amount());
        customers[segment].xor(cell.accounts());
        dataBefore[segment] = true;
    }

    private void accumulate() {
        for (long[] totals : before.values()) {
            Arrays.parallelPrefix(totals, Math::addExact);
        }
        for (int i = 1; i < boundaries.length; i++) {
            customers[i].xor(customers[i - 1]);
            dataBefore[i] |= dataBefore[i - 1];
        }
    }

    long sum(Quantity quantity, Period period) {
        return before(quantity, period.to()) - before(quantity, period.from());
    }

    long mrrAt(LocalDate day) {
        long total = 0;
        for (MovementKind kind : MovementKind.values()) {
            total = Math.addExact(total, kind.sign() * before(Quantity.of(kind), day));
        }
        return total;
    }

    AccountSet customersAt(LocalDate day) {
        return AccountSet.of(customers[index(day)]);
    }

    boolean hasDataBefore(LocalDate day) {
        return dataBefore[index(day)];
    }

    private long before(Quantity quantity, LocalDate day) {
        long[] totals = before.get(quantity);
        return totals == null ? 0 : totals[index(day)];
    }

    private int index(LocalDate day) {
        int found = Arrays.binarySearch(boundaries, day);
        if (found < 0) {
            throw new IllegalArgumentException(day + " is not a boundary of this timeline");
        }
        return found;
    }
}
