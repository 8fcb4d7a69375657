package io.keepwell.core.metric;

import static io.keepwell.core.metric.Calculations.percent;
import static io.keepwell.core.metric.Calculations.written;

import io.keepwell.core.ledger.Measure;
import io.keepwell.core.ledger.MovementKind;
import io.keepwell.core.rollup.MeasureReader;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;

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
                            "With few opening customers a single loss moves it by much; who joined and left within the period is not seen."),
                    Definition.first(
                            "closing",
                            "of closing customers",
                            "L ÷ E",
                            "Customers of the beginning that are gone at the end, of all customers of the end.",
                            "It relates losses to the size the firm has now.",
                            "Growth makes it smaller though just as many left."),
                    Definition.first(
                            "remaining",
                            "of those remaining",
                            "L ÷ (S − L)",
                            "Customers lost for each one kept.",
                            "It shows how many losses each loyal customer stands against.",
                            "It can pass 100 %, and there is none when everybody left."),
                    Definition.first(
                            "net_change",
                            "net change",
                            "(S − E) ÷ S",
                            "By how much the number of customers shrank.",
                            "It is quick to have, from two counts.",
                            "It is negative when the firm grows, and new customers hide losses."),
                    Definition.first(
                            "acquired",
                            "of new customers",
                            "L ÷ N",
                            "Customers lost for each new customer.",
                            "It shows whether winning keeps up with losing.",
                            "It speaks of replacement, not of loyalty; there is none where nobody joined."),
                    Definition.first(
                            "all_cancellations",
                            "all cancellations",
                            "C ÷ S",
                            "Every time a customer stopped paying in the period, of all customers of the beginning: its last subscription ended, was paused, or came to cost nothing.",
                            "It counts those that joined and left within the period, too.",
                            "Who leaves twice counts twice, and it can pass 100 %.")));

    @Override
    public MetricInfo info() {
        return INFO;
    }

    @Override
    public Set<Measure> needs() {
        return CustomerCounts.NEEDS;
    }

    @Override
    public Set<Measure> everywhere() {
        return CustomerCounts.EVERYWHERE;
    }

    @Override
    public Calculation calculate(DefinitionId definition, MeasureReader readings) {
        CustomerCounts counts = CustomerCounts.of(readings);
        Term s = counts.termS();
        Term e = counts.termE();
        Term n = counts.termN();
        Term l = counts.termL();
        Term c = Calculations.count("C", "cancellations in the period", counts.cancellations());
        DrillThrough lost =
                new DrillThrough.Accounts("L", counts.lost(), readings.period().from());
        return switch (definition.id()) {
            case "opening" ->
                counts.calculation(
                        counts.ofOpening(counts.l()), written(l) + " ÷ " + written(s), counts.terms(l), lost);
            case "closing" ->
                counts.calculation(
                        counts.ofClosing(counts.l()), written(l) + " ÷ " + written(e), counts.terms(l, e), lost);
            case "remaining" ->
                counts.calculation(
                        percent(counts.l(), counts.s() - counts.l(), "None of the opening customers remained."),
                        written(l) + " ÷ (" + written(s) + " − " + written(l) + ")",
                        counts.terms(l, s),
                        lost);
            case "net_change" ->
                counts.calculation(
                        counts.ofOpening(counts.s() - counts.e()),
                        "(" + written(s) + " − " + written(e) + ") ÷ " + written(s),
                        counts.terms(Calculations.count("S − E", "fewer customers", counts.s() - counts.e())),
                        new DrillThrough.Accounts(
                                "S − E",
                                counts.opening().minus(counts.closing()),
                                counts.closing().minus(counts.opening()),
                                readings.period().to()));
            case "acquired" ->
                counts.calculation(
                        percent(counts.l(), counts.n(), "Nobody joined in the period."),
                        written(l) + " ÷ " + written(n),
                        counts.terms(l, n),
                        lost);
            case "all_cancellations" ->
                new Calculation(
                        counts.ofOpening(counts.cancellations()),
                        counts.base(),
                        written(c) + " ÷ " + written(s),
                        counts.terms(c),
                        List.of(counts.pending()),
                        new DrillThrough.MovementCount("C", MovementKind.CHURN));
            default -> throw new IllegalArgumentException("customer churn has no definition " + definition);
        };
    }
}
