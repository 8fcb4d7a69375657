package io.keepwell.core.rollup.read;

import io.keepwell.core.account.AccountAmounts;
import io.keepwell.core.account.AccountSet;
import io.keepwell.core.ledger.Measure;
import io.keepwell.core.ledger.MovementKind;
import io.keepwell.core.rollup.cell.AmountSum;
import io.keepwell.core.rollup.cell.Cell;
import io.keepwell.core.rollup.cell.DurationSketch;
import io.keepwell.core.rollup.cell.LatestSum;
import io.keepwell.core.rollup.cell.Members;
import io.keepwell.core.time.Period;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.function.IntPredicate;
import org.roaringbitmap.RoaringBitmap;

/// Cells of some slices, added up between boundaries. Answers for every period that begins and ends at
/// boundaries of the measure.
final class MeasureSeries {
    /// Stands for all custom values together.
    static final int ALL_DETAILS = -2;

    /// For how many boundaries accounts' amounts are remembered, of one measure: two ends of two
    /// periods.
    private static final int MOST_REMEMBERED = 4;

    private final Map<Measure, LocalDate[]> boundaries = new EnumMap<>(Measure.class);
    private final Map<Measure, List<Cell>> cells;
    private final IntPredicate slices;
    private final Map<Key, Line> lines = new HashMap<>();
    private final Map<Measure, LatestLine> latestLines = new EnumMap<>(Measure.class);
    private final Map<Measure, Optional<LocalDate>> firstDays = new EnumMap<>(Measure.class);

    private record Key(Measure measure, int customValue) {}

    /// One measure. Segment i holds what lies between boundary i - 1 and boundary i.
    private static final class Line {
        private final LocalDate[] boundaries;
        /// The total before each boundary.
        private final long[] before;
        /// The accounts that are in at each boundary; or else the members of each segment.
        private final RoaringBitmap[] bits;
        private final DurationSketch[] sketches;
        /// The amounts of accounts in each segment, cell by cell.
        private final List<List<AmountSum>> amounts = new ArrayList<>();
        /// The amounts of accounts before boundaries.
        private final Remembered<long[]> amountsBefore = new Remembered<>();
        /// The members before boundaries.
        private final Remembered<RoaringBitmap> membersBefore = new Remembered<>();

        Line(LocalDate[] boundaries, Measure.Aggregation aggregation) {
            this.boundaries = boundaries;
            int segments = boundaries.length;
            before = new long[segments];
            bits = new RoaringBitmap[segments];
            sketches = new DurationSketch[segments];
            switch (aggregation) {
                case STATES, DISTINCT_ACCOUNTS, DISTINCT_USERS -> Arrays.setAll(bits, _ -> new RoaringBitmap());
                case DURATIONS -> Arrays.setAll(sketches, _ -> new DurationSketch());
                case AMOUNTS_BY_ACCOUNT -> {
                    for (int i = 0; i < segments; i++) {
                        amounts.add(new ArrayList<>());
                    }
                }
                case SUM, LAST_VALUES -> {
                    // The total is all there is.
                }
            }
        }

        int index(LocalDate day) {
            return MeasureSeries.index(boundaries, day);
        }

        long[] add(long[] sums, int firstSegment, int lastSegment) {
            long[] all = sums;
            for (List<AmountSum> segment : amounts.subList(firstSegment, lastSegment + 1)) {
                for (AmountSum amount : segment) {
                    all = amount.addTo(all);
                }
            }
            return all;
        }

        long[] amountsBefore(int index) {
            return amountsBefore.at(
                    index,
                    (before, first, last) -> add(before.map(long[]::clone).orElse(new long[0]), first, last));
        }

        RoaringBitmap membersBefore(int index) {
            return membersBefore.at(index, (before, first, last) -> {
                RoaringBitmap all = before.map(RoaringBitmap::clone).orElseGet(RoaringBitmap::new);
                addMembers(all, first, last);
                return all;
            });
        }

        void addMembers(RoaringBitmap all, int firstSegment, int lastSegment) {
            for (int i = firstSegment; i <= lastSegment; i++) {
                all.or(bits[i]);
            }
        }
    }

