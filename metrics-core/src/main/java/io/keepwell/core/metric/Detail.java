package io.keepwell.core.metric;

import io.keepwell.core.ledger.Quantity;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/// What the figures of a definition can be told apart by, beyond slices.
///
/// @param name what it is, as people read it: `feature`, `theme`
/// @param quantities whose details are those that can be asked about
/// @param always what can be asked about even if nothing was ever told of it; empty where partners make
///     up the names
public record Detail(String name, Set<Quantity> quantities, Set<String> always) {
    public Detail {
        quantities = Set.copyOf(quantities);
        always = Set.copyOf(always);
    }

    /// Of names that partners make up.
    static Detail of(String name, Set<Quantity> quantities) {
        return new Detail(name, quantities, Set.of());
    }

    /// Of names that the contract has.
    static Detail of(String name, Set<Quantity> quantities, Enum<?>[] all) {
        return new Detail(
                name,
                quantities,
                Arrays.stream(all)
                        .map(each -> each.name().toLowerCase(Locale.ROOT))
                        .collect(Collectors.toSet()));
    }
}
