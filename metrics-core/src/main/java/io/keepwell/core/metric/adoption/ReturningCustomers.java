package io.keepwell.core.metric.adoption;

import io.keepwell.core.account.AccountSet;
import io.keepwell.core.ledger.Measure;
import io.keepwell.core.metric.Calculation;
import io.keepwell.core.metric.Calculations;
import io.keepwell.core.metric.CustomerShare;
import io.keepwell.core.metric.Definition;
import io.keepwell.core.metric.Formula;
import io.keepwell.core.metric.Metric;
import io.keepwell.core.metric.MetricId;
import io.keepwell.core.metric.MetricInfo;
import io.keepwell.core.metric.Reads;
import io.keepwell.core.metric.Unit;
import io.keepwell.core.rollup.read.MeasureReader;
import io.keepwell.core.setting.Policies;
import io.keepwell.core.time.Period;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// adoption.returning: who came back, after leaving or after a time without use.
@Singleton
final class ReturningCustomers implements Metric {
    private static final MetricInfo INFO = new MetricInfo(
            new MetricId("adoption.returning"),
            "Returning customers",
            "Adoption and onboarding",
            MetricInfo.Kind.OUTCOME,
            Unit.PERCENT,
            MetricInfo.Better.HIGHER,
            "Share of customers who came back after leaving, or after a time without use.",
            List.of(
                    Definition.first(
                                    "customers",
                                    "of customers",
                                    "B ÷ E × 100",
                                    "Customers at the end of the period that had left and became customers again in the period, of all customers at its end.",
                                    "Who comes back has compared.",
                                    "It can only be high where many left before.")
                            .by(new Formula.ShareOfCustomers(
                                    "B",
                                    "of them, came back in the period",
                                    Measure.RETURNED,
                                    readings -> readings.allMembers(Measure.RETURNED),
                                    Optional.empty())),
                    Definition.first(
                                    "active_again",
                                    "active again",
                                    "A ÷ E × 100",
                                    "Customers at the end of the period that used the product on a day of the period after 30 days or more without use (a setting), of all customers at its end. Who never used it before doesn't come back.",
                                    "Who comes back to the site or app by themselves still needs it, long before anybody cancels.",
                                    "It can only be high where many stayed away before. One use is enough, and who came back and went again counts, too.")
                            .since(LocalDate.of(2026, 12, 1))
                            .by(new Formula.WithSetting(
                                    new Formula.Custom(
                                            Reads.of(Measure.CUSTOMERS, Measure.USING)
                                                    .everywhere(Set.of(Measure.USING))
                                                    .on(ReturningCustomers::days),
                                            ReturningCustomers::activeAgain),
                                    readings -> Calculations.settingDays(
                                            "without use after which a customer comes back",
                                            readings.policies().returnDays())))));

    @Override
    public MetricInfo info() {
        return INFO;
    }

    /// Every day of the period, and as many before as a setting may ask for.
    private static List<LocalDate> days(Measure measure, Period period) {
        return measure == Measure.USING
                ? period.from()
                        .minusDays(Policies.MOST_RETURN_DAYS)
                        .datesUntil(period.to())
                        .toList()
                : List.of();
    }

    private static Calculation activeAgain(MeasureReader readings) {
        return CustomerShare.calculate(
                "A",
                "of them, active again after days without use",
                comeBack(readings),
                readings.hasData(Measure.USING)
                        ? Optional.empty()
                        : Optional.of("No usage was reported before the end of the period."),
                readings);
    }

    private static AccountSet comeBack(MeasureReader readings) {
        int quietDays = readings.policies().returnDays();
        LocalDate first = readings.period().from();
        AccountSet earlier = readings.allMembersBefore(Measure.USING, first.minusDays(quietDays));
        AccountSet back = AccountSet.EMPTY;
        for (LocalDate day = first; day.isBefore(readings.period().to()); day = day.plusDays(1)) {
            LocalDate quietFrom = day.minusDays(quietDays);
            if (day.isAfter(first)) {
                earlier = earlier.or(using(quietFrom.minusDays(1), quietFrom, readings));
            }
            AccountSet again = using(day, day.plusDays(1), readings).and(earlier);
            back = back.or(again.minus(using(quietFrom, day, readings)));
        }
        return back;
    }

    private static AccountSet using(LocalDate from, LocalDate to, MeasureReader readings) {
        return readings.over(new Period(from, to)).allMembers(Measure.USING);
    }
}
