package io.keepwell.core.metric.revenue;

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
import io.keepwell.core.metric.counts.MrrCounts;
import io.keepwell.core.rollup.read.MeasureReader;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;

/// revenue.quick_ratio: how much MRR is won for each amount that is lost.
@Singleton
final class QuickRatio implements Metric {
    private static final String NOTHING_LOST = "No MRR was lost in the period.";

    private static final MetricInfo INFO = new MetricInfo(
            new MetricId("revenue.quick_ratio"),
            "Quick ratio",
            "Revenue",
            MetricInfo.Kind.OUTCOME,
            Unit.RATIO,
            MetricInfo.Better.HIGHER,
            "MRR gained for each amount of MRR lost.",
            List.of(
                    Definition.first(
                                    "won_over_lost",
                                    "won over lost",
                                    "(new + expansion + reactivation) ÷ (contraction + churn)",
                                    "MRR from new, growing and returning customers, divided by MRR lost with customers who left or pay less.",
                                    "It says in one number whether growth outruns losses.",
                                    "It is silent about size, and there is none where nothing was lost.")
                            .by(MrrCounts.READS, QuickRatio::wonOverLost),
                    Definition.first(
                                    "expansion_over_lost",
                                    "expansion over lost",
                                    "expansion ÷ (contraction + churn)",
                                    "MRR gained with customers who pay more, divided by MRR lost with customers who left or pay less.",
                                    "It says whether growth with customers makes up for what is lost with customers, without a new one. A target of 1 or more says that it should.",
                                    "Customers who came back aren't in it. It is silent about size, and there is none where nothing was lost.")
                            .since(LocalDate.of(2026, 12, 1))
                            .by(MrrCounts.READS, QuickRatio::expansionOverLost)));

    @Override
    public MetricInfo info() {
        return INFO;
    }

    private static Calculation expansionOverLost(MeasureReader readings) {
        MrrCounts counts = MrrCounts.of(readings);
        Term expansion = counts.term(MovementKind.EXPANSION);
        Term contraction = counts.term(MovementKind.CONTRACTION);
        Term churn = counts.term(MovementKind.CHURN);
        BigDecimal lost = contraction.amount().add(churn.amount());
        return counts.calculation(
                counts.missing().orElseGet(() -> Calculations.ratio(expansion.amount(), lost, NOTHING_LOST)),
                written(expansion) + " ÷ (" + written(contraction) + " + " + written(churn) + ")",
                List.of(expansion, contraction, churn),
                new DrillThrough.Movements(expansion.id(), Set.of(MovementKind.EXPANSION), Set.of()));
    }

    private static Calculation wonOverLost(MeasureReader readings) {
        MrrCounts counts = MrrCounts.of(readings);
        Term fresh = counts.term(MovementKind.NEW);
        Term expansion = counts.term(MovementKind.EXPANSION);
        Term reactivation = counts.term(MovementKind.REACTIVATION);
        Term contraction = counts.term(MovementKind.CONTRACTION);
        Term churn = counts.term(MovementKind.CHURN);
        BigDecimal won = fresh.amount().add(expansion.amount()).add(reactivation.amount());
        BigDecimal lost = contraction.amount().add(churn.amount());
        return counts.calculation(
                counts.missing().orElseGet(() -> Calculations.ratio(won, lost, NOTHING_LOST)),
                "(" + written(fresh) + " + " + written(expansion) + " + " + written(reactivation) + ") ÷ ("
                        + written(contraction) + " + " + written(churn) + ")",
                List.of(
                        new Term("won", "MRR won", won, Unit.MONEY_PER_MONTH),
                        fresh,
                        expansion,
                        reactivation,
                        contraction,
                        churn),
                new DrillThrough.Movements(
                        new TermId("won"),
                        Set.of(MovementKind.NEW, MovementKind.EXPANSION, MovementKind.REACTIVATION),
                        Set.of()));
    }
}
