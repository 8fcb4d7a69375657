package io.keepwell.core.metric.revenue;

import static io.keepwell.core.metric.Calculations.written;

import io.keepwell.core.ledger.Measure;
import io.keepwell.core.metric.Calculation;
import io.keepwell.core.metric.Calculations;
import io.keepwell.core.metric.Definition;
import io.keepwell.core.metric.DrillThrough;
import io.keepwell.core.metric.Metric;
import io.keepwell.core.metric.MetricId;
import io.keepwell.core.metric.MetricInfo;
import io.keepwell.core.metric.Term;
import io.keepwell.core.metric.TermId;
import io.keepwell.core.metric.Unit;
import io.keepwell.core.metric.counts.MrrCounts;
import io.keepwell.core.metric.counts.RevenueCounts;
import io.keepwell.core.rollup.read.MeasureReader;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.List;

/// revenue.arpa: what one customer brings in on average.
@Singleton
final class RevenuePerAccount implements Metric {
    private static final String NOBODY = "There were no customers when the period ended.";

    private static final MetricInfo INFO = new MetricInfo(
            new MetricId("revenue.arpa"),
            "Average revenue per account",
            "Revenue",
            MetricInfo.Kind.OUTCOME,
            Unit.MONEY,
            MetricInfo.Better.HIGHER,
            "Average revenue of one customer.",
            List.of(
                    Definition.first(
                                    "revenue",
                                    "revenue received",
                                    "R ÷ E",
                                    "Revenue of the period less refunds, divided by the customers of the end.",
                                    "It counts everything that was paid.",
                                    "Needs payments. Uneven payments make it jump, and former customers who still paid are in R.")
                            .by(RevenueCounts.READS.and(Measure.CUSTOMERS), RevenuePerAccount::ofRevenue),
                    Definition.first(
                                    "mrr",
                                    "MRR",
                                    "closing ÷ E",
                                    "Monthly recurring revenue of the end, divided by the customers of the end.",
                                    "It moves only when a contract does.",
                                    "One-off and metered charges are not in it.")
                            .in(Unit.MONEY_PER_MONTH)
                            .by(MrrCounts.READS.and(Measure.CUSTOMERS), RevenuePerAccount::ofMrr)));

    @Override
    public MetricInfo info() {
        return INFO;
    }

    private static Calculation ofRevenue(MeasureReader readings) {
        RevenueCounts revenue = RevenueCounts.of(readings);
        Term e = customers(readings);
        return new Calculation(
                revenue.missing().orElseGet(() -> Calculations.ratio(revenue.net(), e.amount(), NOBODY)),
                base(e),
                written(revenue.termR()) + " ÷ " + written(e),
                revenue.terms(revenue.termR(), e),
                revenue.exclusions(),
                revenue.drillThrough());
    }

    private static Calculation ofMrr(MeasureReader readings) {
        MrrCounts counts = MrrCounts.of(readings);
        Term closing = counts.termClosing();
        Term e = customers(readings);
        return new Calculation(
                counts.missing().orElseGet(() -> Calculations.ratio(closing.amount(), e.amount(), NOBODY)),
                base(e),
                written(closing) + " ÷ " + written(e),
                List.of(closing, e),
                counts.exclusions(),
                new DrillThrough.Balances(TermId.CLOSING, readings.period().to()));
    }

    private static Term customers(MeasureReader readings) {
        LocalDate end = readings.period().to();
        return Calculations.count(
                "E",
                "customers " + Calculations.on(end),
                readings.customersAt(end).size());
    }

    private static String base(Term customers) {
        return Calculations.base(customers.amount().longValue(), customers.name());
    }
}
