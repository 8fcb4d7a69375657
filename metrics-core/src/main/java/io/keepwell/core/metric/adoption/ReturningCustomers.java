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
import java.util.Optional;

/// adoption.returning: who came back after leaving.
@Singleton
final class ReturningCustomers implements Metric {
    private static final MetricInfo INFO = new MetricInfo(
            new MetricId("adoption.returning"),
            "Returning customers",
            "Adoption and onboarding",
            MetricInfo.Kind.OUTCOME,
            Unit.PERCENT,
            MetricInfo.Better.HIGHER,
            "Share of customers who came back after leaving.",
            List.of(Definition.first(
                            "customers",
                            "of customers",
                            "B ÷ E × 100",
                            "Customers at the end of the period that had left and became customers again in the period, of all customers at its end.",
                            "Who comes back has compared.",
                            "It can only be high where many left before.")
                    .by(new Formula.ShareOfCustomers(
                            "B",
                            "of them, came back in the period",
                            Measure.RETURNED,
                            readings -> readings.allMembers(Measure.RETURNED),
                            Optional.empty()))));

    @Override
    public MetricInfo info() {
        return INFO;
    }
}
