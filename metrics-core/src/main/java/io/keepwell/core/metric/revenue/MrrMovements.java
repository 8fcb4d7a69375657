package io.keepwell.core.metric.revenue;

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
import io.keepwell.core.metric.counts.MrrCounts;
import io.keepwell.core.rollup.read.MeasureReader;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/// revenue.mrr_movements: what moved MRR from the beginning of a period to its end.
///
/// opening + new + expansion + reactivation − contraction − churn ± exchange = closing; in a slice, plus
/// what moved in and less what moved out.
@Singleton
final class MrrMovements implements Metric {
    private static final String EXCHANGE = "exchange";
    private static final MetricInfo INFO = new MetricInfo(
            new MetricId("revenue.mrr_movements"),
            "MRR movements",
            "Revenue",
            MetricInfo.Kind.OUTCOME,
            Unit.MONEY_PER_MONTH,
            MetricInfo.Better.HIGHER,
            "Movements of the monthly recurring revenue.",
            List.of(
                    Definition.first(
                                    "net_new",
                                    "net change",
                                    "closing − opening",
                                    "All movements of the period together.",
                                    "It says in one number which way the business went.",
                                    "Much gained and much lost looks the same as nothing at all.")
                            .accumulates()
                            .by(MrrCounts.READS, readings -> whereThereIsMrr(readings, MrrMovements::net)),
                    one(MovementKind.NEW, "new", "Accounts with recurring revenue for the first time ever."),
                    one(MovementKind.EXPANSION, "expansion", "Customers that pay more than the day before."),
                    one(
                            MovementKind.REACTIVATION,
                            "reactivation",
                            "Accounts with recurring revenue again after having had none."),
                    one(
                            MovementKind.CONTRACTION,
                            "contraction",
                            "Customers that pay less than the day before, but something."),
                    one(MovementKind.CHURN, "churn", "Customers whose last recurring revenue ended."),
                    Definition.first(
                                    EXCHANGE,
                                    "exchange effect",
                                    "gain − loss",
                                    "What subscriptions in foreign currencies gained less what they lost when their price was reported anew at another rate.",
                                    "It keeps rates out of expansion and contraction.",
                                    "Between two prices reported, a subscription stays at the rate of the first one.")
                            .accumulates()
                            .by(MrrCounts.READS, readings -> whereThereIsMrr(readings, MrrMovements::exchange))));

    private static Definition one(MovementKind kind, String name, String words) {
        Definition definition = Definition.first(
                        kind.id(),
                        name,
                        "Σ " + kind.id(),
                        words,
                        "It shows one cause by itself.",
                        "Up and down of one account on different days both count, without being set off against each other.")
                .accumulates()
                .by(MrrCounts.READS, readings -> whereThereIsMrr(readings, counts -> moved(counts, kind)));
        return kind.sign() < 0 ? definition.better(MetricInfo.Better.LOWER) : definition;
    }

    @Override
    public MetricInfo info() {
        return INFO;
    }

    private static Calculation whereThereIsMrr(MeasureReader readings, Function<MrrCounts, Calculation> calculation) {
        MrrCounts counts = MrrCounts.of(readings);
        return counts.missing()
                .map(missing -> counts.calculation(missing, "", counts.allTerms(), new DrillThrough.Nothing()))
                .orElseGet(() -> calculation.apply(counts));
    }

    private static Calculation moved(MrrCounts counts, MovementKind kind) {
        Term term = counts.term(kind);
        return counts.calculation(
                Calculations.value(term.amount()),
                Calculations.written(term),
                counts.allTerms(),
                new DrillThrough.Movements(term.id(), Set.of(kind), Set.of()));
    }

    private static Calculation net(MrrCounts counts) {
        Term change = Calculations.monthly("closing − opening", "net change", counts.closing() - counts.opening());
        List<Term> terms = new ArrayList<>(counts.allTerms());
        terms.addFirst(change);
        return counts.calculation(
                Calculations.value(change.amount()),
                Calculations.written(counts.termClosing()) + " − " + Calculations.written(counts.termOpening()),
                terms,
                new DrillThrough.Movements(change.id(), MrrCounts.bySign(1), MrrCounts.bySign(-1)));
    }

    private static Calculation exchange(MrrCounts counts) {
        Term gain = counts.term(MovementKind.EXCHANGE_GAIN);
        Term loss = counts.term(MovementKind.EXCHANGE_LOSS);
        Term effect = new Term(
                EXCHANGE, "effect of exchange rates", gain.amount().subtract(loss.amount()), Unit.MONEY_PER_MONTH);
        List<Term> terms = new ArrayList<>(counts.allTerms());
        terms.addFirst(effect);
        return counts.calculation(
                Calculations.value(effect.amount()),
                Calculations.written(gain) + " − " + Calculations.written(loss),
                terms,
                new DrillThrough.Movements(
                        new TermId(EXCHANGE), Set.of(MovementKind.EXCHANGE_GAIN), Set.of(MovementKind.EXCHANGE_LOSS)));
    }
}
