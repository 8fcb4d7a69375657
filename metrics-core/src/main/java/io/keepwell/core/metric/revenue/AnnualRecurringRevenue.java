package io.keepwell.core.metric.revenue;

import static io.keepwell.core.metric.Calculations.written;

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
import io.keepwell.core.money.Money;
import io.keepwell.core.rollup.read.MeasureReader;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.util.List;

/// revenue.arr: what the running subscriptions bring in a year.
@Singleton
final class AnnualRecurringRevenue implements Metric {
    private static final MetricInfo INFO = new MetricInfo(
            new MetricId("revenue.arr"),
            "Annual recurring revenue",
            "Revenue",
            MetricInfo.Kind.OUTCOME,
            Unit.MONEY,
            MetricInfo.Better.HIGHER,
            "Yearly revenue of running subscriptions.",
            List.of(Definition.first(
                            "twelve_mrr",
                            "twelve times MRR",
                            "12 × MRR",
                            "The monthly recurring revenue of the end of the period, times twelve.",
                            "It puts the business of now on the scale of a year.",
                            "It promises nothing: nobody knows whether the subscriptions run for another year.")
                    .by(MrrCounts.READS, AnnualRecurringRevenue::twelveMrr)));

    @Override
    public MetricInfo info() {
        return INFO;
    }

    private static Calculation twelveMrr(MeasureReader readings) {
        MrrCounts counts = MrrCounts.of(readings);
        Term closing = counts.termClosing();
        return counts.calculation(
                counts.missing()
                        .orElseGet(() ->
                                Calculations.value(Money.units(counts.closing()).multiply(BigDecimal.valueOf(12)))),
                "12 × " + written(closing),
                List.of(closing),
                new DrillThrough.Balances(TermId.CLOSING, readings.period().to()));
    }
}
