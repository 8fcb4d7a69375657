package io.keepwell.core.metric;

import io.keepwell.core.ledger.Measure;
import io.keepwell.core.rollup.read.MeasureReader;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Things that a figure deliberately doesn't count.
///
/// @param measure how many, by day
/// @param but how many of these it does count; empty for none of them
/// @param reason as people read it, in the plural: `tickets whose opening was never sent`
public record Uncounted(Measure measure, Optional<Measure> but, String reason) {
    public Uncounted(Measure measure, String reason) {
        this(measure, Optional.empty(), reason);
    }

    /// What of all things a figure doesn't count.
    public static Uncounted rest(Measure all, Measure counted, String reason) {
        return new Uncounted(all, Optional.of(counted), reason);
    }

    public static List<Exclusion> exclusions(List<Uncounted> uncounted, MeasureReader readings) {
        return uncounted.stream()
                .map(each -> new Exclusion(each.reason, each.number(readings)))
                .toList();
    }

    /// What is read for it.
    Set<Measure> measures() {
        return but.map(counted -> Set.of(measure, counted)).orElseGet(() -> Set.of(measure));
    }

    private long number(MeasureReader readings) {
        return readings.sum(measure) - but.map(readings::sum).orElse(0L);
    }
}
