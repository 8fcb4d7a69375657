package io.keepwell.core.metric.adoption;

import io.keepwell.core.ledger.Measure;
import io.keepwell.core.metric.CustomDimension;
import io.keepwell.core.metric.Definition;
import io.keepwell.core.metric.Formula;
import io.keepwell.core.metric.Metric;
import io.keepwell.core.metric.MetricId;
import io.keepwell.core.metric.MetricInfo;
import io.keepwell.core.metric.Unit;
import jakarta.inject.Singleton;
import java.util.List;
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
                    .customDimension(CustomDimension.of("goal", Set.of(Measure.GOALS_REACHED)))
                    .by(new Formula.ShareOfCustomers(
                            "G",
                            "of them, reached a goal in the period",
                            Measure.GOALS_REACHED,
                            readings -> readings.customValue()
                                    .map(goal -> readings.allMembers(Measure.GOALS_REACHED, goal))
                                    .orElseGet(() -> readings.allMembers(Measure.GOALS_REACHED)),
                            "No goal was reported as reached before the end of the period."))));

    @Override
    public MetricInfo info() {
        return INFO;
    }
}
