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
/// @param needed whether there is a figure of one of them only, and none of all together
public record Detail(String name, Set<Quantity> quantities, Set<String> always, boolean needed) {
    public Detail {
        quantities = Set.copyOf(quantities);
        always = Set.copyOf(always);
    }

    /// Of names that partners make up.
    static Detail of(String name, Set<Quantity> quantities) {
        return new Detail(name, quantities, Set.of(), false);
    }

    /// The same, without which there is no figure.
    Detail thatIsNeeded() {
        return new Detail(name, quantities, always, true);
    }

    /// Of names that the contract has.
    static Detail of(String name, Set<Quantity> quantities, Enum<?>[] all) {
        return new Detail(
                name,
                quantities,
                Arrays.stream(all)
                        .map(each -> each.name().toLowerCase(Locale.ROOT))
                        .collect(Collectors.toSet()),
                false);
    }
}
