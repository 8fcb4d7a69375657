package io.keepwell.core.metric.retention;

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
import java.util.List;
import java.util.Set;

/// retention.revenue_churn: which share of recurring revenue was lost.
@Singleton
final class RevenueChurn implements Metric {
    private static final MetricInfo INFO = new MetricInfo(
            new MetricId("retention.revenue_churn"),
            "Revenue churn",
            "Retention",
            MetricInfo.Kind.OUTCOME,
            Unit.PERCENT,
            MetricInfo.Better.LOWER,
            "Share of monthly recurring revenue that was lost.",
            List.of(
                    Definition.first(
                                    "gross",
                                    "gross",
                                    "(churn + contraction) ÷ opening",
                                    "MRR lost with customers who left or pay less, of the MRR of the beginning.",
                                    "Nothing that was won can hide what was lost.",
                                    "Losses of customers won within the period count, though they are not in the opening MRR.")
                            .by(MrrCounts.READS, RevenueChurn::gross),
                    Definition.first(
                                    "net",
                                    "net",
                                    "(churn + contraction − expansion − reactivation) ÷ opening",
                                    "As gross, less what customers added or brought back.",
                                    "It shows whether existing customers together are worth more or less.",
                                    "Negative when expansion outweighs losses; a few big expansions hide many losses.")
                            .by(MrrCounts.READS, RevenueChurn::net)));

    @Override
    public MetricInfo info() {
        return INFO;
    }

    private static Calculation gross(MeasureReader readings) {
        MrrCounts counts = MrrCounts.of(readings);
        Term opening = counts.termOpening();
        Term churn = counts.term(MovementKind.CHURN);
        Term contraction = counts.term(MovementKind.CONTRACTION);
        long lost = lost(counts);
        return counts.calculation(
                counts.shareOfOpening(lost),
                "(" + written(churn) + " + " + written(contraction) + ") ÷ " + written(opening),
                List.of(Calculations.monthly("churn + contraction", "lost", lost), churn, contraction, opening),
                new DrillThrough.Movements(
                        new TermId("churn + contraction"),
                        Set.of(MovementKind.CHURN, MovementKind.CONTRACTION),
                        Set.of()));
    }

    private static Calculation net(MeasureReader readings) {
        MrrCounts counts = MrrCounts.of(readings);
        Term opening = counts.termOpening();
        Term churn = counts.term(MovementKind.CHURN);
        Term contraction = counts.term(MovementKind.CONTRACTION);
        Term expansion = counts.term(MovementKind.EXPANSION);
        Term reactivation = counts.term(MovementKind.REACTIVATION);
        long won = Math.addExact(counts.moved(MovementKind.EXPANSION), counts.moved(MovementKind.REACTIVATION));
        long netLoss = Math.subtractExact(lost(counts), won);
        return counts.calculation(
                counts.shareOfOpening(netLoss),
                "(" + written(churn) + " + " + written(contraction) + " − " + written(expansion) + " − "
                        + written(reactivation) + ") ÷ " + written(opening),
                List.of(
                        Calculations.monthly("net loss", "lost less won back or added", netLoss),
                        churn,
                        contraction,
                        expansion,
                        reactivation,
                        opening),
                new DrillThrough.Movements(
                        new TermId("net loss"),
                        Set.of(MovementKind.CHURN, MovementKind.CONTRACTION),
                        Set.of(MovementKind.EXPANSION, MovementKind.REACTIVATION)));
    }

    private static long lost(MrrCounts counts) {
        return Math.addExact(counts.moved(MovementKind.CHURN), counts.moved(MovementKind.CONTRACTION));
    }
}
