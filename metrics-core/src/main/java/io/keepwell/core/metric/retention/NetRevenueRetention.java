package io.keepwell.core.metric.retention;

import io.keepwell.core.metric.Definition;
import io.keepwell.core.metric.Metric;
import io.keepwell.core.metric.MetricId;
import io.keepwell.core.metric.MetricInfo;
import io.keepwell.core.metric.Unit;
import io.keepwell.core.metric.counts.KeptRevenue;
import jakarta.inject.Singleton;
import java.util.List;

/// retention.nrr: which share of the opening customers' MRR was kept, expansion included.
@Singleton
final class NetRevenueRetention implements Metric {
    private static final MetricInfo INFO = new MetricInfo(
            new MetricId("retention.nrr"),
            "Net revenue retention",
            "Retention",
            MetricInfo.Kind.OUTCOME,
            Unit.PERCENT,
            MetricInfo.Better.HIGHER,
            "Share of the opening customers' MRR that was kept, expansion included.",
            List.of(Definition.first(
                            "opening_customers",
                            "of opening customers",
                            "Σ after ÷ opening",
                            "What the customers of the beginning pay at the end, of what they paid at the beginning.",
                            "It shows whether a firm would grow without winning anybody new.",
                            "A few big expansions can hide many losses.")
                    .by(KeptRevenue.READS, readings -> KeptRevenue.calculate(readings, false))));

    @Override
    public MetricInfo info() {
        return INFO;
    }
}
