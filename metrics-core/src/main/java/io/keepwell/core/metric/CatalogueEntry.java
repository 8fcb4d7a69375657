package io.keepwell.core.metric;

import io.keepwell.core.fact.FactTable;
import java.util.List;

/// What the catalogue lists: a metric, whose every answer is one figure, or an analysis, whose answer is
/// a table or a curve of many.
public sealed interface CatalogueEntry permits Analysis, Metric {
    MetricInfo info();

    /// The kinds of facts that a definition is made of, by code. Beside them, profiles say in which
    /// slices an account stands, and exchange rates by what money of other currencies counts.
    ///
    /// @param definition one of the entry's own
    List<FactTable<?>> madeOf(DefinitionId definition);
}
