package io.keepwell.ui.overview;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.reducing;

import io.keepwell.core.metric.DrillRows;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/// The largest movements of a period, the greatest first. What an account moves out of a slice and into
/// another one on the same day, as when its owner changes, moved nothing where both are looked at:
/// neither is listed.
final class MostMoved {
    /// Of so many movements the largest are found.
    static final int LOOKED_AT = 400;

    private MostMoved() {}

    /// Movements of which one may undo another.
    private record Pair(int account, LocalDate day, BigDecimal size) {
        static Pair of(DrillRows.Row row) {
            return new Pair(row.account(), row.day(), row.amount().abs().stripTrailingZeros());
        }
    }

    /// @param rows the greatest first
    static List<DrillRows.Row> of(List<DrillRows.Row> rows, int most) {
        Map<Pair, BigDecimal> together = rows.stream()
                .collect(groupingBy(
                        Pair::of, mapping(DrillRows.Row::amount, reducing(BigDecimal.ZERO, BigDecimal::add))));
        return rows.stream()
                .filter(row ->
                        together.getOrDefault(Pair.of(row), BigDecimal.ZERO).signum() != 0)
                .limit(most)
                .toList();
    }
}
