package io.keepwell.core.metric.drill;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Comparator;

/// A record or customer behind a figure, not yet named.
///
/// @param amount what it adds to the figure
record DrillEntry(int account, LocalDate day, String detail, BigDecimal amount) {
    /// The greatest amounts first.
    static final Comparator<DrillEntry> ORDER = Comparator.<DrillEntry, BigDecimal>comparing(
                    entry -> entry.amount().abs())
            .reversed()
            .thenComparing(DrillEntry::day)
            .thenComparingInt(DrillEntry::account)
            .thenComparing(DrillEntry::detail);
}
