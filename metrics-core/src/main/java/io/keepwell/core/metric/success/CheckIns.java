package io.keepwell.core.metric.success;

import io.keepwell.core.account.AccountSet;
import io.keepwell.core.ledger.Measure;
import io.keepwell.core.metric.Calculation;
import io.keepwell.core.metric.Calculations;
import io.keepwell.core.metric.Definition;
import io.keepwell.core.metric.DrillThrough;
import io.keepwell.core.metric.Formula;
import io.keepwell.core.metric.Metric;
import io.keepwell.core.metric.MetricId;
import io.keepwell.core.metric.MetricInfo;
import io.keepwell.core.metric.Reads;
import io.keepwell.core.metric.Term;
import io.keepwell.core.metric.TermId;
import io.keepwell.core.metric.Uncounted;
import io.keepwell.core.metric.Unit;
import io.keepwell.core.rollup.read.MeasureReader;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.List;

/// success.check_ins: whether customers are talked to as planned.
@Singleton
final class CheckIns implements Metric {
    private static final Formula.Counted PLANNED =
            new Formula.Counted("P", "check-ins planned", "check-ins planned", Measure.CHECK_INS_PLANNED);
    private static final Formula.Counted HELD =
            new Formula.Counted("H", "of them, held", "check-ins held", Measure.CHECK_INS_HELD);

    private static final MetricInfo INFO = new MetricInfo(
            new MetricId("success.check_ins"),
            "Check-ins",
            "Success",
            MetricInfo.Kind.PROCESS,
            Unit.PERCENT,
            MetricInfo.Better.HIGHER,
            "Check-ins held as planned, and customers without one.",
            List.of(
                    Definition.first(
                                    "held",
                                    "held of planned",
                                    "H ÷ P × 100",
                                    "Check-ins planned for the period that were held, of all planned for it. A check-in counts on the day it was last planned for; one cancelled and not held wasn't planned.",
                                    "It shows whether plans are kept.",
                                    "Cancelling what can't be held makes it look good.")
                            .by(new Formula.Share(
                                    HELD,
                                    PLANNED,
                                    "No check-in was planned for the period.",
                                    false,
                                    List.of(new Uncounted(
                                            Measure.CHECK_INS_UNPLANNED,
                                            "check-ins held without having been planned")))),
                    Definition.first(
                                    "customers_without",
                                    "customers without",
                                    "E without",
                                    "Customers at the end of the period that had no check-in on the 90 days before (a setting).",
                                    "It names those who might leave unheard.",
                                    "Customers may not want to be talked to that often.")
                            .in(Unit.COUNT)
                            .better(MetricInfo.Better.LOWER)
                            .by(new Formula.WithSetting(
                                    new Formula.Custom(
                                            Reads.of(
                                                    Measure.CHECK_INS_PLANNED,
                                                    Measure.CHECK_INS_UNPLANNED,
                                                    Measure.RECENT_CHECK_IN,
                                                    Measure.CUSTOMERS),
                                            CheckIns::customersWithout),
                                    readings -> Calculations.settingDays(
                                            "without a check-in that are too many",
                                            readings.policies().checkInDays())))));

    @Override
    public MetricInfo info() {
        return INFO;
    }

    private static Calculation customersWithout(MeasureReader readings) {
        LocalDate end = readings.period().to();
        AccountSet customers = readings.customersAt(end);
        AccountSet without = customers.minus(readings.switchedInAt(Measure.RECENT_CHECK_IN, end));
        Term term = Calculations.count("E without", "customers without a check-in of late", without.size());
        boolean reported = readings.hasData(Measure.CHECK_INS_PLANNED) || readings.hasData(Measure.CHECK_INS_UNPLANNED);
        return Calculations.plain(
                reported
                        ? Calculations.value(term.amount())
                        : Calculations.noData(
                                "No check-in was planned for a day before the end of the period, or held."),
                term,
                Calculations.base(customers.size(), "customers " + Calculations.on(end)),
                List.of(),
                new DrillThrough.Accounts(new TermId("E without"), without, end));
    }
}
