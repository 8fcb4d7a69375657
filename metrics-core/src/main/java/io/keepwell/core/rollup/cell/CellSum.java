package io.keepwell.core.rollup.cell;

import io.keepwell.core.fact.store.StoredFact;
import io.keepwell.core.ledger.CustomValueDictionary;
import io.keepwell.core.ledger.Measure;
import io.keepwell.core.ledger.MovementKind;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ObjLongConsumer;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/// Adds movements, entries, facts or finer cells up to cells, day by day.
public final class CellSum {
    /// Of one without members.
    private static final long BYTES_OF_A_CELL = 150;

    private final Map<LocalDate, DaySum> days = new HashMap<>();

    private static final class DaySum {
        private final Map<Cell.Key, Sum> sums = new HashMap<>();
        private final LatestSum latest = new LatestSum();
    }

    /// What most cells don't have isn't there: neither sets nor sketches.
    private static final class Sum {
        private long amount;
        private @Nullable RoaringBitmap bits;
        private @Nullable DurationSketch sketch;
        private @Nullable AmountSum amounts;

        RoaringBitmap bits() {
            RoaringBitmap there = bits;
            if (there == null) {
                there = new RoaringBitmap();
                bits = there;
            }
            return there;
        }

        long bytes() {
            return BYTES_OF_A_CELL
                    + (bits == null ? 0 : bits.getLongSizeInBytes())
                    + (sketch == null ? 0 : sketch.bytes());
        }

        DurationSketch sketch() {
            DurationSketch there = sketch;
            if (there == null) {
                there = new DurationSketch();
                sketch = there;
            }
            return there;
        }

        AmountSum amounts() {
            AmountSum there = amounts;
            if (there == null) {
                there = new AmountSum();
                amounts = there;
            }
            return there;
        }
    }

    public void addMovement(LocalDate day, MovementKind kind, int slice, int account, long amountMicros) {
        countMovement(
                kind,
                amountMicros,
                (measure, amount) -> add(measure, day, slice, CustomValueDictionary.NONE, amount, account));
    }

    /// Tells what a movement counts for.
    public static void countMovement(MovementKind kind, long amountMicros, ObjLongConsumer<Measure> taker) {
        taker.accept(Measure.of(kind), amountMicros);
        taker.accept(Measure.MRR_BALANCE, kind.sign() * amountMicros);
        if (kind.customers() != 0) {
            taker.accept(Measure.CUSTOMERS, kind.customers());
        }
        if (kind == MovementKind.CHURN) {
            taker.accept(Measure.CANCELLATIONS, 1);
        }
    }

    /// @param member the account or, for a measure of users, the user
    public void add(Measure measure, LocalDate day, int slice, int customValue, long amount, int member) {
        Sum sum = sum(measure, day, slice, customValue);
        sum.amount = Math.addExact(sum.amount, amount);
        switch (measure.aggregation()) {
            case SUM -> {
                // The amount is all there is.
            }
            case STATES -> sum.bits().flip(member, member + 1L);
            case DISTINCT_ACCOUNTS, DISTINCT_USERS -> sum.bits().add(member);
            case DURATIONS -> sum.sketch().add(amount);
            case AMOUNTS_BY_ACCOUNT -> sum.amounts().add(member, amount);
            case LAST_VALUES -> throw new IllegalArgumentException(measure + " is added by addLatest");
        }
    }

    /// Adds to an amount, and nothing to what is kept beside it.
    public void addAmount(Measure measure, LocalDate day, int slice, int customValue, long amount) {
        Sum sum = sum(measure, day, slice, customValue);
        sum.amount = Math.addExact(sum.amount, amount);
    }

    /// Adds a member to a day, and one to the amount where it wasn't there yet.
    void addOncePerDay(Measure measure, LocalDate day, int slice, int customValue, int member) {
        Sum sum = sum(measure, day, slice, customValue);
        if (sum.bits().checkedAdd(member)) {
            sum.amount++;
        }
    }

    /// Adds what was true or false of an account at a moment.
    ///
    /// @param measures of which the fact says something
    /// @param yes those of which it is true
    void addLatest(Set<Measure> measures, Set<Measure> yes, int slice, StoredFact<?> reported) {
        day(reported.day()).latest.add(measures, yes, slice, reported);
    }

    /// Adds a finer cell to the one of the day given.
    public void addCell(LocalDate day, Cell cell) {
        if (cell.members() instanceof Members.Latest members) {
            day(day).latest.add(cell.measure(), cell.day(), cell.slice(), members);
            return;
        }
        Sum sum = sum(new Cell.Key(cell.measure(), day, cell.slice(), cell.customValue()));
        sum.amount = Math.addExact(sum.amount, cell.amount());
        switch (cell.members()) {
            case Members.Set(RoaringBitmap bits)
            when cell.measure().aggregation() == Measure.Aggregation.STATES ->
                sum.bits().xor(bits);
            case Members.Set(RoaringBitmap bits) -> sum.bits().or(bits);
            case Members.Durations(DurationSketch sketch) -> sum.sketch().add(sketch);
            case Members.Amounts(AmountSum amounts) -> sum.amounts().add(amounts);
            case Members.None _, Members.Latest _ -> {
                // Nothing beside the amount.
            }
        }
    }

    private DaySum day(LocalDate day) {
        return days.computeIfAbsent(day, _ -> new DaySum());
    }

    private Sum sum(Measure measure, LocalDate day, int slice, int customValue) {
        return sum(new Cell.Key(measure, day, Cell.slice(measure, slice), customValue));
    }

    private Sum sum(Cell.Key place) {
        return day(place.day()).sums.computeIfAbsent(place, _ -> new Sum());
    }

    /// The cells, in order; those that say nothing are left out.
    public List<Cell> cells() {
        return cells(days.keySet());
    }

    /// The cells of some days.
    public List<Cell> cells(Collection<LocalDate> some) {
        List<Cell> cells = touched(some);
        cells.removeIf(cell -> cell.amount() == 0 && cell.members().isEmpty());
        return cells;
    }

    /// The cells of all days, in order; with those in which what came went again.
    public List<Cell> touched() {
        return touched(days.keySet());
    }

    private List<Cell> touched(Collection<LocalDate> some) {
        List<Cell> cells = new ArrayList<>();
        for (LocalDate day : some) {
            DaySum daySum = days.get(day);
            if (daySum != null) {
                cells.addAll(daySum.latest.cells(day));
                daySum.sums.forEach((place, sum) -> cells.add(cell(place, sum)));
            }
        }
        cells.sort(Cell.ORDER);
        return cells;
    }

    private static Cell cell(Cell.Key place, Sum sum) {
        return new Cell(
                place.measure(),
                place.day(),
                place.slice(),
                place.customValue(),
                sum.amount,
                members(place.measure(), sum));
    }

    private static Members members(Measure measure, Sum sum) {
        return switch (measure.aggregation()) {
            case SUM, LAST_VALUES -> Members.None.NONE;
            case STATES, DISTINCT_ACCOUNTS, DISTINCT_USERS -> new Members.Set(sum.bits());
            case DURATIONS -> new Members.Durations(sum.sketch());
            case AMOUNTS_BY_ACCOUNT -> new Members.Amounts(sum.amounts());
        };
    }

    void forget(LocalDate day) {
        days.remove(day);
    }

    /// How many bytes of memory a day takes, roughly.
    long bytes(LocalDate day) {
        DaySum daySum = days.get(day);
        if (daySum == null) {
            return 0;
        }
        return daySum.latest.bytes()
                + daySum.sums.values().stream().mapToLong(Sum::bytes).sum();
    }
}
