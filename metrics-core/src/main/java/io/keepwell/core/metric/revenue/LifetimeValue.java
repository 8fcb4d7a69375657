package io.keepwell.core.metric.revenue;

import static io.keepwell.core.metric.Calculations.written;

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
import io.keepwell.core.metric.counts.CustomerCounts;
import io.keepwell.core.metric.counts.RevenueCounts;
import io.keepwell.core.metric.counts.Years;
import io.keepwell.core.rollup.read.MeasureReader;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// revenue.clv: what a customer brings in over its whole time as a customer.
@Singleton
final class LifetimeValue implements Metric {
    private static final MathContext PRECISE = MathContext.DECIMAL128;

    private static final MetricInfo INFO = new MetricInfo(
            new MetricId("revenue.clv"),
            "Customer lifetime value",
            "Revenue",
            MetricInfo.Kind.OUTCOME,
            Unit.MONEY,
            MetricInfo.Better.HIGHER,
            "Revenue of a customer over its whole lifetime.",
            List.of(
                    Definition.first(
                                    "simple",
                                    "purchases × lifespan",
                                    "V × F × T",
                                    "Average value of an order, times orders of a customer in a year, times the average lifespan in years: how long customers paid until they stopped.",
                                    "Each of its parts can be watched and worked on by itself.",
                                    "Lifespans are known only of customers who stopped paying, so a young firm finds them too short; who stops twice, or pauses, has two of them. Orders are those of the period.")
                            .by(
                                    Reads.of(
                                            Measure.ORDERS,
                                            Measure.ORDER_VALUE,
                                            Measure.ORDERS_PENDING,
                                            Measure.CUSTOMERS,
                                            Measure.CUSTOMER_DAYS_ENDED,
                                            Measure.CANCELLATIONS),
                                    LifetimeValue::simple),
                    Definition.first(
                                    "arpa_over_churn",
                                    "ARPA ÷ churn",
                                    "(R ÷ E) ÷ (L ÷ S)",
                                    "Average revenue of a customer in the period, divided by the share of customers lost in the same period.",
                                    "It needs no orders and no history.",
                                    "It takes churn as the same for ever; with few losses it jumps, and there is none where nobody left.")
                            .by(RevenueCounts.READS.and(CustomerCounts.READS), LifetimeValue::arpaOverChurn)));

    @Override
    public MetricInfo info() {
        return INFO;
    }

    private static Calculation simple(MeasureReader readings) {
        LocalDate end = readings.period().to();
        long pending = readings.sum(Measure.ORDERS_PENDING);
        Term value = Calculations.money("order value", "value of all orders", readings.sum(Measure.ORDER_VALUE));
        Term orders = Calculations.count("orders", "how many", readings.sum(Measure.ORDERS));
        Term e = Calculations.count(
                "E",
                "customers " + Calculations.on(end),
                readings.customersAt(end).size());
        Term days = Calculations.count(
                "days",
                "for which customers who left until the end of the period had been customers",
                readings.level(Measure.CUSTOMER_DAYS_ENDED, end));
        Term ended =
                Calculations.count("ended", "how often one of them left", readings.level(Measure.CANCELLATIONS, end));
        Optional<Outcome> missing = missing(orders, pending, e, ended);
        List<Term> terms = new ArrayList<>(List.of(value, orders, e, days, ended));
        String numbers = "";
        Optional<BigDecimal> worth = Optional.empty();
        if (missing.isEmpty()) {
            BigDecimal average = value.amount().divide(orders.amount(), PRECISE);
            BigDecimal perYear =
                    Years.of(readings.period()).perYear(orders.amount()).divide(e.amount(), PRECISE);
            Years lifespan = Years.ofDays(days.amount().divide(ended.amount(), PRECISE));
            worth = Optional.of(average.multiply(perYear).multiply(lifespan.count()));
            terms.add(new Term("V", "average value of an order", average, Unit.MONEY));
            terms.add(new Term("F", "orders of a customer in a year", perYear, Unit.RATIO));
            terms.add(new Term("T", "years that a customer stayed", lifespan.count(), Unit.RATIO));
            numbers = ValueFormat.bare(average, Unit.MONEY) + " × " + ValueFormat.bare(perYear, Unit.RATIO) + " × "
                    + ValueFormat.bare(lifespan.count(), Unit.RATIO);
        }
        return new Calculation(
                worth.map(Calculations::value).or(() -> missing).orElseThrow(),
                written(orders) + " orders, " + written(ended) + " lifespans",
                numbers,
                terms,
                List.of(Calculations.pending("orders", pending)),
                new DrillThrough.Entries(new TermId("order value"), Measure.ORDER_VALUE, Unit.MONEY));
    }

    private static Optional<Outcome> missing(Term orders, long pending, Term e, Term ended) {
        if (orders.amount().signum() == 0) {
            return Optional.of(
                    pending > 0
                            ? Calculations.missingRate("orders")
                            : Calculations.noBase("Nothing was ordered in the period."));
        }
        if (e.amount().signum() == 0) {
            return Optional.of(Calculations.noBase("There were no customers when the period ended."));
        }
        return ended.amount().signum() == 0
                ? Optional.of(Calculations.noBase("Nobody has left yet, so that no lifespan is known."))
                : Optional.empty();
    }

    private static Calculation arpaOverChurn(MeasureReader readings) {
        RevenueCounts revenue = RevenueCounts.of(readings);
        CustomerCounts counts = CustomerCounts.of(readings);
        Term s = counts.termS();
        Term e = counts.termE();
        Term l = counts.termL();
        return new Calculation(
                revenue.missing()
                        .orElseGet(() -> Calculations.ratio(
                                revenue.net().multiply(s.amount()),
                                e.amount().multiply(l.amount()),
                                l.amount().signum() == 0
                                        ? "Nobody left in the period, so that no end is in sight."
                                        : "There were no customers when the period ended.")),
                counts.base(),
                "(" + written(revenue.termR()) + " ÷ " + written(e) + ") ÷ (" + written(l) + " ÷ " + written(s) + ")",
                revenue.terms(revenue.termR(), e, l, s),
                List.of(Calculations.pending("payments", revenue.pending()), counts.pending()),
                revenue.drillThrough());
    }
}
