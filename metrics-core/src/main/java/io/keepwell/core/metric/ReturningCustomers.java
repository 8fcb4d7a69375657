package io.keepwell.core.metric;

import io.keepwell.core.ledger.Measure;
import io.keepwell.core.rollup.MeasureReader;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.Set;

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
                    "It can only be high where many left before.")));

    @Override
    public MetricInfo info() {
        return INFO;
    }

    @Override
    public Set<Measure> needs() {
        return Set.of(Measure.CUSTOMERS, Measure.RETURNED);
    }

    @Override
    public Set<Measure> everywhere() {
        return Set.of(Measure.RETURNED);
    }

    @Override
    public Calculation calculate(DefinitionId definition, MeasureReader readings) {
        return CustomerShare.calculate(
                "B",
                "of them, came back in the period",
                readings.allMembers(Measure.RETURNED),
                Optional.empty(),
                readings);
    }
}
