package io.keepwell.core.metric.retention;

import static io.keepwell.core.metric.Calculations.percent;
import static io.keepwell.core.metric.Calculations.written;

import io.keepwell.core.ledger.MovementKind;
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

/// retention.customer_churn: which share of customers left.
@Singleton
final class CustomerChurn implements Metric {
    private static final MetricInfo INFO = new MetricInfo(
            new MetricId("retention.customer_churn"),
            "Customer churn",
            "Retention",
            MetricInfo.Kind.OUTCOME,
            Unit.PERCENT,
            MetricInfo.Better.LOWER,
            "Share of customers who left in the period.",
            List.of(
                    Definition.first(
                                    "opening",
                                    "of opening customers",
                                    "L ÷ S",
                                    "Customers of the beginning that are gone at the end, of all customers of the beginning.",
                                    "It asks one group of customers one question, so growth can't hide losses.",
                                    "With few opening customers a single loss moves it by much; who joined and left within the period is not seen.")
                            .by(CustomerCounts.formula(CustomerChurn::ofOpening)),
                    Definition.first(
                                    "closing",
                                    "of closing customers",
                                    "L ÷ E",
                                    "Customers of the beginning that are gone at the end, of all customers of the end.",
                                    "It relates losses to the size the firm has now.",
                                    "Growth makes it smaller though just as many left.")
                            .by(CustomerCounts.formula(CustomerChurn::ofClosing)),
                    Definition.first(
                                    "remaining",
                                    "of those remaining",
                                    "L ÷ (S − L)",
                                    "Customers lost for each one kept.",
                                    "It shows how many losses each loyal customer stands against.",
                                    "It can pass 100 %, and there is none when everybody left.")
                            .by(CustomerCounts.formula(CustomerChurn::ofRemaining)),
                    Definition.first(
                                    "net_change",
                                    "net change",
                                    "(S − E) ÷ S",
                                    "By how much the number of customers shrank.",
                                    "It is quick to have, from two counts.",
                                    "It is negative when the firm grows, and new customers hide losses.")
                            .by(CustomerCounts.formula(CustomerChurn::netChange)),
                    Definition.first(
                                    "acquired",
                                    "of new customers",
                                    "L ÷ N",
                                    "Customers lost for each new customer.",
                                    "It shows whether winning keeps up with losing.",
                                    "It speaks of replacement, not of loyalty; there is none where nobody joined.")
                            .by(CustomerCounts.formula(CustomerChurn::ofAcquired)),
                    Definition.first(
                                    "all_cancellations",
                                    "all cancellations",
                                    "C ÷ S",
                                    "Every time a customer stopped paying in the period, of all customers of the beginning: its last subscription ended, was paused, or came to cost nothing.",
                                    "It counts those that joined and left within the period, too.",
                                    "Who leaves twice counts twice, and it can pass 100 %.")
                            .by(CustomerCounts.formula(CustomerChurn::allCancellations))));

    @Override
    public MetricInfo info() {
        return INFO;
    }

    private static Calculation ofOpening(CustomerCounts counts) {
        Term l = counts.termL();
        return counts.calculation(
                counts.ofOpening(counts.l()),
                written(l) + " ÷ " + written(counts.termS()),
                counts.terms(l),
                lost(counts));
    }

    private static Calculation ofClosing(CustomerCounts counts) {
        Term l = counts.termL();
        Term e = counts.termE();
        return counts.calculation(
                counts.ofClosing(counts.l()), written(l) + " ÷ " + written(e), counts.terms(l, e), lost(counts));
    }

    private static Calculation ofRemaining(CustomerCounts counts) {
        Term s = counts.termS();
        Term l = counts.termL();
        return counts.calculation(
                percent(counts.l(), counts.s() - counts.l(), "None of the opening customers remained."),
                written(l) + " ÷ (" + written(s) + " − " + written(l) + ")",
                counts.terms(l, s),
                lost(counts));
    }

    private static Calculation netChange(CustomerCounts counts) {
        Term s = counts.termS();
        Term fewer = Calculations.count("S − E", "fewer customers", counts.s() - counts.e());
        return counts.calculation(
                counts.ofOpening(counts.s() - counts.e()),
                "(" + written(s) + " − " + written(counts.termE()) + ") ÷ " + written(s),
                counts.terms(fewer),
                new DrillThrough.Accounts(
                        fewer.id(),
                        counts.opening().minus(counts.closing()),
                        counts.closing().minus(counts.opening()),
                        counts.readings().period().to()));
    }

    private static Calculation ofAcquired(CustomerCounts counts) {
        Term n = counts.termN();
        Term l = counts.termL();
        return counts.calculation(
                percent(counts.l(), counts.n(), "Nobody joined in the period."),
                written(l) + " ÷ " + written(n),
                counts.terms(l, n),
                lost(counts));
    }

    private static Calculation allCancellations(CustomerCounts counts) {
        Term c = Calculations.count("C", "cancellations in the period", counts.cancellations());
        return new Calculation(
                counts.ofOpening(counts.cancellations()),
                counts.base(),
                written(c) + " ÷ " + written(counts.termS()),
                counts.terms(c),
                List.of(counts.pending()),
                new DrillThrough.MovementCount(new TermId("C"), MovementKind.CHURN));
    }

    private static DrillThrough lost(CustomerCounts counts) {
        return new DrillThrough.Accounts(
                new TermId("L"), counts.lost(), counts.readings().period().from());
    }
}
