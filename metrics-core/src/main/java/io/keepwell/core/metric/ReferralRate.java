package io.keepwell.core.metric;

import static io.keepwell.core.metric.Calculations.written;

import io.keepwell.core.account.AccountSet;
import io.keepwell.core.ledger.Quantity;
import io.keepwell.core.rollup.Readings;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;

/// growth.referral_rate: which share of the customers referred somebody.
@Singleton
final class ReferralRate implements Metric {
    private static final MetricInfo INFO = new MetricInfo(
            new MetricId("growth.referral_rate"),
            "Referral rate",
            "Growth",
            MetricInfo.Kind.OUTCOME,
            Unit.PERCENT,
            MetricInfo.Better.HIGHER,
            "Which share of the customers referred somebody.",
            List.of(Definition.first(
                    "customers",
                    "of customers",
                    "referring ÷ E",
                    "Customers of the end that referred somebody in the period, of all customers of the end.",
                    "It shows who stands up for the product by deed.",
                    "Referrals that nobody traces to a customer are missing.")));

    @Override
    public MetricInfo info() {
        return INFO;
    }

    @Override
    public Set<Quantity> needs() {
        return Set.of(Quantity.REFERRERS, Quantity.CUSTOMERS);
    }

    @Override
    public Calculation calculate(DefinitionId definition, Readings readings) {
        LocalDate end = readings.period().to();
        AccountSet customers = readings.customersAt(end);
        AccountSet referrers = readings.members(Quantity.REFERRERS).and(customers);
        Term referring = Calculations.count("referring", "of E, referred somebody", referrers.size());
        Term e = Calculations.count("E", "customers " + Calculations.on(end), customers.size());
        return new Calculation(
                readings.hasData(Set.of(Quantity.REFERRERS))
                        ? Calculations.percent(
                                referring.amount(), e.amount(), "There were no customers when the period ended.")
                        : Calculations.noData("No referral was told of before the end of the period."),
                written(e) + " customers " + Calculations.on(end),
                written(referring) + " ÷ " + written(e),
                List.of(referring, e),
                List.of(),
                new Behind.Accounts("referring", referrers, end));
    }
}
