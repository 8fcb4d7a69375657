package io.keepwell.core.metric.revenue;

import static io.keepwell.core.metric.Calculations.written;

import io.keepwell.core.metric.Calculation;
import io.keepwell.core.metric.Calculations;
import io.keepwell.core.metric.Definition;
import io.keepwell.core.metric.Metric;
import io.keepwell.core.metric.MetricId;
import io.keepwell.core.metric.MetricInfo;
import io.keepwell.core.metric.Term;
import io.keepwell.core.metric.Unit;
import io.keepwell.core.metric.ValueFormat;
import io.keepwell.core.metric.counts.RevenueCounts;
import io.keepwell.core.rollup.read.MeasureReader;
import io.keepwell.core.time.Period;
import jakarta.inject.Singleton;
import java.util.List;

/// revenue.growth: by how much revenue grew from the period before.
@Singleton
final class RevenueGrowth implements Metric {
    private static final MetricInfo INFO = new MetricInfo(
            new MetricId("revenue.growth"),
            "Revenue growth",
            "Revenue",
            MetricInfo.Kind.OUTCOME,
            Unit.PERCENT,
            MetricInfo.Better.HIGHER,
            "By how much revenue grew from the period before.",
            List.of(Definition.first(
                            "period_over_period",
                            "against the period before",
                            "R ÷ R₀ − 1",
                            "Revenue of the period less refunds, against that of the period before, which is as long.",
                            "It counts everything that was paid, not subscriptions alone.",
                            "Needs payments. Seasons and yearly payments look like growth and decline.")
                    .by(
                            RevenueCounts.READS.on(
                                    (_, period) -> List.of(period.previous().from())),
                            RevenueGrowth::overPeriodBefore)));

    @Override
    public MetricInfo info() {
        return INFO;
    }

    private static Calculation overPeriodBefore(MeasureReader readings) {
        RevenueCounts revenue = RevenueCounts.of(readings);
        Period earlier = readings.period().previous();
        RevenueCounts before = RevenueCounts.of(readings.over(earlier));
        Term base = new Term("R₀", "revenue of " + ValueFormat.period(earlier), before.net(), Unit.MONEY);
        return new Calculation(
                revenue.missing()
                        .or(before::withoutRate)
                        .orElseGet(() -> Calculations.percent(
                                revenue.net().subtract(before.net()),
                                before.net(),
                                "There was no revenue above zero in the period before.")),
                revenue.base(),
                written(revenue.termR()) + " ÷ " + written(base) + " − 1",
                revenue.terms(revenue.termR(), base),
                List.of(Calculations.pending("payments", revenue.pending() + before.pending())),
                revenue.drillThrough());
    }
}
