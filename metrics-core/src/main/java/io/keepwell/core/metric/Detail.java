package io.keepwell.core.metric;

import io.keepwell.core.ledger.Quantity;
import java.util.Set;

/// What the figures of a definition can be told apart by, beyond slices.
///
/// @param name what it is, as people read it: `feature`, `theme`
/// @param quantities whose details are those that can be asked about
public record Detail(String name, Set<Quantity> quantities) {
    public Detail {
        quantities = Set.copyOf(quantities);
    }
}
