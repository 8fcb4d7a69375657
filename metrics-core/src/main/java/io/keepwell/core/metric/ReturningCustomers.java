package io.keepwell.core.metric;

import io.keepwell.core.ledger.Quantity;
import io.keepwell.core.rollup.Readings;
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
            "Which share of customers came back after leaving.",
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
    public Set<Quantity> needs() {
        return Set.of(Quantity.CUSTOMERS, Quantity.RETURNED);
    }

    @Override
    public Set<Quantity> everywhere() {
        return Set.of(Quantity.RETURNED);
    }

    @Override
    public Calculation calculate(DefinitionId definition, Readings readings) {
        return CustomerShare.calculate(
                "B",
                "of them, came back in the period",
                readings.allMembers(Quantity.RETURNED),
                Optional.empty(),
                readings);
    }
}
