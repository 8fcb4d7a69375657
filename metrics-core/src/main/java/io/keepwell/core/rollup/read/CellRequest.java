package io.keepwell.core.rollup.read;

import io.keepwell.core.account.Slice;
import io.keepwell.core.ledger.Measure;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/// Which cells are read. The fewer boundaries lie within months, the fewer cells those are.
///
/// @param boundaries by measure, every day on which a period begins or ends for which it is read; never
///     none
/// @param byAccount measures of the aggregation AMOUNTS_BY_ACCOUNT of which each account's own amount is read
/// @param slice all that is read, but for what is read everywhere; cells of other slices may be had, too
/// @param everywhere measures that are read of the whole firm, whatever the slice
public record CellRequest(
        Map<Measure, SortedSet<LocalDate>> boundaries, Set<Measure> byAccount, Slice slice, Set<Measure> everywhere) {

    public CellRequest {
        Map<Measure, SortedSet<LocalDate>> copy = new EnumMap<>(Measure.class);
        boundaries.forEach(
                (measure, days) -> copy.put(measure, Collections.unmodifiableSortedSet(new TreeSet<>(days))));
        boundaries = Collections.unmodifiableMap(copy);
        byAccount = Set.copyOf(byAccount);
        everywhere = Set.copyOf(everywhere);
    }

    /// Of the whole firm.
    public CellRequest(Map<Measure, SortedSet<LocalDate>> boundaries, Set<Measure> byAccount) {
        this(boundaries, byAccount, Slice.WHOLE, Set.of());
    }

    /// Of the whole firm, without any account's own amounts.
    public static CellRequest of(Set<Measure> measures, Collection<LocalDate> days) {
        Map<Measure, SortedSet<LocalDate>> boundaries = new EnumMap<>(Measure.class);
        measures.forEach(measure -> boundaries.put(measure, new TreeSet<>(days)));
        return new CellRequest(boundaries, Set.of());
    }

    /// The same of a slice.
    ///
    /// @param measures that are read of the whole firm nevertheless
    public CellRequest within(Slice part, Set<Measure> measures) {
        return new CellRequest(boundaries, byAccount, part, measures);
    }

    /// What either asks for.
    public CellRequest and(CellRequest other) {
        Map<Measure, SortedSet<LocalDate>> both = new EnumMap<>(Measure.class);
        boundaries.forEach((measure, days) -> both.put(measure, new TreeSet<>(days)));
        other.boundaries.forEach((measure, days) ->
                both.computeIfAbsent(measure, _ -> new TreeSet<>()).addAll(days));
        return new CellRequest(
                both,
                union(byAccount, other.byAccount),
                slice.equals(other.slice) ? slice : Slice.WHOLE,
                union(everywhere, other.everywhere));
    }

    private static Set<Measure> union(Set<Measure> one, Set<Measure> other) {
        Set<Measure> union = EnumSet.noneOf(Measure.class);
        union.addAll(one);
        union.addAll(other);
        return union;
    }

    /// Whether a measure is read of the whole firm.
    boolean readsEverywhere(Measure measure) {
        return slice.isWhole()
                || everywhere.contains(measure)
                || byAccount.contains(measure)
                || measure.place() == Measure.Scope.EVERYWHERE
                // An account's last word may come from another slice.
                || measure.aggregation() == Measure.Aggregation.LAST_VALUES;
    }

    /// Whether what is kept beside a measure's amounts is read.
    boolean readsMembers(Measure measure) {
        return switch (measure.aggregation()) {
            case SUM -> false;
            case AMOUNTS_BY_ACCOUNT -> byAccount.contains(measure);
            case STATES, DISTINCT_ACCOUNTS, DISTINCT_USERS, LAST_VALUES, DURATIONS -> true;
        };
    }
}
