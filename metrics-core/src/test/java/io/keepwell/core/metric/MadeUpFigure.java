package io.keepwell.core.metric;

import io.keepwell.core.account.Slice;
import io.keepwell.core.money.CurrencyCode;
import io.keepwell.core.time.Period;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// A figure of October 2026 that no calculation gave, for tests of what is made of figures.
public final class MadeUpFigure {
    private MadeUpFigure() {}

    /// @param id of the metric, whose only definition is the given one
    public static MetricValue of(String id, Definition definition, Unit unit, Outcome outcome, List<Term> terms) {
        MetricInfo metric = new MetricInfo(
                new MetricId(id),
                id,
                "",
                MetricInfo.Kind.OUTCOME,
                unit,
                MetricInfo.Better.HIGHER,
                "",
                List.of(definition));
        return new MetricValue(
                metric,
                definition,
                new Period(LocalDate.of(2026, 10, 1), LocalDate.of(2026, 11, 1)),
                Slice.WHOLE,
                Optional.empty(),
                new CurrencyCode("EUR"),
                Instant.EPOCH,
                false,
                new Calculation(outcome, "", "", terms, List.of(), Optional.empty(), new DrillThrough.Nothing()));
    }
}
