package io.keepwell.core.metric.adoption;

import io.keepwell.core.account.AccountSet;
import io.keepwell.core.ledger.Measure;
import io.keepwell.core.metric.Calculation;
import io.keepwell.core.metric.Calculations;
import io.keepwell.core.metric.CustomDimension;
import io.keepwell.core.metric.Definition;
import io.keepwell.core.metric.DrillThrough;
import io.keepwell.core.metric.Metric;
import io.keepwell.core.metric.MetricId;
import io.keepwell.core.metric.MetricInfo;
import io.keepwell.core.metric.Reads;
import io.keepwell.core.metric.TermId;
import io.keepwell.core.metric.Unit;
import io.keepwell.core.rollup.read.MeasureReader;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;

/// adoption.product_adoption: who takes the product up, and its features.
@Singleton
final class ProductAdoption implements Metric {
    private static final MetricInfo INFO = new MetricInfo(
            new MetricId("adoption.product_adoption"),
            "Product adoption",
            "Adoption and onboarding",
            MetricInfo.Kind.OUTCOME,
            Unit.PERCENT,
            MetricInfo.Better.HIGHER,
            "Adoption of the product and of each feature.",
            List.of(
                    Definition.first(
                                    "new_users",
                                    "new users",
                                    "N ÷ U × 100",
                                    "Users who used the product for the first time in the period, of all users who used it in the period.",
                                    "It shows whether the product still spreads.",
                                    "Near 100 % just after a launch; in a settled account it is low without anything being wrong.")
                            .by(
                                    Reads.of(Measure.ACTIVE_USERS).everywhere(Set.of(Measure.ACTIVE_USERS)),
                                    ProductAdoption::newUsers),
                    Definition.first(
                                    "feature",
                                    "users of a feature",
                                    "F ÷ U × 100",
                                    "Users who used a feature in the period, of all users who used the product in it. Asked for one feature, the users of that one; else those of any.",
                                    "It shows what the product is used for.",
                                    "A feature that is needed once a year looks unloved.")
                            .customDimension(CustomDimension.of("feature", Set.of(Measure.FEATURE_USERS)))
                            .by(Reads.of(Measure.ACTIVE_USERS, Measure.FEATURE_USERS), ProductAdoption::feature)));

    @Override
    public MetricInfo info() {
        return INFO;
    }

    private static Calculation newUsers(MeasureReader readings) {
        AccountSet users = readings.members(Measure.ACTIVE_USERS);
        AccountSet seenBefore = readings.allMembersBefore(
                Measure.ACTIVE_USERS, readings.period().from());
        return share("N", "first seen in the period", users.minus(seenBefore), users, readings);
    }

    private static Calculation feature(MeasureReader readings) {
        return share(
                "F",
                readings.customValue().map(feature -> "used " + feature).orElse("used a feature"),
                readings.customValue()
                        .map(feature -> readings.members(Measure.FEATURE_USERS, feature))
                        .orElseGet(() -> readings.members(Measure.FEATURE_USERS)),
                readings.members(Measure.ACTIVE_USERS),
                readings);
    }

    private static Calculation share(
            String symbol, String name, AccountSet part, AccountSet users, MeasureReader readings) {
        return Calculations.share(
                Calculations.count(symbol, name, part.size()),
                Calculations.count("U", "users", users.size()),
                Calculations.base(users.size(), "users"),
                "Nobody used the product in the period.",
                List.of(),
                new DrillThrough.Users(
                        new TermId(symbol), part, readings.period().to()));
    }
}
