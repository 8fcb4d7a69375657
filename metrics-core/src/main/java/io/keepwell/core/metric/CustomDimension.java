package io.keepwell.core.metric;

import io.keepwell.core.ledger.Measure;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/// What the figures of a definition can be broken down by, beyond slices.
///
/// @param name what it is, as people read it: `feature`, `theme`
/// @param measures whose details are those that can be asked about
/// @param always what can be asked about even if nothing was ever reported for it; empty where partners make
///     up the names
/// @param needed whether there is a figure of one of them only, and none of all together
public record CustomDimension(String name, Set<Measure> measures, Set<String> always, boolean needed) {
    public CustomDimension {
        measures = Set.copyOf(measures);
        always = Set.copyOf(always);
    }

    /// Of names that partners make up.
    public static CustomDimension of(String name, Set<Measure> measures) {
        return new CustomDimension(name, measures, Set.of(), false);
    }

    /// The same, without which there is no figure.
    public CustomDimension thatIsNeeded() {
        return new CustomDimension(name, measures, always, true);
    }

    /// Of names that the contract has.
    public static CustomDimension of(String name, Set<Measure> measures, Enum<?>[] all) {
        return new CustomDimension(
                name,
                measures,
                Arrays.stream(all)
                        .map(each -> each.name().toLowerCase(Locale.ROOT))
                        .collect(Collectors.toSet()),
                false);
    }
}
