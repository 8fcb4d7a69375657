package io.keepwell.core.metric;

import io.keepwell.core.ledger.Measure;
import io.keepwell.core.rollup.read.MeasureReader;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// How long something took: what all figures of durations have in common.
///
/// @param measure of the aggregation DURATIONS
/// @param unit HOURS or DAYS
/// @param things what took the time: `tickets`
/// @param none why there is no figure where nothing took any time, a sentence
/// @param among of what some took that time, as of remarks some were answered; before there were any there is no data
///     for a figure, and later at most no base; empty where the times themselves tell it
/// @param without what isn't timed
public record TimeTaken(
        Measure measure, Unit unit, String things, String none, Set<Measure> among, List<Uncounted> without) {
    public TimeTaken {
        among = Set.copyOf(among);
        without = List.copyOf(without);
    }

    /// Of all there are, without exception.
    public TimeTaken(Measure measure, Unit unit, String things, String none) {
        this(measure, unit, things, none, Set.of(), List.of());
    }

    /// What is told of many times.
    enum Statistic {
        MEAN,
        MEDIAN,
        /// The shortest that at least nine of ten didn't exceed.
        NINETIETH
    }

    public Formula mean() {
        return new Formula.Time(this, Statistic.MEAN);
    }

    public Formula median() {
        return new Formula.Time(this, Statistic.MEDIAN);
    }

    public Formula ninetieth() {
        return new Formula.Time(this, Statistic.NINETIETH);
    }

    Reads reads() {
        Set<Measure> measures = EnumSet.of(measure);
        measures.addAll(among);
        without.forEach(each -> measures.addAll(each.measures()));
        return Reads.of(measures);
    }

    Calculation calculate(Statistic statistic, MeasureReader readings) {
        Calculation calculation = switch (statistic) {
            case MEAN -> mean(readings);
            case MEDIAN -> quantile(readings, 50);
            case NINETIETH -> quantile(readings, 90);
        };
        return calculation.leavingOut(Uncounted.exclusions(without, readings));
    }

    private Calculation mean(MeasureReader readings) {
        MeasureReader.Durations taken = readings.durations(measure);
        if (taken.count() == 0) {
            return calculation(taken, Calculations.noBase(none), "");
        }
        BigDecimal mean = BigDecimal.valueOf(taken.totalSeconds())
                .divide(
                        unit.seconds().multiply(BigDecimal.valueOf(taken.count())),
                        Calculations.SCALE,
                        RoundingMode.HALF_EVEN);
        String total = ValueFormat.bare(unit.ofStored(taken.totalSeconds()), unit);
        return calculation(taken, Calculations.value(mean), total + " ÷ " + ValueFormat.count(taken.count()));
    }

    private Calculation quantile(MeasureReader readings, int percent) {
        MeasureReader.Durations taken = readings.durations(measure);
        if (taken.count() == 0) {
            return calculation(taken, Calculations.noBase(none), "");
        }
        BigDecimal amount =
                taken.quantileSeconds(percent).divide(unit.seconds(), Calculations.SCALE, RoundingMode.HALF_EVEN);
        String rank = ValueFormat.count(Math.ceilDiv(Math.multiplyExact(taken.count(), (long) percent), 100L));
        String numbers = "number " + rank + " of " + ValueFormat.count(taken.count()) + " by length";
        Calculation calculation = calculation(taken, Calculations.value(amount), numbers);
        return taken.isExact() ? calculation : calculation.approximately();
    }

    private Calculation calculation(MeasureReader.Durations taken, Outcome outcome, String numbers) {
        return Calculations.calculation(
                outcome,
                Calculations.base(taken.count(), things),
                numbers,
                List.of(
                        Calculations.count("t", "seconds, of all " + things + " together", taken.totalSeconds()),
                        Calculations.count("n", things, taken.count())),
                List.of(),
                new DrillThrough.Entries(new TermId("t"), measure, Unit.COUNT));
    }
}
