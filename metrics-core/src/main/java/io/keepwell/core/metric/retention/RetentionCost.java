package io.keepwell.core.metric.retention;

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
import io.keepwell.core.metric.Outcome;
import io.keepwell.core.metric.Reads;
import io.keepwell.core.metric.Term;
import io.keepwell.core.metric.TermId;
import io.keepwell.core.metric.Unit;
import io.keepwell.core.metric.ValueFormat;
import io.keepwell.core.rollup.read.MeasureReader;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.function.BinaryOperator;

/// retention.cost: what customer success costs for each customer.
@Singleton
final class RetentionCost implements Metric {
    private static final BigDecimal HALF = new BigDecimal("0.5");
    private static final Reads READS = Reads.of(Measure.SUCCESS_COST, Measure.SUCCESS_COST_PENDING, Measure.CUSTOMERS);

    private static final MetricInfo INFO = new MetricInfo(
            new MetricId("retention.cost"),
            "Cost of retention",
            "Retention",
            MetricInfo.Kind.PROCESS,
            Unit.MONEY,
            MetricInfo.Better.LOWER,
            "Cost of customer success for each customer.",
            List.of(
                    Definition.first(
                                    "closing",
                                    "by closing customers",
                                    "cost ÷ E",
                                    "Cost of customer success in the period, divided by the customers of the end.",
                                    "It is quick to have and matches the size the firm has now.",
                                    "When many join or leave, the customers of the end are not those the money was spent on. In a slice only costs count that are reported for its accounts.")
                            .revised(2, LocalDate.of(2026, 11, 23))
                            .by(READS, RetentionCost::byClosingCustomers),
                    Definition.first(
                                    "average",
                                    "by average customers",
                                    "cost ÷ ((S + E) ÷ 2)",
                                    "Cost of customer success in the period, divided by the mean of the customers of the beginning and of the end.",
                                    "It follows growth and decline within the period.",
                                    "Who joined and left within the period is not seen. In a slice only costs count that are reported for its accounts.")
                            .revised(2, LocalDate.of(2026, 11, 23))
                            .by(READS, RetentionCost::byAverageCustomers),
                    Definition.first(
                                    "to_acquisition",
                                    "beside cost of acquisition",
                                    "(cost ÷ E) ÷ (acquisition cost ÷ N)",
                                    "What customer success costs for each customer of the end, divided by what sales and marketing cost for each customer of the end who was none at the beginning.",
                                    "It says whether keeping a customer is cheaper than winning one: below 1 it is.",
                                    "Both costs are of the period, whose length it depends on: a customer is won once and kept all along, so compare periods of one length. There is none where nobody joined. In a slice only costs count that are reported for its accounts.")
                            .since(LocalDate.of(2026, 12, 1))
                            .in(Unit.RATIO)
                            .by(
                                    READS.and(Measure.ACQUISITION_COST, Measure.ACQUISITION_COST_PENDING)
                                            .everywhere(Set.of(Measure.CUSTOMERS)),
                                    RetentionCost::besideAcquisition)));

    @Override
    public MetricInfo info() {
        return INFO;
    }

    private static Calculation byClosingCustomers(MeasureReader readings) {
        return calculation(readings, (_, closing) -> closing);
    }

    private static Calculation byAverageCustomers(MeasureReader readings) {
        return calculation(readings, (opening, closing) -> opening.add(closing).multiply(HALF));
    }

    /// @param customers that the cost is divided by, from those of the beginning and of the end
    private static Calculation calculation(MeasureReader readings, BinaryOperator<BigDecimal> customers) {
        long micros = readings.sum(Measure.SUCCESS_COST);
        long pending = readings.sum(Measure.SUCCESS_COST_PENDING);
        Term cost = Calculations.money("cost", "cost of customer success in the period", micros);
        Term s = customers("S", readings, readings.period().from());
        Term e = customers("E", readings, readings.period().to());
        BigDecimal divisor = customers.apply(s.amount(), e.amount());
        return new Calculation(
                Calculations.missing(readings, Measure.SUCCESS_COST, micros, "costs of customer success", pending)
                        .orElseGet(() -> Calculations.ratio(cost.amount(), divisor, "There were no customers.")),
                ValueFormat.bare(divisor, Unit.SCORE) + " customers",
                written(cost) + " ÷ " + ValueFormat.bare(divisor, Unit.SCORE),
                List.of(cost, e, s),
                List.of(Calculations.pending("costs", pending)),
                new DrillThrough.Entries(new TermId("cost"), Measure.SUCCESS_COST, Unit.MONEY));
    }

    private static Calculation besideAcquisition(MeasureReader readings) {
        long keeping = readings.sum(Measure.SUCCESS_COST);
        long winning = readings.sum(Measure.ACQUISITION_COST);
        long keepingPending = readings.sum(Measure.SUCCESS_COST_PENDING);
        long winningPending = readings.sum(Measure.ACQUISITION_COST_PENDING);
        LocalDate from = readings.period().from();
        AccountSet customers = readings.customersAt(readings.period().to());
        Term cost = Calculations.money("cost", "cost of customer success in the period", keeping);
        Term e = customers("E", readings, readings.period().to());
        Term acquisition = Calculations.money("acquisition cost", "cost of sales and marketing in the period", winning);
        Term n = Calculations.count(
                "N",
                "of E, not customers " + Calculations.on(from),
                customers.minus(readings.allCustomersAt(from)).size());
        Outcome outcome = Calculations.missing(
                        readings, Measure.SUCCESS_COST, keeping, "costs of customer success", keepingPending)
                .or(() -> Calculations.missing(
                        readings, Measure.ACQUISITION_COST, winning, "costs of sales or marketing", winningPending))
                .orElseGet(() -> n.amount().signum() == 0
                        ? Calculations.noBase("Nobody joined in the period.")
                        : Calculations.ratio(
                                cost.amount().multiply(n.amount()),
                                e.amount().multiply(acquisition.amount()),
                                "Nothing was spent on sales and marketing in the period."));
        return Calculations.calculation(
                outcome,
                ValueFormat.count(e.amount().longValueExact()) + " customers, " + written(n) + " of them new",
                "(" + written(cost) + " ÷ " + written(e) + ") ÷ (" + written(acquisition) + " ÷ " + written(n) + ")",
                List.of(cost, e, acquisition, n),
                List.of(Calculations.pending("costs", keepingPending + winningPending)),
                new DrillThrough.Entries(cost.id(), Measure.SUCCESS_COST, Unit.MONEY));
    }

    private static Term customers(String symbol, MeasureReader readings, LocalDate day) {
        return Calculations.count(
                symbol,
                "customers " + Calculations.on(day),
                readings.customersAt(day).size());
    }
}
