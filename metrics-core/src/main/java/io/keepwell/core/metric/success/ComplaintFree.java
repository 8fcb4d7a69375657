package io.keepwell.core.metric.success;

import io.keepwell.core.ledger.Measure;
import io.keepwell.core.metric.Calculation;
import io.keepwell.core.metric.CustomerShare;
import io.keepwell.core.metric.Definition;
import io.keepwell.core.metric.Metric;
import io.keepwell.core.metric.MetricId;
import io.keepwell.core.metric.MetricInfo;
import io.keepwell.core.metric.Reads;
import io.keepwell.core.metric.Unit;
import io.keepwell.core.rollup.read.MeasureReader;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

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
            "Share of customers without an open complaint.",
            List.of(Definition.first(
                            "customers",
                            "of customers",
                            "F ÷ E × 100",
                            "Customers at the end of the period without a complaint that is open then, of all customers at its end.",
                            "It shows how many are undisturbed right now.",
                            "Who doesn't complain need not be content.")
                    .by(
                            Reads.of(Measure.CUSTOMERS, Measure.TICKETS, Measure.OPEN_COMPLAINT),
                            ComplaintFree::customers)));

    @Override
    public MetricInfo info() {
        return INFO;
    }

    private static Calculation customers(MeasureReader readings) {
        LocalDate end = readings.period().to();
        return CustomerShare.calculate(
                "F",
                "of them, without an open complaint",
                readings.customersAt(end).minus(readings.switchedInAt(Measure.OPEN_COMPLAINT, end)),
                Optional.of("No ticket was reported before the end of the period.")
                        .filter(_ -> !readings.hasData(Measure.TICKETS)),
                readings);
    }
}
