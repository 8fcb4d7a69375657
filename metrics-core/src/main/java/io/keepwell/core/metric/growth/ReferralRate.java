package io.keepwell.core.metric.growth;

import io.keepwell.core.ledger.Measure;
import io.keepwell.core.metric.Definition;
import io.keepwell.core.metric.Formula;
import io.keepwell.core.metric.Metric;
import io.keepwell.core.metric.MetricId;
import io.keepwell.core.metric.MetricInfo;
import io.keepwell.core.metric.Unit;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.List;

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
                    .revised(2, LocalDate.of(2026, 11, 23))
                    .by(new Formula.ShareOfCustomers(
                            "referring",
                            "of them, referred somebody in the period",
                            Measure.REFERRERS,
                            readings -> readings.allMembers(Measure.REFERRERS),
                            "No referral was reported before the end of the period."))));

    @Override
    public MetricInfo info() {
        return INFO;
    }
}
