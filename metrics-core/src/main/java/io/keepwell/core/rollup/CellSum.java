package io.keepwell.core.rollup;

import io.keepwell.core.fact.StoredFact;
import io.keepwell.core.ledger.DetailDictionary;
import io.keepwell.core.ledger.MovementKind;
import io.keepwell.core.ledger.Quantity;
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
final class CellSum {
    /// Of one without members.
    private static final long BYTES_OF_A_CELL = 150;

    private final Map<LocalDate, DaySum> days = new HashMap<>();

    private static final class DaySum {
        private final Map<Cell.Place, Sum> sums = new HashMap<>();
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

    void addMovement(LocalDate day, MovementKind kind, int slice, int account, long amountMicros) {
        countMovement(
                kind,
                amountMicros,
                (quantity, amount) -> add(quantity, day, slice, DetailDictionary.NONE, amount, account));
    }

    /// Tells what a movement counts for.
    static void countMovement(MovementKind kind, long amountMicros, ObjLongConsumer<Quantity> taker) {
        taker.accept(Quantity.of(kind), amountMicros);
        taker.accept(Quantity.MRR_BALANCE, kind.sign() * amountMicros);
        if (kind.customers() != 0) {
            taker.accept(Quantity.CUSTOMERS, kind.customers());
        }
        if (kind == MovementKind.CHURN) {
            taker.accept(Quantity.CANCELLATIONS, 1);
        }
    }

    /// @param member the account or, for a quantity of users, the user
    void add(Quantity quantity, LocalDate day, int slice, int detail, long amount, int member) {
        Sum sum = sum(quantity, day, slice, detail);
        sum.amount = Math.addExact(sum.amount, amount);
        switch (quantity.shape()) {
            case SUM -> {
                // The amount is all there is.
            }
            case SWITCHES -> sum.bits().flip(member, member + 1L);
            case MEMBERS, USERS -> sum.bits().add(member);
            case DURATIONS -> sum.sketch().add(amount);
            case AMOUNTS -> sum.amounts().add(member, amount);
            case LATEST -> throw new IllegalArgumentException(quantity + " is added by addLatest");
        }
    }

    /// Adds to an amount, and nothing to what is kept beside it.
    void addAmount(Quantity quantity, LocalDate day, int slice, int detail, long amount) {
        Sum sum = sum(quantity, day, slice, detail);
        sum.amount = Math.addExact(sum.amount, amount);
    }

    /// Adds a member to a day, and one to the amount where it wasn't there yet.
    void addOncePerDay(Quantity quantity, LocalDate day, int slice, int detail, int member) {
        Sum sum = sum(quantity, day, slice, detail);
        if (sum.bits().checkedAdd(member)) {
            sum.amount++;
        }
    }

    /// Adds what was true or false of an account at a moment.
    ///
    /// @param quantities of which the fact tells something
    /// @param yes those of which it is true
    void addLatest(Set<Quantity> quantities, Set<Quantity> yes, int slice, StoredFact<?> told) {
        day(told.day()).latest.add(quantities, yes, slice, told);
    }

    /// Adds a finer cell to the one of the day given.
    void addCell(LocalDate day, Cell cell) {
        if (cell.members() instanceof Members.Latest members) {
            day(day).latest.add(cell.quantity(), cell.day(), cell.slice(), members);
            return;
        }
        Sum sum = sum(new Cell.Place(cell.quantity(), day, cell.slice(), cell.detail()));
        sum.amount = Math.addExact(sum.amount, cell.amount());
        switch (cell.members()) {
            case Members.Set(RoaringBitmap bits)
            when cell.quantity().shape() == Quantity.Shape.SWITCHES ->
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

    private Sum sum(Quantity quantity, LocalDate day, int slice, int detail) {
        return sum(new Cell.Place(quantity, day, Cell.slice(quantity, slice), detail));
    }

    private Sum sum(Cell.Place place) {
        return day(place.day()).sums.computeIfAbsent(place, _ -> new Sum());
    }

    /// The cells, in order; those that say nothing are left out.
    List<Cell> cells() {
        return cells(days.keySet());
    }

    /// The cells of some days.
    List<Cell> cells(Collection<LocalDate> some) {
        List<Cell> cells = touched(some);
        cells.removeIf(cell -> cell.amount() == 0 && cell.members().isEmpty());
        return cells;
    }

    /// The cells of all days, in order; with those in which what came went again.
    List<Cell> touched() {
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

    private static Cell cell(Cell.Place place, Sum sum) {
        return new Cell(
                place.quantity(),
                place.day(),
                place.slice(),
                place.detail(),
                sum.amount,
                members(place.quantity(), sum));
    }

    private static Members members(Quantity quantity, Sum sum) {
        return switch (quantity.shape()) {
            case SUM, LATEST -> Members.None.NONE;
            case SWITCHES, MEMBERS, USERS -> new Members.Set(sum.bits());
            case DURATIONS -> new Members.Durations(sum.sketch());
            case AMOUNTS -> new Members.Amounts(sum.amounts());
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
