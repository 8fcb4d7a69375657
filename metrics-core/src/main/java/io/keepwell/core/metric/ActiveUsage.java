package io.keepwell.core.metric;

import io.keepwell.core.account.AccountSet;
import io.keepwell.core.ledger.Quantity;
import io.keepwell.core.rollup.Readings;
import io.keepwell.core.time.Period;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;

/// adoption.active: who uses the product.
@Singleton
final class ActiveUsage implements Metric {
    private static final MetricInfo INFO = new MetricInfo(
            new MetricId("adoption.active"),
            "Active users and accounts",
            "Adoption and onboarding",
            MetricInfo.Kind.OUTCOME,
            Unit.COUNT,
            MetricInfo.Better.HIGHER,
            "How many use the product at the end of the period.",
            List.of(
                    Definition.first(
                            "monthly_users",
                            "monthly active users",
                            "U30",
                            "Users that used the product on the last 30 days before the end of the period, whenever it began.",
                            "Who needs the product now and then counts, too.",
                            "One use in the month is enough."),
                    Definition.first(
                            "weekly_users",
                            "weekly active users",
                            "U7",
                            "Users that used the product on the last 7 days before the end of the period, whenever it began.",
                            "It fits products for work, with its weekly round.",
                            "Holidays make it dip."),
                    Definition.first(
                            "daily_users",
                            "daily active users",
                            "U1",
                            "Users that used the product on the last day of the period.",
                            "It fits products that are meant for every day.",
                            "A period that ends on a Sunday looks empty."),
                    Definition.first(
                            "monthly_accounts",
                            "monthly active accounts",
                            "A30",
                            "Accounts that used the product on the last 30 days before the end of the period, whenever it began.",
                            "Who needs the product now and then counts, too.",
                            "One use in the month is enough."),
                    Definition.first(
                            "weekly_accounts",
                            "weekly active accounts",
                            "A7",
                            "Accounts that used the product on the last 7 days before the end of the period, whenever it began.",
                            "It fits products for work, with its weekly round.",
                            "Holidays make it dip."),
                    Definition.first(
                            "daily_accounts",
                            "daily active accounts",
                            "A1",
                            "Accounts that used the product on the last day of the period.",
                            "It fits products that are meant for every day.",
                            "A period that ends on a Sunday looks empty."),
                    Definition.first(
                                    "stickiness",
                                    "stickiness",
                                    "U1 ÷ U30 × 100",
                                    "Users of the last day of the period, of the users of the last 30 days before its end.",
                                    "It shows how much of a habit the product is.",
                                    "It depends on the weekday on which the period ends.")
                            .in(Unit.PERCENT),
                    Definition.first(
                                    "account_stickiness",
                                    "stickiness of accounts",
                                    "A1 ÷ A30 × 100",
                                    "Accounts that used the product on the last day of the period, of those that did on the last 30 days before its end.",
                                    "It shows how much of a habit the product is for a customer as a whole.",
                                    "It depends on the weekday on which the period ends.")
                            .in(Unit.PERCENT)));

    private static final int DAY = 1;
    private static final int WEEK = 7;
    private static final int MONTH = 30;

    @Override
    public MetricInfo info() {
        return INFO;
    }

    @Override
    public Set<Quantity> needs() {
        return Set.of(Quantity.ACTIVE_USERS, Quantity.ACTIVE_ACCOUNTS);
    }

    @Override
    public Set<Quantity> needs(DefinitionId definition) {
        return Set.of(
                switch (definition.id()) {
                    case "monthly_accounts", "weekly_accounts", "daily_accounts", "account_stickiness" ->
                        Quantity.ACTIVE_ACCOUNTS;
                    default -> Quantity.ACTIVE_USERS;
                });
    }

    @Override
    public List<LocalDate> otherDays(DefinitionId definition, Quantity quantity, Period period) {
        LocalDate end = period.to();
        return switch (definition.id()) {
            case "monthly_users", "monthly_accounts" -> List.of(end.minusDays(MONTH));
            case "weekly_users", "weekly_accounts" -> List.of(end.minusDays(WEEK));
            case "daily_users", "daily_accounts" -> List.of(end.minusDays(DAY));
            default -> List.of(end.minusDays(DAY), end.minusDays(MONTH));
        };
    }

    @Override
    public Calculation calculate(DefinitionId definition, Readings readings) {
        return switch (definition.id()) {
            case "monthly_users" -> count(Quantity.ACTIVE_USERS, MONTH, readings);
            case "weekly_users" -> count(Quantity.ACTIVE_USERS, WEEK, readings);
            case "daily_users" -> count(Quantity.ACTIVE_USERS, DAY, readings);
            case "monthly_accounts" -> count(Quantity.ACTIVE_ACCOUNTS, MONTH, readings);
            case "weekly_accounts" -> count(Quantity.ACTIVE_ACCOUNTS, WEEK, readings);
            case "daily_accounts" -> count(Quantity.ACTIVE_ACCOUNTS, DAY, readings);
            case "stickiness" -> stickiness(Quantity.ACTIVE_USERS, readings);
            case "account_stickiness" -> stickiness(Quantity.ACTIVE_ACCOUNTS, readings);
            default -> throw new IllegalArgumentException("active usage has no definition " + definition);
        };
    }

    private static Calculation count(Quantity quantity, int days, Readings readings) {
        AccountSet active = active(quantity, days, readings);
        Term term = term(quantity, days, active);
        return Calculations.plain(
                readings.hasData()
                        ? Calculations.value(term.amount())
                        : Calculations.noData("No usage was ever told of before the end of the period."),
                term,
                Calculations.written(term) + " " + term.name(),
                List.of(),
                behind(quantity, term.symbol(), active, readings));
    }

    private static Calculation stickiness(Quantity quantity, Readings readings) {
        AccountSet ofDay = active(quantity, DAY, readings);
        Term day = term(quantity, DAY, ofDay);
        Term month = term(quantity, MONTH, active(quantity, MONTH, readings));
        return Calculations.share(
                day,
                month,
                Calculations.written(month) + " " + month.name(),
                "Nobody used the product on the last 30 days before the end of the period.",
                List.of(),
                behind(quantity, day.symbol(), ofDay, readings));
    }

    /// On the last days before the period's end, whenever it began.
    private static AccountSet active(Quantity quantity, int days, Readings readings) {
        LocalDate end = readings.period().to();
        return readings.over(new Period(end.minusDays(days), end)).members(quantity);
    }

    private static Term term(Quantity quantity, int days, AccountSet active) {
        boolean users = quantity == Quantity.ACTIVE_USERS;
        String span = days == DAY ? " of the last day" : " of the last " + days + " days";
        return Calculations.count((users ? "U" : "A") + days, (users ? "users" : "accounts") + span, active.size());
    }

    private static Behind behind(Quantity quantity, String symbol, AccountSet active, Readings readings) {
        LocalDate end = readings.period().to();
        return quantity == Quantity.ACTIVE_USERS
                ? new Behind.Users(symbol, active, end)
                : new Behind.Accounts(symbol, active, end);
    }
}
