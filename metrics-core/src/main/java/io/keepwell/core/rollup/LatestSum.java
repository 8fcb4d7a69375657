package io.keepwell.core.rollup;

import io.keepwell.core.fact.EventKey;
import io.keepwell.core.fact.StoredFact;
import io.keepwell.core.ledger.DetailDictionary;
import io.keepwell.core.ledger.Quantity;
import it.unimi.dsi.fastutil.ints.Int2ObjectMap;
import it.unimi.dsi.fastutil.ints.Int2ObjectOpenHashMap;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.roaringbitmap.RoaringBitmap;

/// Finds what was last true or false of each account on a day, or in a month, in whatever slice it stood
/// then: of an account that moved, only its last slice tells.
final class LatestSum {
    /// What is kept of an account: place in the table, moment and key.
    private static final long BYTES_OF_ONE = 112;

    /// What was told last of each account, by the quantities that it counts for.
    private final Map<Set<Quantity>, Int2ObjectMap<Told>> told = new HashMap<>();
    /// The same, as cells have it.
    private final Map<Quantity, Map<Integer, Members.Latest>> toldBySlice = new EnumMap<>(Quantity.class);
    private final Map<Quantity, List<Finer>> finer = new EnumMap<>(Quantity.class);

    /// Ordered as the facts are.
    private record Told(Instant at, EventKey key, int partner, int slice, Set<Quantity> yes) {
        private static final Comparator<Told> ORDER =
                Comparator.comparing(Told::at).thenComparing(Told::key).thenComparingInt(Told::partner);
    }

    /// @param day of the finer cell
    record Finer(LocalDate day, int slice, Members.Latest members) {}

    /// @param quantities of which the fact tells something
    /// @param yes those of which it is true
    void add(Set<Quantity> quantities, Set<Quantity> yes, int slice, StoredFact<?> fact) {
        Told next = new Told(fact.occurredAt(), fact.key(), fact.partner(), slice, yes);
        Int2ObjectMap<Told> ofAccounts = told.computeIfAbsent(quantities, _ -> new Int2ObjectOpenHashMap<>());
        Told last = ofAccounts.get(fact.account());
        if (last != null && Told.ORDER.compare(last, next) >= 0) {
            return;
        }
        ofAccounts.put(fact.account(), next);
        for (Quantity quantity : quantities) {
            if (last != null) {
                members(quantity, last).remove(fact.account());
            }
            members(quantity, next).add(fact.account());
        }
    }

    private RoaringBitmap members(Quantity quantity, Told told) {
        Members.Latest latest = toldBySlice
                .computeIfAbsent(quantity, _ -> new TreeMap<>())
                .computeIfAbsent(Cell.slice(quantity, told.slice()), _ -> nobody());
        return told.yes().contains(quantity) ? latest.yes() : latest.no();
    }

    /// @param finerDay of the finer cell
    void add(Quantity quantity, LocalDate finerDay, int slice, Members.Latest members) {
        finer.computeIfAbsent(quantity, _ -> new ArrayList<>()).add(new Finer(finerDay, slice, members));
    }

    /// @param day of the cells: the day, or the month's first
    List<Cell> cells(LocalDate day) {
        List<Cell> cells = new ArrayList<>();
        toldBySlice.forEach((quantity, bySlice) -> addCells(quantity, day, bySlice, cells));
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

    /// How many bytes of memory this takes, roughly.
    long bytes() {
        return BYTES_OF_ONE
                * told.values().stream().mapToLong(Int2ObjectMap::size).sum();
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
