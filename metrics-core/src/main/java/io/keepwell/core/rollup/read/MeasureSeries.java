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

    private final Map<Measure, LocalDate[]> boundaries = new EnumMap<>(Measure.class);
    private final Map<Measure, List<Cell>> cells;
    private final IntPredicate slices;
    private final Map<Key, MeasureLine> lines = new HashMap<>();
    private final Map<Measure, LatestLine> latestLines = new EnumMap<>(Measure.class);
    private final Map<Measure, Optional<LocalDate>> firstDays = new EnumMap<>(Measure.class);

    private record Key(Measure measure, int customValue) {}

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

    private MeasureLine line(Measure measure, int customValue) {
        return lines.computeIfAbsent(new Key(measure, customValue), this::line);
    }

    private MeasureLine line(Key key) {
        LocalDate[] days = boundaries(key.measure());
        MeasureLine line = new MeasureLine(days, key.measure().aggregation());
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
            throw new IllegalArgumentException(measure + " is not in this series");
        }
        return days;
    }

    private static int segment(LocalDate[] boundaries, LocalDate day) {
        int found = Arrays.binarySearch(boundaries, day);
        return found >= 0 ? found + 1 : -found - 1;
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
        MeasureLine line = line(measure, customValue);
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
        MeasureLine line = line(measure, ALL_DETAILS);
        return AccountSet.of(line.bits[line.index(day)]);
    }

    /// The members of a period.
    AccountSet members(Measure measure, int customValue, Period period) {
        MeasureLine line = line(measure, customValue);
        RoaringBitmap all = new RoaringBitmap();
        line.addMembers(all, line.index(period.from()) + 1, line.index(period.to()));
        return AccountSet.of(all);
    }

    /// The members of all time before a day.
    AccountSet membersBefore(Measure measure, int customValue, LocalDate day) {
        MeasureLine line = line(measure, customValue);
        return AccountSet.of(line.membersBefore(line.index(day)));
    }

    DurationSketch durations(Measure measure, int customValue, Period period) {
        DurationSketch sum = new DurationSketch();
        MeasureLine line = line(measure, customValue);
        for (int i = line.index(period.from()) + 1; i <= line.index(period.to()); i++) {
            sum.add(line.sketches[i]);
        }
        return sum;
    }

    /// What accounts' amounts of a period come to.
    AccountAmounts amounts(Measure measure, int customValue, Period period) {
        MeasureLine line = line(measure, customValue);
        return AccountAmounts.of(line.add(new long[0], line.index(period.from()) + 1, line.index(period.to())));
    }

    /// What accounts' amounts of all time before a day come to.
    AccountAmounts amountsBefore(Measure measure, LocalDate day) {
        MeasureLine line = line(measure, ALL_DETAILS);
        return AccountAmounts.of(line.amountsBefore(line.index(day)));
    }

    /// What was last true or false of accounts in a period, of those whose last word came from the
    /// slices.
    MeasureReader.Latest latest(Measure measure, Period period) {
        LatestLine line = latestLines.computeIfAbsent(measure, this::latestLine);
        RoaringBitmap yes = new RoaringBitmap();
        RoaringBitmap no = new RoaringBitmap();
        int last = MeasureLine.index(line.boundaries, period.to());
        for (int i = MeasureLine.index(line.boundaries, period.from()) + 1; i <= last; i++) {
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
