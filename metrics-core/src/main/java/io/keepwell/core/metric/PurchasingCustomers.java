package io.keepwell.core.metric;

import io.keepwell.core.ledger.Quantity;
import io.keepwell.core.rollup.Readings;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.Set;

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
            "Which share of customers bought something.",
            List.of(Definition.first(
                    "customers",
                    "of customers",
                    "O ÷ E × 100",
                    "Customers at the end of the period that ordered something in the period, of all customers at its end.",
                    "It shows who is active as a buyer, beside the subscription.",
                    "Needs orders. Who buys once a year is missing from most months.")));

    @Override
    public MetricInfo info() {
        return INFO;
    }

    @Override
    public Set<Quantity> needs() {
        return Set.of(Quantity.CUSTOMERS, Quantity.ORDERING);
    }

    @Override
    public Set<Quantity> everywhere() {
        return Set.of(Quantity.ORDERING);
    }

    @Override
    public Calculation calculate(DefinitionId definition, Readings readings) {
        return CustomerShare.calculate(
                "O",
                "of them, ordered in the period",
                readings.allMembers(Quantity.ORDERING),
                Optional.of("No order was ever told of before the end of the period.")
                        .filter(_ -> !readings.hasData(Quantity.ORDERING)),
                readings);
    }
}
