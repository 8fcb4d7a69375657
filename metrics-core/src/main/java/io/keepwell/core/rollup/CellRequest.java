package io.keepwell.core.rollup;

import io.keepwell.core.account.Slice;
import io.keepwell.core.ledger.Quantity;
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
/// @param boundaries by quantity, every day on which a period begins or ends for which it is read; never
///     none
/// @param byAccount quantities of the shape AMOUNTS of which each account's own amount is read
/// @param slice all that is read, but for what is read everywhere; cells of other slices may be had, too
/// @param everywhere quantities that are read of the whole firm, whatever the slice
public record CellRequest(
        Map<Quantity, SortedSet<LocalDate>> boundaries,
        Set<Quantity> byAccount,
        Slice slice,
        Set<Quantity> everywhere) {

    public CellRequest {
        Map<Quantity, SortedSet<LocalDate>> copy = new EnumMap<>(Quantity.class);
        boundaries.forEach(
                (quantity, days) -> copy.put(quantity, Collections.unmodifiableSortedSet(new TreeSet<>(days))));
        boundaries = Collections.unmodifiableMap(copy);
        byAccount = Set.copyOf(byAccount);
        everywhere = Set.copyOf(everywhere);
    }

    /// Of the whole firm.
    public CellRequest(Map<Quantity, SortedSet<LocalDate>> boundaries, Set<Quantity> byAccount) {
        this(boundaries, byAccount, Slice.WHOLE, Set.of());
    }

    /// Of the whole firm, without any account's own amounts.
    public static CellRequest of(Set<Quantity> quantities, Collection<LocalDate> days) {
        Map<Quantity, SortedSet<LocalDate>> boundaries = new EnumMap<>(Quantity.class);
        quantities.forEach(quantity -> boundaries.put(quantity, new TreeSet<>(days)));
        return new CellRequest(boundaries, Set.of());
    }

    /// The same of a slice.
    ///
    /// @param quantities that are read of the whole firm nevertheless
    public CellRequest within(Slice part, Set<Quantity> quantities) {
        return new CellRequest(boundaries, byAccount, part, quantities);
    }

    /// What either asks for.
    public CellRequest and(CellRequest other) {
        Map<Quantity, SortedSet<LocalDate>> both = new EnumMap<>(Quantity.class);
        boundaries.forEach((quantity, days) -> both.put(quantity, new TreeSet<>(days)));
        other.boundaries.forEach((quantity, days) ->
                both.computeIfAbsent(quantity, _ -> new TreeSet<>()).addAll(days));
        return new CellRequest(
                both,
                union(byAccount, other.byAccount),
                slice.equals(other.slice) ? slice : Slice.WHOLE,
                union(everywhere, other.everywhere));
    }

    private static Set<Quantity> union(Set<Quantity> one, Set<Quantity> other) {
        Set<Quantity> union = EnumSet.noneOf(Quantity.class);
        union.addAll(one);
        union.addAll(other);
        return union;
    }

    /// Whether a quantity is read of the whole firm.
    boolean readsEverywhere(Quantity quantity) {
        return slice.isWhole()
                || everywhere.contains(quantity)
                || byAccount.contains(quantity)
                || quantity.place() == Quantity.Place.EVERYWHERE
                // An account's last word may come from another slice.
                || quantity.shape() == Quantity.Shape.LATEST;
    }

    /// Whether what is kept beside a quantity's amounts is read.
    boolean readsMembers(Quantity quantity) {
        return switch (quantity.shape()) {
            case SUM -> false;
            case AMOUNTS -> byAccount.contains(quantity);
            case SWITCHES, MEMBERS, USERS, LATEST, DURATIONS -> true;
        };
    }
}
