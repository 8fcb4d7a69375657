package io.keepwell.core.metric.retention;

import static io.keepwell.core.metric.Calculations.written;

import io.keepwell.core.metric.Calculation;
import io.keepwell.core.metric.Calculations;
import io.keepwell.core.metric.Definition;
import io.keepwell.core.metric.DrillThrough;
import io.keepwell.core.metric.Metric;
import io.keepwell.core.metric.MetricId;
import io.keepwell.core.metric.MetricInfo;
import io.keepwell.core.metric.Term;
import io.keepwell.core.metric.TermId;
import io.keepwell.core.metric.Unit;
import io.keepwell.core.metric.counts.CustomerCounts;
import jakarta.inject.Singleton;
import java.util.List;

/// retention.customer_retention: which share of customers stayed.
@Singleton
final class CustomerRetention implements Metric {
    private static final MetricInfo INFO = new MetricInfo(
            new MetricId("retention.customer_retention"),
            "Customer retention",
            "Retention",
            MetricInfo.Kind.OUTCOME,
            Unit.PERCENT,
            MetricInfo.Better.HIGHER,
            "Share of customers who stayed through the period.",
            List.of(
                    Definition.first(
                                    "cohort",
                                    "of opening customers",
                                    "(E − N) ÷ S",
                                    "Customers of the beginning that still are at the end, of all customers of the beginning.",
                                    "It asks one group of customers one question, so it never passes 100 %.",
                                    "With few opening customers a single loss moves it by much.")
                            .by(CustomerCounts.formula(CustomerRetention::ofOpening)),
                    Definition.first(
                                    "closing",
                                    "closing for opening",
                                    "E ÷ S",
                                    "All customers of the end, new ones included, for those of the beginning.",
                                    "It is quick to have, from two counts.",
                                    "It passes 100 % when more join than leave, so it says growth rather than loyalty.")
                            .by(CustomerCounts.formula(CustomerRetention::closingForOpening))));

    @Override
    public MetricInfo info() {
        return INFO;
    }

    private static Calculation ofOpening(CustomerCounts counts) {
        Term s = counts.termS();
        Term stayed = Calculations.count(
                "S − L",
                "of S, still customers "
                        + Calculations.on(counts.readings().period().to()),
                counts.s() - counts.l());
        return counts.calculation(
                counts.ofOpening(counts.s() - counts.l()),
                written(stayed) + " ÷ " + written(s),
                counts.terms(stayed, s),
                new DrillThrough.Accounts(
                        stayed.id(),
                        counts.opening().minus(counts.lost()),
                        counts.readings().period().from()));
    }

    private static Calculation closingForOpening(CustomerCounts counts) {
        Term e = counts.termE();
        return counts.calculation(
                counts.ofOpening(counts.e()),
                written(e) + " ÷ " + written(counts.termS()),
                counts.terms(e),
                new DrillThrough.Accounts(
                        new TermId("E"),
                        counts.closing(),
                        counts.readings().period().to()));
    }
}
