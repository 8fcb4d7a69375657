package io.keepwell.core.metric.query;

import io.keepwell.core.account.Slice;
import io.keepwell.core.ledger.Measure;
import io.keepwell.core.metric.Calculation;
import io.keepwell.core.metric.Calculations;
import io.keepwell.core.metric.Definition;
import io.keepwell.core.metric.Metric;
import io.keepwell.core.metric.MetricValue;
import io.keepwell.core.metric.Outcome;
import io.keepwell.core.metric.Unit;
import io.keepwell.core.metric.ValueFormat;
import io.keepwell.core.rollup.read.MeasureReader;
import io.keepwell.core.rollup.read.SliceMeasures;
import io.keepwell.core.time.Period;
import java.math.BigDecimal;
import java.time.Month;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// A query whose metric, definition, slice and custom value exist: what its figures are calculated by.
record ResolvedQuery(QueryContext context, MetricQuery query, Metric metric, Definition definition) {
    Set<Measure> measures() {
        return metric.measures(definition.id());
    }

    List<MetricValue> figures(SliceMeasures measures, Slice slice) {
        return query.periods().stream()
                .map(period -> figure(measures, slice, period))
                .toList();
    }

    MetricValue figure(SliceMeasures measures, Slice slice, Period period) {
        context.budget().check();
        MeasureReader ofPeriod = measures.of(slice, period, query.customValue(), measures());
        Calculation calculation = withSettings(metric.calculate(definition.id(), ofPeriod), measures, period);
        return new MetricValue(
                metric.info().by(definition),
                definition,
                period,
                slice,
                query.customValue(),
                context.firm().currency(),
                context.asOf(),
                context.recalled(),
                outsideOfData(measures, ofPeriod, calculation.outcome())
                        .map(calculation::unavailable)
                        .orElse(calculation));
    }

    /// With the settings that enter any figure of its kind: how long rates serve, where money may
    /// have been converted, and when fiscal years begin, where the period is one.
    private static Calculation withSettings(Calculation calculation, SliceMeasures measures, Period period) {
        Calculation all = calculation;
        if (all.terms().stream().anyMatch(term -> term.unit().isMoney()) && measures.hasRates()) {
            all = all.with(Calculations.setting(
                    "rate days",
                    "after its own for which an exchange rate serves where no newer one was reported",
                    BigDecimal.valueOf(measures.policies().rateDays()),
                    Unit.DAYS));
        }
        if (isYear(period) && period.from().getMonth() != Month.JANUARY) {
            Month begins = measures.policies().calendar().fiscalYearStart();
            if (period.from().getMonth() == begins) {
                all = all.with(Calculations.setting(
                        "fiscal year",
                        "the month with which it begins",
                        BigDecimal.valueOf(begins.getValue()),
                        Unit.NUMBER));
            }
        }
        return all;
    }

    private static boolean isYear(Period period) {
        return period.wholeMonths().filter(months -> months == 12).isPresent();
    }

    /// Why there is no figure of the period, by whatever formula; empty where there may be one.
    ///
    /// @param outcome what the formula came to
    private Optional<Outcome.Unavailable> outsideOfData(SliceMeasures all, MeasureReader reader, Outcome outcome) {
        Period period = reader.period();
        if (period.from().isAfter(context.today())) {
            return Optional.of(Calculations.noData("The period is yet to come: it begins "
                    + Calculations.on(period.from()) + ", and it is " + ValueFormat.day(context.today()) + "."));
        }
        if (reader.hasData()) {
            return Optional.empty();
        }
        return all.firstDay(measures())
                .map(first ->
                        "The period lies before all data for this figure, which begins " + Calculations.on(first) + ".")
                .or(() -> noBase(outcome).map(why -> why + " " + nothingToMakeItOf()))
                .map(Calculations::noData);
    }

    private String nothingToMakeItOf() {
        return "Nothing is known that this figure could be made of: no events of the kind "
                + metric.madeOf(definition.id()).stream()
                        .map(table -> table.kind().replace('_', ' '))
                        .collect(Collectors.joining(" or "))
                + " were reported.";
    }

    private static Optional<String> noBase(Outcome outcome) {
        return outcome instanceof Outcome.Unavailable(Outcome.Reason reason, String message)
                        && reason == Outcome.Reason.NO_BASE
                ? Optional.of(message)
                : Optional.empty();
    }
}
