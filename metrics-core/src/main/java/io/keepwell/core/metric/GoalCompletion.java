package io.keepwell.core.metric;

import io.keepwell.core.ledger.Quantity;
import io.keepwell.core.rollup.Readings;
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
            "Which share of customers reached their engagement goal.",
            List.of(Definition.first(
                            "customers",
                            "of customers",
                            "G ÷ E × 100",
                            "Customers at the end of the period that reached an engagement goal in the period, of all customers at its end. Asked for one goal, those that reached that one.",
                            "It shows whether customers get where they wanted to.",
                            "Who reached the goal before the period is not in it.")
                    .toldApartBy(Detail.of("goal", Set.of(Quantity.GOALS_REACHED)))));

    @Override
    public MetricInfo info() {
        return INFO;
    }

    @Override
    public Set<Quantity> needs() {
        return Set.of(Quantity.CUSTOMERS, Quantity.GOALS_REACHED);
    }

    @Override
    public Set<Quantity> everywhere() {
        return Set.of(Quantity.GOALS_REACHED);
    }

    @Override
    public Calculation calculate(DefinitionId definition, Readings readings) {
        return CustomerShare.calculate(
                "G",
                "of them, reached a goal in the period",
                readings.detail()
                        .map(detail -> readings.allMembers(Quantity.GOALS_REACHED, detail))
                        .orElseGet(() -> readings.allMembers(Quantity.GOALS_REACHED)),
                Optional.of("No goal was ever told to be reached before the end of the period.")
                        .filter(_ -> !readings.hasData(Quantity.GOALS_REACHED)),
                readings);
    }
}
