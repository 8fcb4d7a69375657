package io.keepwell.core.rollup.read;

import io.keepwell.core.ledger.Measure;
import io.keepwell.core.rollup.cell.Cell;
import io.keepwell.core.rollup.cell.CellSum;
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
final class RequestedCells {
    private final Grain grain;
    private final Predicate<Measure> members;
    private final CellSum sum = new CellSum();
    private final Map<Measure, LocalDate> firstDays = new EnumMap<>(Measure.class);

    /// Which days are one.
    @FunctionalInterface
    private interface Grain {
        /// The first of the days that are one with the day; null where the day wasn't asked for.
        @Nullable
        LocalDate firstDay(Measure measure, LocalDate day);
    }

    /// @param members of which measures what is kept beside amounts is wanted
    private RequestedCells(Grain grain, Predicate<Measure> members) {
        this.grain = grain;
        this.members = members;
    }

    static RequestedCells of(CellRequest request) {
        Map<Measure, NavigableSet<LocalDate>> boundaries = new EnumMap<>(Measure.class);
        request.boundaries().forEach((measure, days) -> boundaries.put(measure, new TreeSet<>(days)));
        return new RequestedCells(
                (measure, day) -> {
                    NavigableSet<LocalDate> days = boundaries.get(measure);
                    if (days == null || !day.isBefore(days.last())) {
                        return null;
                    }
                    LocalDate before = days.floor(day);
                    return before == null ? CellRanges.BEGINNING : before;
                },
                request::readsMembers);
    }

    /// Everything, day by day.
    static RequestedCells ofEveryDay() {
        return new RequestedCells((_, day) -> day, _ -> true);
    }

    /// @param account that counts
    void add(Measure measure, LocalDate day, int slice, int customValue, long amount, int account) {
        firstDays.merge(measure, day, RequestedCells::earlier);
        LocalDate first = grain.firstDay(measure, day);
        if (first == null) {
            return;
        }
        if (members.test(measure)) {
            sum.add(measure, first, slice, customValue, amount, account);
        } else {
            sum.addAmount(measure, first, slice, customValue, amount);
        }
    }

    /// Adds cells of single days, of which there are no others. They are added up by month before they
    /// are put to the rest, which keeps what was last true of accounts as often as something is put to
    /// it.
    void addDays(Collection<Cell> cells) {
        CellSum months = new CellSum();
        for (Cell cell : cells) {
            firstDays.merge(cell.measure(), cell.day(), RequestedCells::earlier);
            LocalDate first = grain.firstDay(cell.measure(), cell.day());
            if (first != null) {
                LocalDate month = cell.day().withDayOfMonth(1);
                months.addCell(first.isAfter(month) ? first : month, cell);
            }
        }
        for (Cell cell : months.touched()) {
            sum.addCell(Objects.requireNonNull(grain.firstDay(cell.measure(), cell.day())), cell);
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

    /// The first day on which there was anything of each measure, asked for or not.
    Map<Measure, LocalDate> firstDays() {
        return Collections.unmodifiableMap(firstDays);
    }
}
