package io.keepwell.core.metric.adoption;

import io.keepwell.core.ledger.Measure;
import io.keepwell.core.metric.Definition;
import io.keepwell.core.metric.Formula;
import io.keepwell.core.metric.Metric;
import io.keepwell.core.metric.MetricId;
import io.keepwell.core.metric.MetricInfo;
import io.keepwell.core.metric.Unit;
import jakarta.inject.Singleton;
import java.util.List;

/// adoption.purchasing: who bought something.
@Singleton
final class PurchasingCustomers implements Metric {
    private static final MetricInfo INFO = new MetricInfo(
            new MetricId("adoption.purchasing"),
            "Purchasing customers",
            "Adoption and onboarding",
            MetricInfo.Kind.OUTCOME,
            Unit.PERCENT,
            MetricInfo.Better.HIGHER,
            "Share of customers who bought something.",
            List.of(Definition.first(
                            "customers",
                            "of customers",
                            "O ÷ E × 100",
                            "Customers at the end of the period that ordered something in the period, of all customers at its end.",
                            "It shows who is active as a buyer, beside the subscription.",
                            "Needs orders. Who buys once a year is missing from most months.")
                    .by(new Formula.ShareOfCustomers(
                            "O",
                            "of them, ordered in the period",
                            Measure.ORDERING,
                            readings -> readings.allMembers(Measure.ORDERING),
                            "No order was reported before the end of the period."))));

    @Override
    public MetricInfo info() {
        return INFO;
    }
}
