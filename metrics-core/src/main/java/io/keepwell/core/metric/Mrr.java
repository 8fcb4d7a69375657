package io.keepwell.core.metric;

import io.keepwell.core.ledger.Quantity;
import io.keepwell.core.money.Money;
import io.keepwell.core.rollup.Readings;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// revenue.mrr: monthly recurring revenue.
@Singleton
final class Mrr implements Metric {
    private static final MetricInfo INFO = new MetricInfo(
            new MetricId("revenue.mrr"),
            "Monthly recurring revenue",
            "Revenue",
            MetricInfo.Kind.OUTCOME,
            Unit.MONEY_PER_MONTH,
            MetricInfo.Better.HIGHER,
            "What the running subscriptions bring in a month.",
            List.of(
                    Definition.first(
                            "subscriptions",
                            "running subscriptions",
                            "Σ monthly price",
                            "Every subscription that runs at the end of the period, brought to a month.",
                            "It is exact, moves only when a contract does, and explains itself by movements.",
                            "It leaves out one-off and metered charges, trials and taxes."),
                    Definition.first(
                            "customers_x_arpu",
                            "customers × average revenue",
                            "E × (R ÷ E)",
                            "Active customers times the average revenue received from a customer in the period.",
                            "It can be had without knowing any contract.",
                            "Needs payments. Uneven payments make it jump."),
                    Definition.first(
                            "all_revenue",
                            "all revenue",
                            "R",
                            "All revenue received in the period, one-off revenue included.",
                            "It agrees with the bank account.",
                            "Needs payments. It isn't recurring: a yearly payment counts in one month only.")));

    @Override
    public MetricInfo info() {
        return INFO;
    }

    @Override
    public Set<Quantity> needs() {
        return MrrCounts.NEEDS;
    }

    @Override
    public Calculation calculate(DefinitionId definition, Readings readings) {
        return switch (definition.id()) {
            case "subscriptions" -> subscriptions(readings);
            case "customers_x_arpu", "all_revenue" ->
                new Calculation(
                        new Outcome.Unavailable(
                                Outcome.Reason.NOT_CONFIGURED,
                                "It needs payments, and no partner sends events of that kind."),
                        "no payments",
                        "",
                        List.of(),
                        List.of(),
                        Optional.empty(),
                        new Behind.Nothing());
            default -> throw new IllegalArgumentException("MRR has no definition " + definition);
        };
    }

    private static Calculation subscriptions(Readings readings) {
        MrrCounts counts = MrrCounts.of(readings);
        Outcome outcome = readings.hasData()
                ? Calculations.value(Money.units(counts.closing()))
                : Calculations.noData("No subscription was ever told of before the end of the period.");
        return new Calculation(
                outcome,
                counts.base(),
                Calculations.written(counts.termClosing()),
                counts.allTerms(),
                List.of(),
                Optional.empty(),
                new Behind.Balances("closing", readings.period().to()));
    }
}
