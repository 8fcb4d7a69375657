package io.keepwell.core.metric;

import io.keepwell.core.ledger.Quantity;
import io.keepwell.core.rollup.Readings;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/// How long something took: what all figures of durations have in common.
///
/// @param quantity of the shape DURATIONS
/// @param unit HOURS or DAYS
/// @param things what took the time: `tickets`
/// @param none why there is no figure where nothing took any time, a sentence
record TimeTaken(Quantity quantity, Unit unit, String things, String none) {
    Calculation mean(Readings readings) {
        Readings.Durations taken = readings.durations(quantity);
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

    Calculation median(Readings readings) {
        return quantile(readings, 50);
    }

    /// The smallest time that at least nine of ten didn't exceed.
    Calculation ninetieth(Readings readings) {
        return quantile(readings, 90);
    }

    private Calculation quantile(Readings readings, int percent) {
        Readings.Durations taken = readings.durations(quantity);
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

    private Calculation calculation(Readings.Durations taken, Outcome outcome, String numbers) {
        return Calculations.calculation(
                outcome,
                Calculations.base(taken.count(), things),
                numbers,
                List.of(
                        Calculations.count("t", "seconds, of all " + things + " together", taken.totalSeconds()),
                        Calculations.count("n", things, taken.count())),
                List.of(),
                new Behind.Entries("t", quantity, Unit.COUNT));
    }
}
