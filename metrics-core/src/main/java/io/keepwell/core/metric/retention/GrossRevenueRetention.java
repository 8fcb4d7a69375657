package io.keepwell.core.metric.retention;

import io.keepwell.core.metric.Definition;
import io.keepwell.core.metric.Metric;
import io.keepwell.core.metric.MetricId;
import io.keepwell.core.metric.MetricInfo;
import io.keepwell.core.metric.Unit;
import io.keepwell.core.metric.counts.KeptRevenue;
import jakarta.inject.Singleton;
import java.util.List;

/// retention.grr: which share of the opening customers' MRR was kept, expansion left out.
@Singleton
final class GrossRevenueRetention implements Metric {
    private static final MetricInfo INFO = new MetricInfo(
            new MetricId("retention.grr"),
            "Gross revenue retention",
            "Retention",
            MetricInfo.Kind.OUTCOME,
            Unit.PERCENT,
            MetricInfo.Better.HIGHER,
            "Share of the opening customers' MRR that was kept, without expansion.",
            List.of(Definition.first(
                            "opening_customers",
                            "of opening customers",
                            "Σ min(before, after) ÷ opening",
                            "What each customer of the beginning pays at the end, at most what it paid before, of the MRR of the beginning.",
                            "It shows how much of the revenue holds without any help from expansion; it never passes 100 %.",
                            "Says nothing about growth of existing customers.")
                    .by(KeptRevenue.READS, readings -> KeptRevenue.calculate(readings, true))));

    @Override
    public MetricInfo info() {
        return INFO;
    }
}
