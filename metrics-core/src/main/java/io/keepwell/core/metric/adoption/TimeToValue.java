package io.keepwell.core.metric.adoption;

import io.keepwell.core.account.AccountSet;
import io.keepwell.core.ledger.Measure;
import io.keepwell.core.metric.Calculation;
import io.keepwell.core.metric.Calculations;
import io.keepwell.core.metric.Definition;
import io.keepwell.core.metric.DrillThrough;
import io.keepwell.core.metric.Metric;
import io.keepwell.core.metric.MetricId;
import io.keepwell.core.metric.MetricInfo;
import io.keepwell.core.metric.Reads;
import io.keepwell.core.metric.Term;
import io.keepwell.core.metric.TermId;
import io.keepwell.core.metric.TimeTaken;
import io.keepwell.core.metric.Unit;
import io.keepwell.core.rollup.read.MeasureReader;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;

/// adoption.time_to_value: from first contact to the moment of value.
@Singleton
final class TimeToValue implements Metric {
    private static final TimeTaken TAKEN = new TimeTaken(
            Measure.TIME_TO_VALUE,
            Unit.DAYS,
            "accounts that reached value",
            "No account reached its moment of value in the period.",
            Set.of(Measure.FIRST_CONTACTS),
            List.of());

    private static final MetricInfo INFO = new MetricInfo(
            new MetricId("adoption.time_to_value"),
            "Time to value",
            "Adoption and onboarding",
            MetricInfo.Kind.PROCESS,
            Unit.DAYS,
            MetricInfo.Better.LOWER,
            "Time from the first interaction to the moment of value, which the firm defines by a milestone.",
            List.of(
                    Definition.first(
                                    "median",
                                    "median",
                                    "median of t",
                                    "The median time from an account's first contact to its moment of value, over accounts that reached it in the period: the shortest that at least half did not exceed.",
                                    "A few slow ones can't hide that most are quick.",
                                    "Who never gets there is not in it: see how many are waiting. Of an even number it is the lower one of the middle two.")
                            .revised(2, LocalDate.of(2026, 11, 30))
                            .approximately()
                            .by(TAKEN.median()),
                    Definition.first(
                                    "mean",
                                    "mean",
                                    "Σ t ÷ n",
                                    "The mean time from an account's first contact to its moment of value, over accounts that reached it in the period.",
                                    "It adds up: times the number it is the whole wait.",
                                    "A few very slow ones move it by much.")
                            .by(TAKEN.mean()),
                    Definition.first(
                                    "p90",
                                    "nine of ten",
                                    "90th percentile of t",
                                    "The shortest time from first contact to the moment of value that at least nine tenths of the accounts that reached it in the period did not exceed.",
                                    "It shows the slow ones.",
                                    "Of fewer than ten accounts it is the slowest.")
                            .revised(2, LocalDate.of(2026, 11, 30))
                            .approximately()
                            .by(TAKEN.ninetieth()),
                    Definition.first(
                                    "waiting",
                                    "still waiting",
                                    "W",
                                    "Accounts that had their first contact before the end of the period and had not reached the moment of value by then.",
                                    "It shows those that the times leave out.",
                                    "It also holds those that will never get there.")
                            .in(Unit.COUNT)
                            .by(Reads.of(Measure.FIRST_CONTACTS, Measure.WAITING_FOR_VALUE), TimeToValue::waiting)));

    @Override
    public MetricInfo info() {
        return INFO;
    }

    private static Calculation waiting(MeasureReader readings) {
        LocalDate end = readings.period().to();
        AccountSet accounts = readings.switchedInAt(Measure.WAITING_FOR_VALUE, end);
        Term waiting = Calculations.count("W", "accounts waiting " + Calculations.on(end), accounts.size());
        return Calculations.plain(
                readings.hasData(Measure.FIRST_CONTACTS)
                        ? Calculations.value(waiting.amount())
                        : Calculations.noData("No first contact was reported before the end of the period."),
                waiting,
                Calculations.base(readings.level(Measure.FIRST_CONTACTS, end), "first contacts"),
                List.of(),
                new DrillThrough.Accounts(new TermId("W"), accounts, end));
    }
}
