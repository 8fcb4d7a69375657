package io.keepwell.core.rollup;

import io.keepwell.core.ledger.Quantity;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Adds up what was asked for, as coarsely as it was: everything between two boundaries is one cell, on
/// the day of the first of them. What is in memory grows with the answer, not with what comes in.
final class AskedCells {
    private final Grain grain;
    private final Predicate<Quantity> members;
    private final CellSum sum = new CellSum();
    private final Map<Quantity, LocalDate> firstDays = new EnumMap<>(Quantity.class);

    /// Which days are one.
    @FunctionalInterface
    private interface Grain {
        /// The first of the days that are one with the day; null where the day wasn't asked for.
        @Nullable
        LocalDate firstDay(Quantity quantity, LocalDate day);
    }

    /// @param members of which quantities what is kept beside amounts is wanted
    private AskedCells(Grain grain, Predicate<Quantity> members) {
        this.grain = grain;
        this.members = members;
    }

    static AskedCells of(CellRequest request) {
        Map<Quantity, NavigableSet<LocalDate>> boundaries = new EnumMap<>(Quantity.class);
        request.boundaries().forEach((quantity, days) -> boundaries.put(quantity, new TreeSet<>(days)));
        return new AskedCells(
                (quantity, day) -> {
                    NavigableSet<LocalDate> days = boundaries.get(quantity);
                    if (days == null || !day.isBefore(days.last())) {
                        return null;
                    }
                    LocalDate before = days.floor(day);
                    return before == null ? CellRanges.BEGINNING : before;
                },
                request::readsMembers);
    }

    /// Everything, day by day.
    static AskedCells ofEveryDay() {
        return new AskedCells((_, day) -> day, _ -> true);
    }

    /// @param account that counts
    void add(Quantity quantity, LocalDate day, int slice, int detail, long amount, int account) {
        firstDays.merge(quantity, day, AskedCells::earlier);
        LocalDate first = grain.firstDay(quantity, day);
        if (first == null) {
            return;
        }
        if (members.test(quantity)) {
            sum.add(quantity, first, slice, detail, amount, account);
        } else {
            sum.addAmount(quantity, first, slice, detail, amount);
        }
    }

    /// Adds cells of single days, of which there are no others. They are added up by month before they
    /// are put to the rest, which keeps what was last true of accounts as often as something is put to
    /// it.
    void addDays(Collection<Cell> cells) {
        CellSum months = new CellSum();
        for (Cell cell : cells) {
            firstDays.merge(cell.quantity(), cell.day(), AskedCells::earlier);
            LocalDate first = grain.firstDay(cell.quantity(), cell.day());
            if (first != null) {
                LocalDate month = cell.day().withDayOfMonth(1);
                months.addCell(first.isAfter(month) ? first : month, cell);
            }
        }
        for (Cell cell : months.touched()) {
            sum.addCell(Objects.requireNonNull(grain.firstDay(cell.quantity(), cell.day())), cell);
        }
    }

    private static LocalDate earlier(LocalDate one, LocalDate other) {
        return one.isBefore(other) ? one : other;
    }

    /// In order; those that say nothing are left out.
    List<Cell> cells() {
        return sum.cells();
    }

    /// In order, with those in which what came went again: there was something between the boundaries.
    List<Cell> touched() {
        return sum.touched();
    }

    /// The first day on which there was anything of each quantity, asked for or not.
    Map<Quantity, LocalDate> firstDays() {
        return Collections.unmodifiableMap(firstDays);
    }
}