    /// What everything before a boundary comes to, by boundary; of late only. Each is added up from the
    /// nearest one before.
    private static final class Remembered<T> {
        private final Map<Integer, T> sums = new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<Integer, T> eldest) {
                return size() > MOST_REMEMBERED;
            }
        };

        /// Adds some segments to a copy of what comes before the first of them; empty where it is the
        /// beginning.
        interface Adding<T> {
            T add(Optional<T> before, int firstSegment, int lastSegment);
        }

        T at(int index, Adding<T> adding) {
            int nearest = -1;
            for (int remembered : sums.keySet()) {
                nearest = remembered <= index ? Math.max(nearest, remembered) : nearest;
            }
            Optional<T> before = Optional.ofNullable(sums.get(nearest));
            if (before.isPresent() && nearest == index) {
                return before.get();
            }
            T after = adding.add(before, nearest + 1, index);
            sums.put(index, after);
            return after;
        }
    }

    /// What was last true or false of accounts in one segment.
    ///
    /// @param yes accounts whose last word came from the slices
    /// @param everybody of whom there was a word, from whatever slice
    private record LatestSegment(RoaringBitmap yes, RoaringBitmap no, RoaringBitmap everybody) {}

    private static final class LatestLine {
        private final LocalDate[] boundaries;
        private final List<LatestSegment> segments;

        LatestLine(LocalDate[] boundaries, List<LatestSegment> segments) {
            this.boundaries = boundaries;
            this.segments = segments;
        }
    }

    /// @param cells of all slices
    /// @param boundaries of every measure that is read
    /// @param slices those that count
    MeasureSeries(Map<Measure, List<Cell>> cells, Map<Measure, SortedSet<LocalDate>> boundaries, IntPredicate slices) {
        boundaries.forEach((measure, days) -> this.boundaries.put(measure, days.toArray(new LocalDate[0])));
        this.cells = cells;
        this.slices = slices;
    }

    private Line line(Measure measure, int customValue) {
        return lines.computeIfAbsent(new Key(measure, customValue), this::line);
    }

    private Line line(Key key) {
        LocalDate[] days = boundaries(key.measure());
        Line line = new Line(days, key.measure().aggregation());
        boolean switches = key.measure().aggregation() == Measure.Aggregation.STATES;
        for (Cell cell : ofSlices(key.measure())) {
            int segment = segment(days, cell.day());
            if (segment >= days.length
                    || (key.customValue() != ALL_DETAILS && key.customValue() != cell.customValue())) {
                continue;
            }
            line.before[segment] = Math.addExact(line.before[segment], cell.amount());
            switch (cell.members()) {
                case Members.Set(RoaringBitmap bits) when switches -> line.bits[segment].xor(bits);
                case Members.Set(RoaringBitmap bits) -> line.bits[segment].or(bits);
                case Members.Durations(DurationSketch sketch) -> line.sketches[segment].add(sketch);
                case Members.Amounts(AmountSum amounts) ->
                    line.amounts.get(segment).add(amounts);
                case Members.None _, Members.Latest _ -> {
                    // Nothing beside the amount that could be added up here.
                }
            }
        }
        Arrays.parallelPrefix(line.before, Math::addExact);
        if (switches) {
            for (int i = 1; i < days.length; i++) {
                line.bits[i].xor(line.bits[i - 1]);
            }
        }
        return line;
    }

    private LocalDate[] boundaries(Measure measure) {
        LocalDate[] days = boundaries.get(measure);
        if (days == null) {
            throw new IllegalArgumentException(measure + " is not on this timeline");
        }
        return days;
    }

    private static int segment(LocalDate[] boundaries, LocalDate day) {
        int found = Arrays.binarySearch(boundaries, day);
        return found >= 0 ? found + 1 : -found - 1;
    }

    private static int index(LocalDate[] boundaries, LocalDate day) {
        int found = Arrays.binarySearch(boundaries, day);
        if (found < 0) {
            throw new IllegalArgumentException(day + " is not a boundary of this timeline");
        }
        return found;
    }

    private List<Cell> ofSlices(Measure measure) {
        return cells.getOrDefault(measure, List.of()).stream()
                .filter(cell -> slices.test(cell.slice()))
                .toList();
    }

    long sum(Measure measure, int customValue, Period period) {
        return before(measure, customValue, period.to()) - before(measure, customValue, period.from());
    }

    /// Everything before a day.
    long before(Measure measure, int customValue, LocalDate day) {
        Line line = line(measure, customValue);
        return line.before[line.index(day)];
    }

    long mrrAt(LocalDate day) {
        long total = 0;
        for (MovementKind kind : MovementKind.values()) {
            total = Math.addExact(total, kind.sign() * before(Measure.of(kind), ALL_DETAILS, day));
        }
        return total;
    }

    /// The accounts that are in when a day begins.
    AccountSet switchedInAt(Measure measure, LocalDate day) {
        Line line = line(measure, ALL_DETAILS);
        return AccountSet.of(line.bits[line.index(day)]);
    }

    /// The members of a period.
    AccountSet members(Measure measure, int customValue, Period period) {
        Line line = line(measure, customValue);
        RoaringBitmap all = new RoaringBitmap();
        line.addMembers(all, line.index(period.from()) + 1, line.index(period.to()));
        return AccountSet.of(all);
    }

    /// The members of all time before a day.
    AccountSet membersBefore(Measure measure, int customValue, LocalDate day) {
        Line line = line(measure, customValue);
        return AccountSet.of(line.membersBefore(line.index(day)));
    }

    DurationSketch durations(Measure measure, int customValue, Period period) {
        DurationSketch sum = new DurationSketch();
        Line line = line(measure, customValue);
        for (int i = line.index(period.from()) + 1; i <= line.index(period.to()); i++) {
            sum.add(line.sketches[i]);
        }
        return sum;
    }

    /// What accounts' amounts of a period come to.
    AccountAmounts amounts(Measure measure, int customValue, Period period) {
        Line line = line(measure, customValue);
        return AccountAmounts.of(line.add(new long[0], line.index(period.from()) + 1, line.index(period.to())));
    }

    /// What accounts' amounts of all time before a day come to.
    AccountAmounts amountsBefore(Measure measure, LocalDate day) {
        Line line = line(measure, ALL_DETAILS);
        return AccountAmounts.of(line.amountsBefore(line.index(day)));
    }

    /// What was last true or false of accounts in a period, of those whose last word came from the
    /// slices.
    MeasureReader.Latest latest(Measure measure, Period period) {
        LatestLine line = latestLines.computeIfAbsent(measure, this::latestLine);
        RoaringBitmap yes = new RoaringBitmap();
        RoaringBitmap no = new RoaringBitmap();
        int last = index(line.boundaries, period.to());
        for (int i = index(line.boundaries, period.from()) + 1; i <= last; i++) {
            LatestSegment segment = line.segments.get(i);
            yes.andNot(segment.everybody());
            yes.or(segment.yes());
            no.andNot(segment.everybody());
            no.or(segment.no());
        }
        return new MeasureReader.Latest(AccountSet.of(yes), AccountSet.of(no));
    }

    private LatestLine latestLine(Measure measure) {
        LocalDate[] days = boundaries(measure);
        List<List<LatestSum.Finer>> parts = new ArrayList<>();
        for (int i = 0; i < days.length; i++) {
            parts.add(new ArrayList<>());
        }
        for (Cell cell : cells.getOrDefault(measure, List.of())) {
            int segment = segment(days, cell.day());
            // No period reaches beyond the first boundary.
            if (segment > 0 && segment < days.length && cell.members() instanceof Members.Latest members) {
                parts.get(segment).add(new LatestSum.Finer(cell.day(), cell.slice(), members));
            }
        }
        return new LatestLine(days, parts.stream().map(this::latestSegment).toList());
    }

    private LatestSegment latestSegment(List<LatestSum.Finer> parts) {
        LatestSegment segment = new LatestSegment(new RoaringBitmap(), new RoaringBitmap(), new RoaringBitmap());
        LatestSum.lastOf(parts).forEach((slice, members) -> {
            if (slices.test(slice)) {
                segment.yes().or(members.yes());
                segment.no().or(members.no());
            }
            segment.everybody().or(members.yes());
            segment.everybody().or(members.no());
        });
        return segment;
    }

    /// The details of which the slices have anything in a period.
    List<Integer> customValues(Measure measure, Period period) {
        return cells.getOrDefault(measure, List.of()).stream()
                .filter(cell -> slices.test(cell.slice()) && period.contains(cell.day()))
                .map(Cell::customValue)
                .distinct()
                .sorted()
                .toList();
    }

    /// @param day a boundary
    boolean hasDataBefore(Measure measure, LocalDate day) {
        return firstDays
                .computeIfAbsent(
                        measure, _ -> ofSlices(measure).stream().map(Cell::day).min(Comparator.naturalOrder()))
                .filter(first -> first.isBefore(day))
                .isPresent();
    }
}
