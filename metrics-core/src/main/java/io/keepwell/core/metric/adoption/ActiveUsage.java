package io.keepwell.core.metric.adoption;

import io.keepwell.core.account.AccountSet;
import io.keepwell.core.ledger.Measure;
import io.keepwell.core.metric.Calculation;
import io.keepwell.core.metric.Calculations;
import io.keepwell.core.metric.Definition;
import io.keepwell.core.metric.DrillThrough;
import io.keepwell.core.metric.Formula;
import io.keepwell.core.metric.Metric;
import io.keepwell.core.metric.MetricId;
import io.keepwell.core.metric.MetricInfo;
import io.keepwell.core.metric.Reads;
import io.keepwell.core.metric.Term;
import io.keepwell.core.metric.TermId;
import io.keepwell.core.metric.Unit;
import io.keepwell.core.rollup.read.MeasureReader;
import io.keepwell.core.time.Period;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.List;

/// adoption.active: who uses the product.
@Singleton
final class ActiveUsage implements Metric {
    private static final int DAY = 1;
    private static final int WEEK = 7;
    private static final int MONTH = 30;

    private static final MetricInfo INFO = new MetricInfo(
            new MetricId("adoption.active"),
            "Active users and accounts",
            "Adoption and onboarding",
            MetricInfo.Kind.OUTCOME,
            Unit.COUNT,
            MetricInfo.Better.HIGHER,
            "Accounts and users that use the product at the end of the period.",
            List.of(
                    Definition.first(
                                    "monthly_users",
                                    "monthly active users",
                                    "U30",
                                    "Users that used the product on the last 30 days before the end of the period, whenever it began.",
                                    "Who needs the product now and then counts, too.",
                                    "One use in the month is enough.")
                            .by(count(Measure.ACTIVE_USERS, MONTH)),
                    Definition.first(
                                    "weekly_users",
                                    "weekly active users",
                                    "U7",
                                    "Users that used the product on the last 7 days before the end of the period, whenever it began.",
                                    "It fits products for work, with its weekly round.",
                                    "Holidays make it dip.")
                            .by(count(Measure.ACTIVE_USERS, WEEK)),
                    Definition.first(
                                    "daily_users",
                                    "daily active users",
                                    "U1",
                                    "Users that used the product on the last day of the period.",
                                    "It fits products that are meant for every day.",
                                    "A period that ends on a Sunday looks empty.")
                            .by(count(Measure.ACTIVE_USERS, DAY)),
                    Definition.first(
                                    "monthly_accounts",
                                    "monthly active accounts",
                                    "A30",
                                    "Accounts that used the product on the last 30 days before the end of the period, whenever it began.",
                                    "Who needs the product now and then counts, too.",
                                    "One use in the month is enough.")
                            .by(count(Measure.ACTIVE_ACCOUNTS, MONTH)),
                    Definition.first(
                                    "weekly_accounts",
                                    "weekly active accounts",
                                    "A7",
                                    "Accounts that used the product on the last 7 days before the end of the period, whenever it began.",
                                    "It fits products for work, with its weekly round.",
                                    "Holidays make it dip.")
                            .by(count(Measure.ACTIVE_ACCOUNTS, WEEK)),
                    Definition.first(
                                    "daily_accounts",
                                    "daily active accounts",
                                    "A1",
                                    "Accounts that used the product on the last day of the period.",
                                    "It fits products that are meant for every day.",
                                    "A period that ends on a Sunday looks empty.")
                            .by(count(Measure.ACTIVE_ACCOUNTS, DAY)),
                    Definition.first(
                                    "stickiness",
                                    "stickiness",
                                    "U1 ÷ U30 × 100",
                                    "Users of the last day of the period, of the users of the last 30 days before its end.",
                                    "It shows how much of a habit the product is.",
                                    "It depends on the weekday on which the period ends.")
                            .in(Unit.PERCENT)
                            .by(stickiness(Measure.ACTIVE_USERS)),
                    Definition.first(
                                    "account_stickiness",
                                    "stickiness of accounts",
                                    "A1 ÷ A30 × 100",
                                    "Accounts that used the product on the last day of the period, of those that did on the last 30 days before its end.",
                                    "It shows how much of a habit the product is for a customer as a whole.",
                                    "It depends on the weekday on which the period ends.")
                            .in(Unit.PERCENT)
                            .by(stickiness(Measure.ACTIVE_ACCOUNTS))));

    @Override
    public MetricInfo info() {
        return INFO;
    }

    private static Formula count(Measure measure, int days) {
        return new Formula.Custom(
                Reads.of(measure).on((_, period) -> List.of(period.to().minusDays(days))),
                readings -> count(measure, days, readings));
    }

    private static Formula stickiness(Measure measure) {
        return new Formula.Custom(
                Reads.of(measure)
                        .on((_, period) ->
                                List.of(period.to().minusDays(DAY), period.to().minusDays(MONTH))),
                readings -> stickiness(measure, readings));
    }

    private static Calculation count(Measure measure, int days, MeasureReader readings) {
        AccountSet active = active(measure, days, readings);
        Term term = term(measure, days, active);
        return Calculations.plain(
                readings.hasData()
                        ? Calculations.value(term.amount())
                        : Calculations.noData("No usage was reported before the end of the period."),
                term,
                Calculations.written(term) + " " + term.name(),
                List.of(),
                drillThrough(measure, term.symbol(), active, readings));
    }

    private static Calculation stickiness(Measure measure, MeasureReader readings) {
        AccountSet ofDay = active(measure, DAY, readings);
        Term day = term(measure, DAY, ofDay);
        Term month = term(measure, MONTH, active(measure, MONTH, readings));
        return Calculations.share(
                day,
                month,
                Calculations.written(month) + " " + month.name(),
                "Nobody used the product on the last 30 days before the end of the period.",
                List.of(),
                drillThrough(measure, day.symbol(), ofDay, readings));
    }

    /// On the last days before the period's end, whenever it began.
    private static AccountSet active(Measure measure, int days, MeasureReader readings) {
        LocalDate end = readings.period().to();
        return readings.over(new Period(end.minusDays(days), end)).members(measure);
    }

    private static Term term(Measure measure, int days, AccountSet active) {
        boolean users = measure == Measure.ACTIVE_USERS;
        String span = days == DAY ? " of the last day" : " of the last " + days + " days";
        return Calculations.count((users ? "U" : "A") + days, (users ? "users" : "accounts") + span, active.size());
    }

    private static DrillThrough drillThrough(
            Measure measure, String symbol, AccountSet active, MeasureReader readings) {
        LocalDate end = readings.period().to();
        return measure == Measure.ACTIVE_USERS
                ? new DrillThrough.Users(new TermId(symbol), active, end)
                : new DrillThrough.Accounts(new TermId(symbol), active, end);
    }
}
