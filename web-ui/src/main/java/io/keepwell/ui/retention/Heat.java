package io.keepwell.ui.retention;

import io.keepwell.core.metric.cohort.CohortTable;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;

/// The scale on which a table's shares are coloured: one hue that gets stronger, from the lowest to the
/// highest share, so that it reads alike for whoever sees fewer colours.
///
/// @param low in per cent
/// @param high in per cent
record Heat(BigDecimal low, BigDecimal high) {
    /// The strongest; the weakest is 0.
    static final int MOST = 8;

    /// Empty where the table has no cell.
    static Optional<Heat> of(CohortTable table, CohortMeasure measure) {
        List<BigDecimal> shares = table.cohorts().stream()
                .flatMap(cohort -> cohort.cells().stream())
                .flatMap(Optional::stream)
                .map(measure::percent)
                .toList();
        return shares.stream()
                .min(BigDecimal::compareTo)
                .map(low ->
                        new Heat(low, shares.stream().max(BigDecimal::compareTo).orElse(low)));
    }

    /// How strong a share is coloured.
    int level(BigDecimal percent) {
        BigDecimal range = high.subtract(low);
        if (range.signum() == 0) {
            return MOST;
        }
        return percent.subtract(low)
                .multiply(BigDecimal.valueOf(MOST))
                .divide(range, 0, RoundingMode.HALF_UP)
                .intValueExact();
    }
}
