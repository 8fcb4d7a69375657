package io.keepwell.core.metric;

import io.keepwell.core.ledger.Quantity;
import io.keepwell.core.rollup.Readings;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// success.complaint_free: who has nothing to complain of.
@Singleton
final class ComplaintFree implements Metric {
    private static final MetricInfo INFO = new MetricInfo(
            new MetricId("success.complaint_free"),
            "Complaint-free customers",
            "Success",
            MetricInfo.Kind.OUTCOME,
            Unit.PERCENT,
            MetricInfo.Better.HIGHER,
            "Which share of customers has no open complaint.",
            List.of(Definition.first(
                    "customers",
                    "of customers",
                    "F ÷ E × 100",
                    "Customers at the end of the period without a complaint that is open then, of all customers at its end.",
                    "It shows how many are undisturbed right now.",
                    "Who doesn't complain need not be content.")));

    @Override
    public MetricInfo info() {
        return INFO;
    }

    @Override
    public Set<Quantity> needs() {
        return Set.of(Quantity.CUSTOMERS, Quantity.TICKETS, Quantity.OPEN_COMPLAINT);
    }

    @Override
    public Calculation calculate(DefinitionId definition, Readings readings) {
        LocalDate end = readings.period().to();
        return CustomerShare.calculate(
                "F",
                "of them, without an open complaint",
                readings.customersAt(end).minus(readings.switchedInAt(Quantity.OPEN_COMPLAINT, end)),
                Optional.of("No ticket was ever told of before the end of the period.")
                        .filter(_ -> !readings.hasData(Quantity.TICKETS)),
                readings);
    }
}
