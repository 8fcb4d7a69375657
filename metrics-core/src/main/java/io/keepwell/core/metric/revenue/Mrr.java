package io.keepwell.core.metric.revenue;

import io.keepwell.core.ledger.Measure;
import io.keepwell.core.metric.Calculation;
import io.keepwell.core.metric.Calculations;
import io.keepwell.core.metric.Definition;
import io.keepwell.core.metric.DrillThrough;
import io.keepwell.core.metric.Metric;
import io.keepwell.core.metric.MetricId;
import io.keepwell.core.metric.MetricInfo;
import io.keepwell.core.metric.Outcome;
import io.keepwell.core.metric.Term;
import io.keepwell.core.metric.TermId;
import io.keepwell.core.metric.Unit;
import io.keepwell.core.metric.counts.MrrCounts;
import io.keepwell.core.metric.counts.RevenueCounts;
import io.keepwell.core.metric.counts.Years;
import io.keepwell.core.money.Money;
import io.keepwell.core.rollup.read.MeasureReader;
import io.keepwell.core.time.Period;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;

/// revenue.mrr: monthly recurring revenue.
@Singleton
final class Mrr implements Metric {
    private static final MetricInfo INFO = new MetricInfo(
            new MetricId("revenue.mrr"),
            "Monthly recurring revenue",
            "Revenue",
            MetricInfo.Kind.OUTCOME,
            Unit.MONEY_PER_MONTH,
            MetricInfo.Better.HIGHER,
            "Monthly revenue of running subscriptions.",
            List.of(
                    Definition.first(
                                    "subscriptions",
                                    "running subscriptions",
                                    "Σ monthly price",
                                    "Every subscription that runs at the end of the period, brought to a month.",
                                    "It is exact, moves only when a contract does, and explains itself by movements.",
                                    "It leaves out one-off and metered charges, trials and taxes.")
                            .by(MrrCounts.READS, Mrr::subscriptions),
                    Definition.first(
                                    "customers_x_arpu",
                                    "customers × average revenue",
                                    "E × (R ÷ P)",
                                    "Customers at the end of the period times the average revenue received in the period from each account that paid, brought to a month.",
                                    "It can be had without knowing the price of any contract.",
                                    "Needs payments. Who pays for a year at once, or once for something else, makes it jump.")
                            .by(RevenueCounts.READS.and(Measure.PAYING, Measure.CUSTOMERS), Mrr::customersTimesAverage),
                    Definition.first(
                                    "all_revenue",
                                    "all revenue",
                                    "R",
                                    "All revenue received in the period less what was given back, one-off revenue included, brought to a month where the period isn't one.",
                                    "It agrees with the bank account.",
                                    "Needs payments. It isn't recurring: a yearly payment counts in one month only.")
                            .by(RevenueCounts.READS, Mrr::allRevenue)));

    @Override
    public MetricInfo info() {
        return INFO;
    }

    private static Calculation subscriptions(MeasureReader readings) {
        MrrCounts counts = MrrCounts.of(readings);
        return counts.calculation(
                counts.missing().orElseGet(() -> Calculations.value(Money.units(counts.closing()))),
                Calculations.written(counts.termClosing()),
                counts.allTerms(),
                new DrillThrough.Balances(TermId.CLOSING, readings.period().to()));
    }

    private static Calculation customersTimesAverage(MeasureReader readings) {
        RevenueCounts revenue = RevenueCounts.of(readings);
        LocalDate end = readings.period().to();
        Term e = Calculations.count(
                "E",
                "customers " + Calculations.on(end),
                readings.customersAt(end).size());
        Term p = Calculations.count(
                "P",
                "accounts that paid in the period",
                readings.members(Measure.PAYING).size());
        return revenue.calculation(
                revenue.missing()
                        .orElseGet(() -> p.amount().signum() == 0
                                ? Calculations.noBase("Nobody paid in the period.")
                                : perMonth(readings.period(), revenue.net().multiply(e.amount()), p.amount())),
                Calculations.written(e) + " × " + Calculations.written(revenue.termR()) + " ÷ "
                        + Calculations.written(p) + revenue.brought(),
                revenue.terms(e, p),
                revenue.drillThrough());
    }

    private static Calculation allRevenue(MeasureReader readings) {
        RevenueCounts revenue = RevenueCounts.of(readings);
        return revenue.calculation(
                revenue.missing().orElseGet(() -> perMonth(readings.period(), revenue.net(), BigDecimal.ONE)),
                Calculations.written(revenue.termR()) + revenue.brought(),
                revenue.terms(),
                revenue.drillThrough());
    }

    /// An amount of the period, divided, brought to a month.
    private static Outcome perMonth(Period period, BigDecimal amount, BigDecimal divisor) {
        return Calculations.value(
                amount.divide(divisor.multiply(Years.months(period)), Calculations.SCALE, RoundingMode.HALF_EVEN));
    }
}
