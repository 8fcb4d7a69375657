package io.keepwell.core.rollup.cell;

import io.keepwell.core.fact.EventKey;
import io.keepwell.core.fact.store.StoredFact;
import io.keepwell.core.ledger.CustomValueDictionary;
import io.keepwell.core.ledger.Measure;
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
public final class LatestSum {
    /// What is kept of an account: place in the table, moment and key.
    private static final long BYTES_OF_ONE = 112;

    /// What was reported last of each account, by the measures that it counts for.
    private final Map<Set<Measure>, Int2ObjectMap<Reported>> reported = new HashMap<>();
    /// The same, as cells have it.
    private final Map<Measure, Map<Integer, Members.Latest>> sentBySlice = new EnumMap<>(Measure.class);
    private final Map<Measure, List<Finer>> finer = new EnumMap<>(Measure.class);

    /// Ordered as the facts are.
    private record Reported(Instant at, EventKey key, int partner, int slice, Set<Measure> yes) {
        private static final Comparator<Reported> ORDER =
                Comparator.comparing(Reported::at).thenComparing(Reported::key).thenComparingInt(Reported::partner);
    }

    /// @param day of the finer cell
    public record Finer(LocalDate day, int slice, Members.Latest members) {}

    /// @param measures of which the fact says something
    /// @param yes those of which it is true
    void add(Set<Measure> measures, Set<Measure> yes, int slice, StoredFact<?> fact) {
        Reported next = new Reported(fact.occurredAt(), fact.key(), fact.partner(), slice, yes);
        Int2ObjectMap<Reported> ofAccounts = reported.computeIfAbsent(measures, _ -> new Int2ObjectOpenHashMap<>());
        Reported last = ofAccounts.get(fact.account());
        if (last != null && Reported.ORDER.compare(last, next) >= 0) {
            return;
        }
        ofAccounts.put(fact.account(), next);
        for (Measure measure : measures) {
            if (last != null) {
                members(measure, last).remove(fact.account());
            }
            members(measure, next).add(fact.account());
        }
    }

    private RoaringBitmap members(Measure measure, Reported reported) {
        Members.Latest latest = sentBySlice
                .computeIfAbsent(measure, _ -> new TreeMap<>())
                .computeIfAbsent(Cell.slice(measure, reported.slice()), _ -> nobody());
        return reported.yes().contains(measure) ? latest.yes() : latest.no();
    }

    /// @param finerDay of the finer cell
    void add(Measure measure, LocalDate finerDay, int slice, Members.Latest members) {
        finer.computeIfAbsent(measure, _ -> new ArrayList<>()).add(new Finer(finerDay, slice, members));
    }

    /// @param day of the cells: the day, or the month's first
    List<Cell> cells(LocalDate day) {
        List<Cell> cells = new ArrayList<>();
        sentBySlice.forEach((measure, bySlice) -> addCells(measure, day, bySlice, cells));
        finer.forEach((measure, parts) -> addCells(measure, day, lastOf(parts), cells));
        return cells;
    }

    private static void addCells(
            Measure measure, LocalDate day, Map<Integer, Members.Latest> bySlice, List<Cell> cells) {
        bySlice.forEach((slice, members) -> {
            if (!members.isEmpty()) {
                long amount = members.yes().getLongCardinality();
                cells.add(new Cell(measure, day, slice, CustomValueDictionary.NONE, amount, members));
            }
        });
    }

    /// How many bytes of memory this takes, roughly.
    long bytes() {
        return BYTES_OF_ONE
                * reported.values().stream().mapToLong(Int2ObjectMap::size).sum();
    }

    /// By slice, the accounts for which it tells last. On one day an account stands in one slice.
    public static Map<Integer, Members.Latest> lastOf(List<Finer> parts) {
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
