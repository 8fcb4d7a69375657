package io.keepwell.core.rollup;

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
public record CellRequest(Map<Quantity, SortedSet<LocalDate>> boundaries, Set<Quantity> byAccount) {
    public static final CellRequest NONE = new CellRequest(Map.of(), Set.of());

    public CellRequest {
        Map<Quantity, SortedSet<LocalDate>> copy = new EnumMap<>(Quantity.class);
        boundaries.forEach(
                (quantity, days) -> copy.put(quantity, Collections.unmodifiableSortedSet(new TreeSet<>(days))));
        boundaries = Collections.unmodifiableMap(copy);
        byAccount = Set.copyOf(byAccount);
    }

    /// Without any account's own amounts.
    public static CellRequest of(Set<Quantity> quantities, Collection<LocalDate> days) {
        Map<Quantity, SortedSet<LocalDate>> boundaries = new EnumMap<>(Quantity.class);
        quantities.forEach(quantity -> boundaries.put(quantity, new TreeSet<>(days)));
        return new CellRequest(boundaries, Set.of());
    }

    /// What either asks for.
    public CellRequest and(CellRequest other) {
        Map<Quantity, SortedSet<LocalDate>> both = new EnumMap<>(Quantity.class);
        boundaries.forEach((quantity, days) -> both.put(quantity, new TreeSet<>(days)));
        other.boundaries.forEach((quantity, days) ->
                both.computeIfAbsent(quantity, _ -> new TreeSet<>()).addAll(days));
        Set<Quantity> ofAccounts = EnumSet.noneOf(Quantity.class);
        ofAccounts.addAll(byAccount);
        ofAccounts.addAll(other.byAccount);
        return new CellRequest(both, ofAccounts);
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
