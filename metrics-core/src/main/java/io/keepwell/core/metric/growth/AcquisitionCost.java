package io.keepwell.core.metric.growth;

import static io.keepwell.core.metric.Calculations.written;

import io.keepwell.core.account.AccountSet;
import io.keepwell.core.ledger.Measure;
import io.keepwell.core.metric.Calculation;
import io.keepwell.core.metric.Calculations;
import io.keepwell.core.metric.Definition;
import io.keepwell.core.metric.DrillThrough;
import io.keepwell.core.metric.Metric;
import io.keepwell.core.metric.MetricId;
import io.keepwell.core.metric.MetricInfo;
import io.keepwell.core.metric.Reads;
import io.keepwell.core.metric.Term;
import io.keepwell.core.metric.TermId;
import io.keepwell.core.metric.Unit;
import io.keepwell.core.rollup.read.MeasureReader;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;

/// growth.cac: what it costs to win one customer.
@Singleton
final class AcquisitionCost implements Metric {
    private static final MetricInfo INFO = new MetricInfo(
            new MetricId("growth.cac"),
            "Customer acquisition cost",
            "Growth",
            MetricInfo.Kind.PROCESS,
            Unit.MONEY,
            MetricInfo.Better.LOWER,
            "Cost of winning one customer.",
            List.of(Definition.first(
                            "new_customers",
                            "by new customers",
                            "cost ÷ N",
                            "Cost of sales and marketing in the period, divided by the customers of the end who were none at the beginning.",
                            "It sets what was spent against what was won.",
                            "Money is often spent before the period in which it wins anybody; customers who came back count as won. In a slice only costs count that are reported for its accounts.")
                    .revised(2, LocalDate.of(2026, 11, 23))
                    .by(
                            Reads.of(Measure.ACQUISITION_COST, Measure.ACQUISITION_COST_PENDING, Measure.CUSTOMERS)
                                    .everywhere(Set.of(Measure.CUSTOMERS)),
                            AcquisitionCost::byNewCustomers)));

    @Override
    public MetricInfo info() {
        return INFO;
    }

    private static Calculation byNewCustomers(MeasureReader readings) {
        long micros = readings.sum(Measure.ACQUISITION_COST);
        long pending = readings.sum(Measure.ACQUISITION_COST_PENDING);
        AccountSet before = readings.allCustomersAt(readings.period().from());
        AccountSet joined = readings.customersAt(readings.period().to()).minus(before);
        Term cost = Calculations.money("cost", "cost of sales and marketing in the period", micros);
        Term n = Calculations.count(
                "N", "of E, not customers " + Calculations.on(readings.period().from()), joined.size());
        return new Calculation(
                Calculations.missing(readings, Measure.ACQUISITION_COST, micros, "costs of sales or marketing", pending)
                        .orElseGet(() -> Calculations.ratio(cost.amount(), n.amount(), "Nobody joined in the period.")),
                written(n) + " new customers",
                written(cost) + " ÷ " + written(n),
                List.of(cost, n),
                List.of(Calculations.pending("costs", pending)),
                new DrillThrough.Entries(new TermId("cost"), Measure.ACQUISITION_COST, Unit.MONEY));
    }
}
