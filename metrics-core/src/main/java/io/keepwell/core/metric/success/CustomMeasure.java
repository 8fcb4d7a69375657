package io.keepwell.core.metric.success;

import static io.keepwell.core.metric.Calculations.written;

import io.keepwell.core.ledger.Measure;
import io.keepwell.core.metric.Calculation;
import io.keepwell.core.metric.Calculations;
import io.keepwell.core.metric.CustomDimension;
import io.keepwell.core.metric.Definition;
import io.keepwell.core.metric.DrillThrough;
import io.keepwell.core.metric.InvalidQueryException;
import io.keepwell.core.metric.Metric;
import io.keepwell.core.metric.MetricId;
import io.keepwell.core.metric.MetricInfo;
import io.keepwell.core.metric.Outcome;
import io.keepwell.core.metric.Reads;
import io.keepwell.core.metric.Term;
import io.keepwell.core.metric.TermId;
import io.keepwell.core.metric.Unit;
import io.keepwell.core.money.Money;
import io.keepwell.core.rollup.read.MeasureReader;
import io.keepwell.core.time.Period;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.function.Function;

/// custom.measure: a measure that a partner sends under its own name, which has to be asked about by
/// that name.
@Singleton
final class CustomMeasure implements Metric {
    private static final CustomDimension MEASURE =
            CustomDimension.of("measure", Set.of(Measure.MEASURES)).thatIsNeeded();

    /// Which measures there are is read of all time, to name them where none is asked about.
    private static final Reads NAMES = Reads.of(Measure.MEASURES)
            .on((measure, period) -> measure == Measure.MEASURES ? List.of(beginning(period)) : List.of());

    private static final MetricInfo INFO = new MetricInfo(
            new MetricId("custom.measure"),
            "Own measures",
            "Custom",
            MetricInfo.Kind.OUTCOME,
            Unit.NUMBER,
            MetricInfo.Better.HIGHER,
            "A measure that a partner sends under its own name, which has to be asked about by that name.",
            List.of(
                    Definition.first(
                                    "sum",
                                    "sum",
                                    "Σ values",
                                    "All values of the period, added up.",
                                    "It suits what is counted anew each time, such as visits.",
                                    "Meaningless for levels, such as a temperature.")
                            .customDimension(MEASURE)
                            .accumulates()
                            .by(
                                    NAMES.and(Measure.MEASURE_SUM),
                                    readings -> named(readings, name -> ofPeriod(readings, name, false))),
                    Definition.first(
                                    "mean",
                                    "mean",
                                    "Σ values ÷ n",
                                    "The mean of all values of the period.",
                                    "It suits what is sampled now and then.",
                                    "An account that is measured more often weighs more.")
                            .customDimension(MEASURE)
                            .by(
                                    NAMES.and(Measure.MEASURE_SUM),
                                    readings -> named(readings, name -> ofPeriod(readings, name, true))),
                    Definition.first(
                                    "last",
                                    "last",
                                    "Σ last values",
                                    "The last value of each account until the end of the period, added up.",
                                    "It suits levels that hold until they are measured again, such as seats.",
                                    "An account that isn't measured any more counts with its last value.")
                            .customDimension(MEASURE)
                            .by(
                                    NAMES.and(Measure.MEASURE_LEVEL, Measure.MEASURED),
                                    readings -> named(readings, name -> last(readings, name)))));

    @Override
    public MetricInfo info() {
        return INFO;
    }

    /// @param calculation of the measure of a name
    private static Calculation named(MeasureReader readings, Function<String, Calculation> calculation) {
        return readings.customValue().map(calculation).orElseGet(() -> unnamed(readings));
    }

    private static LocalDate beginning(Period period) {
        return period.from().isBefore(LocalDate.EPOCH) ? period.from() : LocalDate.EPOCH;
    }

    private static Calculation unnamed(MeasureReader readings) {
        Period all = new Period(beginning(readings.period()), readings.period().to());
        SortedSet<String> names = readings.over(all).customValues(Measure.MEASURES);
        return new Calculation(
                new Outcome.Unavailable(
                        Outcome.Reason.NOT_CONFIGURED,
                        names.isEmpty()
                                ? "No partner has sent a measure of its own."
                                : "Ask about one of the measures by its name: " + InvalidQueryException.listed(names)
                                        + "."),
                "no measure",
                "",
                List.of(),
                List.of(),
                new DrillThrough.Nothing());
    }

    private static Calculation ofPeriod(MeasureReader readings, String name, boolean mean) {
        Term sum = new Term(
                "Σ values", "values added up", Money.units(readings.sum(Measure.MEASURE_SUM, name)), Unit.NUMBER);
        Term n = Calculations.count("n", "how many values", readings.sum(Measure.MEASURES, name));
        String none = "No value of " + name + " was reported in the period.";
        return new Calculation(
                n.amount().signum() == 0 && !mean
                        ? Calculations.noData(none)
                        : Calculations.ratio(sum.amount(), mean ? n.amount() : BigDecimal.ONE, none),
                written(n) + " values of " + name,
                written(sum) + (mean ? " ÷ " + written(n) : ""),
                List.of(sum, n),
                List.of(),
                Calculations.entries(new TermId("Σ values"), readings, Measure.MEASURE_SUM, Unit.NUMBER));
    }

    private static Calculation last(MeasureReader readings, String name) {
        LocalDate end = readings.period().to();
        Term sum = new Term(
                "Σ last values",
                "last values added up",
                Money.units(readings.level(Measure.MEASURE_LEVEL, name, end)),
                Unit.NUMBER);
        Term accounts = Calculations.count("n", "accounts measured", readings.level(Measure.MEASURED, name, end));
        return new Calculation(
                accounts.amount().signum() == 0
                        ? Calculations.noData("No value of " + name + " was reported before the end of the period.")
                        : Calculations.value(sum.amount()),
                written(accounts) + " accounts with " + name,
                written(sum),
                List.of(sum, accounts),
                List.of(),
                new DrillThrough.Levels(
                        new TermId("Σ last values"), Measure.MEASURE_LEVEL, Optional.of(name), end, Unit.NUMBER));
    }
}
