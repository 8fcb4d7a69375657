package io.keepwell.core.metric;

import io.keepwell.core.ledger.Measure;
import io.keepwell.core.rollup.MeasureReader;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/// How long something took: what all figures of durations have in common.
///
/// @param measure of the aggregation DURATIONS
/// @param unit HOURS or DAYS
/// @param things what took the time: `tickets`
/// @param none why there is no figure where nothing took any time, a sentence
record TimeTaken(Measure measure, Unit unit, String things, String none) {
    Calculation mean(MeasureReader readings) {
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

    Calculation median(MeasureReader readings) {
        return quantile(readings, 50);
    }

    /// The smallest time that at least nine of ten didn't exceed.
    Calculation ninetieth(MeasureReader readings) {
        return quantile(readings, 90);
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
                new DrillThrough.Entries("t", measure, Unit.COUNT));
    }
}
