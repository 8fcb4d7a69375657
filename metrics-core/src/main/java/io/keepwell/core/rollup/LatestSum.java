package io.keepwell.core.rollup;

import io.keepwell.core.fact.StoredFact;
import io.keepwell.core.ledger.DetailDictionary;
import io.keepwell.core.ledger.Quantity;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.roaringbitmap.RoaringBitmap;

/// Finds what was last true or false of each account, in whatever slice it stood then: of an account that moved, only
/// its last slice tells.
final class LatestSum {
    private final Map<Day, Map<Integer, Told>> told = new HashMap<>();
    private final Map<Day, List<Finer>> finer = new HashMap<>();

    private record Day(Quantity quantity, LocalDate day) {}

    private record Told(int slice, StoredFact<?> fact, boolean yes) {}

    /// @param day of the finer cell
    record Finer(LocalDate day, int slice, Members.Latest members) {}

    void add(Quantity quantity, int slice, StoredFact<?> fact, boolean yes) {
        told.computeIfAbsent(new Day(quantity, fact.day()), _ -> new HashMap<>())
                .merge(
                        fact.account(),
                        new Told(slice, fact, yes),
                        (one, other) -> StoredFact.ORDER.compare(one.fact(), other.fact()) < 0 ? other : one);
    }

    /// @param day of the coarser cell
    void add(Quantity quantity, LocalDate day, LocalDate finerDay, int slice, Members.Latest members) {
        finer.computeIfAbsent(new Day(quantity, day), _ -> new ArrayList<>()).add(new Finer(finerDay, slice, members));
    }

    List<Cell> cells() {
        List<Cell> cells = new ArrayList<>();
        told.forEach((day, ofAccounts) -> {
            Map<Integer, Members.Latest> bySlice = new TreeMap<>();
            ofAccounts.forEach((account, last) -> {
                Members.Latest members = bySlice.computeIfAbsent(last.slice(), _ -> nobody());
                (last.yes() ? members.yes() : members.no()).add(account);
            });
            addCells(day, bySlice, cells);
        });
        finer.forEach((day, parts) -> addCells(day, lastOf(parts), cells));
        return cells;
    }

    private static void addCells(Day day, Map<Integer, Members.Latest> bySlice, List<Cell> cells) {
        bySlice.forEach((slice, members) -> {
            if (!members.isEmpty()) {
                long amount = members.yes().getLongCardinality();
                cells.add(new Cell(day.quantity(), day.day(), slice, DetailDictionary.NONE, amount, members));
            }
        });
    }

    /// By slice, the accounts for which it tells last. On one day an account stands in one slice.
    static Map<Integer, Members.Latest> lastOf(List<Finer> parts) {
        List<Finer> newestFirst = parts.stream()
                .sorted(Comparator.comparing(Finer::day).reversed())
                .toList();
        Map<Integer, Members.Latest> bySlice = new TreeMap<>();
        RoaringBitmap seen = new RoaringBitmap();
        for (Finer part : newestFirst) {
            Members.Latest last = bySlice.computeIfAbsent(part.slice(), _ -> nobody());
            last.yes().or(RoaringBitmap.andNot(part.members().yes(), seen));
            last.no().or(RoaringBitmap.andNot(part.members().no(), seen));
            seen.or(part.members().yes());
            seen.or(part.members().no());
        }
        return bySlice;
    }

    private static Members.Latest nobody() {
        return new Members.Latest(new RoaringBitmap(), new RoaringBitmap());
    }
}
