package io.keepwell.core.metric;

import io.keepwell.core.account.Slice;
import io.keepwell.core.fact.FactTable;
import io.keepwell.core.ledger.Measure;
import io.keepwell.core.rollup.CellRequest;
import io.keepwell.core.rollup.MeasureReader;
import io.keepwell.core.time.Period;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/// A formula over readings. One class, one test, one row in docs/metrics.md; no SQL. Pure: the same
/// readings always give the same calculation.
public non-sealed interface Metric extends CatalogueEntry {
    @Override
    MetricInfo info();

    /// All measures that any of its definitions reads.
    Set<Measure> needs();

    /// Those of them that a definition reads. Fewer where that spares much.
    ///
    /// @param definition one of the metric's own
    default Set<Measure> needs(DefinitionId definition) {
        return needs();
    }

    @Override
    default List<FactTable<?>> madeOf(DefinitionId definition) {
        return needs(definition).stream()
                .flatMap(measure -> measure.madeOf().stream())
                .distinct()
                .sorted(Comparator.comparingInt(FactTable::code))
                .<FactTable<?>>map(table -> table)
                .toList();
    }

    /// Those of them of which each account's own amount is read.
    default Set<Measure> byAccount() {
        return Set.of();
    }

    /// Those of them that are read of all accounts, wherever they stood, also where a slice is asked
    /// about.
    default Set<Measure> everywhere() {
        return Set.of();
    }

    /// Days on which other periods begin or end for which a measure is read besides the one that is
    /// asked about.
    ///
    /// @param definition one of the metric's own
    default List<LocalDate> otherDays(DefinitionId definition, Measure measure, Period period) {
        return List.of();
    }

    /// The cells that a definition reads for some periods of a slice.
    default CellRequest cells(DefinitionId definition, Collection<Period> periods, Slice slice) {
        Map<Measure, SortedSet<LocalDate>> boundaries = new EnumMap<>(Measure.class);
        for (Measure measure : needs(definition)) {
            SortedSet<LocalDate> days = new TreeSet<>();
            for (Period period : periods) {
                days.add(period.from());
                days.add(period.to());
                days.addAll(otherDays(definition, measure, period));
            }
            boundaries.put(measure, days);
        }
        return new CellRequest(boundaries, byAccount(), slice, everywhere());
    }

    /// @param definition one of the metric's own
    Calculation calculate(DefinitionId definition, MeasureReader readings);
}
