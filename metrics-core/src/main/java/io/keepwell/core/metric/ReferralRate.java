package io.keepwell.core.metric;

import io.keepwell.core.ledger.Measure;
import io.keepwell.core.rollup.MeasureReader;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
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
            "Share of customers who referred somebody.",
            List.of(Definition.first(
                            "customers",
                            "of customers",
                            "referring ÷ E",
                            "Customers at the end of the period that referred somebody in it, of all customers at its end.",
                            "It shows who stands up for the product by deed.",
                            "Referrals that nobody traces to a customer are missing.")
                    .revised(2, LocalDate.of(2026, 11, 23))));

    @Override
    public MetricInfo info() {
        return INFO;
    }

    @Override
    public Set<Measure> needs() {
        return Set.of(Measure.REFERRERS, Measure.CUSTOMERS);
    }

    @Override
    public Set<Measure> everywhere() {
        return Set.of(Measure.REFERRERS);
    }

    @Override
    public Calculation calculate(DefinitionId definition, MeasureReader readings) {
        return CustomerShare.calculate(
                "referring",
                "of them, referred somebody in the period",
                readings.allMembers(Measure.REFERRERS),
                Optional.of("No referral was reported before the end of the period.")
                        .filter(_ -> !readings.hasData(Measure.REFERRERS)),
                readings);
    }
}
