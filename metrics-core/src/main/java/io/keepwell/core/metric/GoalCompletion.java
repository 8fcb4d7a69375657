package io.keepwell.core.metric;

import io.keepwell.core.ledger.Measure;
import io.keepwell.core.rollup.MeasureReader;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// adoption.goal_completion: who reached an engagement goal.
@Singleton
final class GoalCompletion implements Metric {
    private static final MetricInfo INFO = new MetricInfo(
            new MetricId("adoption.goal_completion"),
            "Goal completion",
            "Adoption and onboarding",
            MetricInfo.Kind.OUTCOME,
            Unit.PERCENT,
            MetricInfo.Better.HIGHER,
            "Share of customers who reached their engagement goal.",
            List.of(Definition.first(
                            "customers",
                            "of customers",
                            "G ÷ E × 100",
                            "Customers at the end of the period that reached an engagement goal in the period, of all customers at its end. Asked for one goal, those that reached that one.",
                            "It shows whether customers get where they wanted to.",
                            "Who reached the goal before the period is not in it.")
                    .customDimension(CustomDimension.of("goal", Set.of(Measure.GOALS_REACHED)))));

    @Override
    public MetricInfo info() {
        return INFO;
    }

    @Override
    public Set<Measure> needs() {
        return Set.of(Measure.CUSTOMERS, Measure.GOALS_REACHED);
    }

    @Override
    public Set<Measure> everywhere() {
        return Set.of(Measure.GOALS_REACHED);
    }

    @Override
    public Calculation calculate(DefinitionId definition, MeasureReader readings) {
        return CustomerShare.calculate(
                "G",
                "of them, reached a goal in the period",
                readings.customValue()
                        .map(detail -> readings.allMembers(Measure.GOALS_REACHED, detail))
                        .orElseGet(() -> readings.allMembers(Measure.GOALS_REACHED)),
                Optional.of("No goal was reported as reached before the end of the period.")
                        .filter(_ -> !readings.hasData(Measure.GOALS_REACHED)),
                readings);
    }
}
