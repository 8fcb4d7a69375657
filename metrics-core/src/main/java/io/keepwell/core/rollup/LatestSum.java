package io.keepwell.core.rollup;

import io.keepwell.core.fact.EventKey;
import io.keepwell.core.fact.StoredFact;
import io.keepwell.core.ledger.DetailDictionary;
import io.keepwell.core.ledger.Quantity;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.roaringbitmap.RoaringBitmap;

/// Finds what was last true or false of each account on a day, or in a month, in whatever slice it stood
/// then: of an account that moved, only its last slice tells.
final class LatestSum {
    private final Map<Quantity, Map<Integer, Told>> told = new EnumMap<>(Quantity.class);
    private final Map<Quantity, List<Finer>> finer = new EnumMap<>(Quantity.class);

    /// Ordered as the facts are.
    private record Told(Instant at, EventKey key, int partner, int slice, boolean yes) {
        private static final Comparator<Told> ORDER =
                Comparator.comparing(Told::at).thenComparing(Told::key).thenComparingInt(Told::partner);
    }

    /// @param day of the finer cell
    record Finer(LocalDate day, int slice, Members.Latest members) {}

    void add(Quantity quantity, int slice, StoredFact<?> fact, boolean yes) {
        told.computeIfAbsent(quantity, _ -> new HashMap<>())
                .merge(
                        fact.account(),
                        new Told(fact.occurredAt(), fact.key(), fact.partner(), slice, yes),
                        (one, other) -> Told.ORDER.compare(one, other) < 0 ? other : one);
    }

    /// @param finerDay of the finer cell
    void add(Quantity quantity, LocalDate finerDay, int slice, Members.Latest members) {
        finer.computeIfAbsent(quantity, _ -> new ArrayList<>()).add(new Finer(finerDay, slice, members));
    }

    /// @param day of the cells: the day, or the month's first
    List<Cell> cells(LocalDate day) {
        List<Cell> cells = new ArrayList<>();
        told.forEach((quantity, ofAccounts) -> {
            Map<Integer, Members.Latest> bySlice = new TreeMap<>();
            ofAccounts.forEach((account, last) -> {
                Members.Latest members = bySlice.computeIfAbsent(last.slice(), _ -> nobody());
                (last.yes() ? members.yes() : members.no()).add(account);
            });
            addCells(quantity, day, bySlice, cells);
        });
        finer.forEach((quantity, parts) -> addCells(quantity, day, lastOf(parts), cells));
        return cells;
    }

    private static void addCells(
            Quantity quantity, LocalDate day, Map<Integer, Members.Latest> bySlice, List<Cell> cells) {
        bySlice.forEach((slice, members) -> {
            if (!members.isEmpty()) {
                long amount = members.yes().getLongCardinality();
                cells.add(new Cell(quantity, day, slice, DetailDictionary.NONE, amount, members));
            }
        });
    }

    /// How many accounts something was told of, each as often as there are quantities that tell.
    int size() {
        return told.values().stream().mapToInt(Map::size).sum();
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
