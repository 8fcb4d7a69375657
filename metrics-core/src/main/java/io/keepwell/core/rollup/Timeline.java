package io.keepwell.core.rollup;

import io.keepwell.core.account.AccountSet;
import io.keepwell.core.ledger.MovementKind;
import io.keepwell.core.ledger.Quantity;
import io.keepwell.core.time.Period;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.function.IntPredicate;
import org.roaringbitmap.RoaringBitmap;

/// Cells of some slices, added up between boundaries. Answers for every period that begins and ends at
/// boundaries.
final class Timeline {
    /// Stands for all details together.
    static final int ALL_DETAILS = -2;

    private final LocalDate[] boundaries;
    private final Map<Quantity, List<Cell>> cells;
    private final IntPredicate slices;
    private final Map<Key, Line> lines = new HashMap<>();
    private final boolean[] dataBefore;

    private record Key(Quantity quantity, int detail) {}

    /// One quantity. Segment i holds what lies between boundary i - 1 and boundary i.
    private static final class Line {
        /// The total before each boundary.
        private final long[] before;
        /// The accounts that are in at each boundary; or else the members of each segment.
        private final RoaringBitmap[] bits;
        private final DurationSketch[] sketches;

        Line(int segments) {
            before = new long[segments];
            bits = new RoaringBitmap[segments];
            sketches = new DurationSketch[segments];
            Arrays.setAll(bits, _ -> new RoaringBitmap());
            Arrays.setAll(sketches, _ -> new DurationSketch());
        }
    }

    /// @param cells of all slices
    /// @param slices those that count
    Timeline(Map<Quantity, List<Cell>> cells, SortedSet<LocalDate> boundaries, IntPredicate slices) {
        this.boundaries = boundaries.toArray(new LocalDate[0]);
        this.cells = cells;
        this.slices = slices;
        this.dataBefore = new boolean[this.boundaries.length];
        for (List<Cell> ofQuantity : cells.values()) {
            for (Cell cell : ofQuantity) {
                int segment = segment(cell.day());
                if (segment < dataBefore.length && slices.test(cell.slice())) {
                    dataBefore[segment] = true;
                }
            }
        }
        for (int i = 1; i < dataBefore.length; i++) {
            dataBefore[i] |= dataBefore[i - 1];
        }
    }

    private Line line(Quantity quantity, int detail) {
        return lines.computeIfAbsent(new Key(quantity, detail), this::line);
    }

    private Line line(Key key) {
        Line line = new Line(boundaries.length);
        boolean switches = key.quantity().shape() == Quantity.Shape.SWITCHES;
        for (Cell cell : cells.getOrDefault(key.quantity(), List.of())) {
            int segment = segment(cell.day());
            boolean counts =
                    slices.test(cell.slice()) && (key.detail() == ALL_DETAILS || key.detail() == cell.detail());
            if (segment >= boundaries.length || !counts) {
                continue;
            }
            line.before[segment] = Math.addExact(line.before[segment], cell.amount());
            switch (cell.members()) {
                case Members.Set(RoaringBitmap bits) when switches -> line.bits[segment].xor(bits);
                case Members.Set(RoaringBitmap bits) -> line.bits[segment].or(bits);
                case Members.Durations(DurationSketch sketch) -> line.sketches[segment].add(sketch);
                case Members.None _, Members.Latest _ -> {
                    // Nothing beside the amount that could be added up here.
                }
            }
        }
        Arrays.parallelPrefix(line.before, Math::addExact);
        if (switches) {
            for (int i = 1; i < boundaries.length; i++) {
                line.bits[i].xor(line.bits[i - 1]);
            }
        }
        return line;
    }

    long sum(Quantity quantity, int detail, Period period) {
        return before(quantity, detail, period.to()) - before(quantity, detail, period.from());
    }

    /// Everything before a day.
    long before(Quantity quantity, int detail, LocalDate day) {
        return line(quantity, detail).before[index(day)];
    }

    long mrrAt(LocalDate day) {
        long total = 0;
        for (MovementKind kind : MovementKind.values()) {
            total = Math.addExact(total, kind.sign() * before(Quantity.of(kind), ALL_DETAILS, day));
        }
        return total;
    }

    /// The accounts that are in when a day begins.
    AccountSet switchedInAt(Quantity quantity, LocalDate day) {
        return AccountSet.of(line(quantity, ALL_DETAILS).bits[index(day)]);
    }

    /// The members of a period.
    AccountSet members(Quantity quantity, int detail, Period period) {
        return union(line(quantity, detail), index(period.from()) + 1, index(period.to()));
    }

    /// The members of all time before a day.
    AccountSet membersBefore(Quantity quantity, int detail, LocalDate day) {
        return union(line(quantity, detail), 0, index(day));
    }

    private static AccountSet union(Line line, int first, int last) {
        RoaringBitmap union = new RoaringBitmap();
        for (int i = first; i <= last; i++) {
            union.or(line.bits[i]);
        }
        return AccountSet.of(union);
    }

    DurationSketch durations(Quantity quantity, int detail, Period period) {
        DurationSketch sum = new DurationSketch();
        Line line = line(quantity, detail);
        for (int i = index(period.from()) + 1; i <= index(period.to()); i++) {
            sum.add(line.sketches[i]);
        }
        return sum;
    }

    /// What was last true or false of accounts in a period, of those whose last word came from the
    /// slices.
    Readings.Latest latest(Quantity quantity, Period period) {
        List<LatestSum.Finer> parts = new ArrayList<>();
        for (Cell cell : cells.getOrDefault(quantity, List.of())) {
            if (period.contains(cell.day()) && cell.members() instanceof Members.Latest members) {
                parts.add(new LatestSum.Finer(cell.day(), cell.slice(), members));
            }
        }
        RoaringBitmap yes = new RoaringBitmap();
        RoaringBitmap no = new RoaringBitmap();
        LatestSum.lastOf(parts).forEach((slice, members) -> {
            if (slices.test(slice)) {
                yes.or(members.yes());
                no.or(members.no());
            }
        });
        return new Readings.Latest(AccountSet.of(yes), AccountSet.of(no));
    }

    /// The details of which the slices have anything in a period.
    List<Integer> details(Quantity quantity, Period period) {
        return cells.getOrDefault(quantity, List.of()).stream()
                .filter(cell -> slices.test(cell.slice()) && period.contains(cell.day()))
                .map(Cell::detail)
                .distinct()
                .sorted()
                .toList();
    }

    boolean hasDataBefore(LocalDate day) {
        return dataBefore[index(day)];
    }

    boolean hasDataBefore(Quantity quantity, LocalDate day) {
        int index = index(day);
        return cells.getOrDefault(quantity, List.of()).stream()
                .anyMatch(cell -> segment(cell.day()) <= index && slices.test(cell.slice()));
    }

    private int segment(LocalDate day) {
        int found = Arrays.binarySearch(boundaries, day);
        return found >= 0 ? found + 1 : -found - 1;
    }

    private int index(LocalDate day) {
        int found = Arrays.binarySearch(boundaries, day);
        if (found < 0) {
            throw new IllegalArgumentException(day + " is not a boundary of this timeline");
        }
        return found;
    }
}
