package io.keepwell.core.metric;

import io.keepwell.core.account.Slice;
import io.keepwell.core.fact.FactTable;
import io.keepwell.core.ledger.Measure;
import io.keepwell.core.rollup.read.CellRequest;
import io.keepwell.core.rollup.read.MeasureReader;
import io.keepwell.core.time.Period;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/// A figure that the catalogue lists, with its definitions, each of which has a formula. One class, one test, one row
/// in docs/metrics.md; no SQL.
public non-sealed interface Metric extends CatalogueEntry {
    @Override
    MetricInfo info();

    @Override
    default List<FactTable<?>> madeOf(DefinitionId definition) {
        return measures(definition).stream()
                .flatMap(measure -> measure.madeOf().stream())
                .distinct()
                .sorted(Comparator.comparingInt(FactTable::code))
                .<FactTable<?>>map(table -> table)
                .toList();
    }

    /// The measures that a definition reads.
    ///
    /// @param definition one of the metric's own
    default Set<Measure> measures(DefinitionId definition) {
        return formula(definition).reads().measures();
    }

    /// The cells that a definition reads for some periods of a slice.
    ///
    /// @param definition one of the metric's own
    /// @param today the first day that isn't over
    default CellRequest cells(DefinitionId definition, Collection<Period> periods, Slice slice, LocalDate today) {
        return formula(definition).reads().cells(periods, slice, today);
    }

    /// @param definition one of the metric's own
    default Calculation calculate(DefinitionId definition, MeasureReader readings) {
        return formula(definition).calculate(readings);
    }

    private Formula formula(DefinitionId definition) {
        return info().definition(definition.id())
                .orElseThrow(() -> new IllegalArgumentException(info().id() + " has no definition " + definition))
                .formula();
    }
}
