package io.keepwell.core.metric;

import static io.keepwell.core.metric.Calculations.written;

import io.keepwell.core.account.AccountSet;
import io.keepwell.core.ledger.Quantity;
import io.keepwell.core.rollup.Readings;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;

/// retention.renewal_rate: which share of what was up for renewal was renewed.
@Singleton
final class RenewalRate implements Metric {
    private static final MetricInfo INFO = new MetricInfo(
            new MetricId("retention.renewal_rate"),
            "Renewal rate",
            "Retention",
            MetricInfo.Kind.OUTCOME,
            Unit.PERCENT,
            MetricInfo.Better.HIGHER,
            "Which share of what was up for renewal was renewed.",
            List.of(
                    Definition.first(
                            "customers",
                            "customers",
                            "renewed ÷ up for renewal",
                            "Customers that renewed a contract, of all customers with a contract due in the period.",
                            "It says how many customers decided to stay.",
                            "A customer with several contracts counts as renewed with one of them; contracts not decided yet count as not renewed."),
                    Definition.first(
                            "contracts",
                            "contracts",
                            "renewed ÷ up for renewal",
                            "Contracts renewed, of all contracts due in the period.",
                            "Every decision counts once.",
                            "A small contract counts as much as a large one; contracts not decided yet count as not renewed."),
                    Definition.first(
                            "value",
                            "value",
                            "renewed value ÷ value up for renewal",
                            "What the renewed contracts are worth for the new term, of what all contracts due in the period were worth for the old one.",
                            "It weighs each decision by the money in it.",
                            "It can pass 100 % when renewed contracts grow; contracts without a value are left out.")));

    @Override
    public MetricInfo info() {
        return INFO;
    }

    @Override
    public Set<Quantity> needs() {
        return Set.of(
                Quantity.RENEWALS_DUE,
                Quantity.RENEWALS_WON,
                Quantity.RENEWALS_UNDECIDED,
                Quantity.CUSTOMERS_DUE,
                Quantity.CUSTOMERS_RENEWED,
                Quantity.RENEWAL_VALUE_DUE,
                Quantity.RENEWAL_VALUE_WON,
                Quantity.RENEWALS_HELD_BACK,
                Quantity.RENEWALS_WITHOUT_VALUE);
    }

    @Override
    public Calculation calculate(DefinitionId definition, Readings readings) {
        return switch (definition.id()) {
            case "customers" -> customers(readings);
            case "contracts" -> contracts(readings);
            case "value" -> value(readings);
            default -> throw new IllegalArgumentException(INFO.id() + " has no definition " + definition);
        };
    }

    private static Calculation customers(Readings readings) {
        AccountSet renewed = readings.members(Quantity.CUSTOMERS_RENEWED);
        Term won = Calculations.count("renewed", "customers that renewed a contract", renewed.size());
        Term due = Calculations.count(
                "up for renewal",
                "customers with a contract due",
                readings.members(Quantity.CUSTOMERS_DUE).size());
        Behind behind =
                new Behind.Accounts("renewed", renewed, readings.period().from());
        return calculation(readings, won, due, List.of(), behind);
    }

    private static Calculation contracts(Readings readings) {
        Term won = Calculations.count("renewed", "contracts renewed", readings.sum(Quantity.RENEWALS_WON));
        Term due = Calculations.count("up for renewal", "contracts due", readings.sum(Quantity.RENEWALS_DUE));
        Behind behind = new Behind.Entries("renewed", Quantity.RENEWALS_WON, Unit.COUNT);
        return calculation(readings, won, due, List.of(), behind);
    }

    private static Calculation value(Readings readings) {
        long heldBack = readings.sum(Quantity.RENEWALS_HELD_BACK);
        Term won = Calculations.money(
                "renewed value", "worth of the renewed contracts", readings.sum(Quantity.RENEWAL_VALUE_WON));
        Term due = Calculations.money(
                "value up for renewal", "worth of all contracts due", readings.sum(Quantity.RENEWAL_VALUE_DUE));
        Behind behind = new Behind.Entries("renewed value", Quantity.RENEWAL_VALUE_WON, Unit.MONEY);
        List<LeftOut> leftOut = List.of(
                Calculations.heldBack("contracts", heldBack),
                new LeftOut("contracts of which no value was told", readings.sum(Quantity.RENEWALS_WITHOUT_VALUE)));
        Calculation calculation = calculation(readings, won, due, leftOut, behind);
        return due.amount().signum() == 0 && heldBack > 0
                ? calculation.unavailable(Calculations.missingRate("contracts up for renewal"))
                : calculation;
    }

    private static Calculation calculation(
            Readings readings, Term won, Term due, List<LeftOut> leftOut, Behind behind) {
        Term undecided = Calculations.count(
                "undecided", "contracts due and not decided yet", readings.sum(Quantity.RENEWALS_UNDECIDED));
        return new Calculation(
                Calculations.percent(won.amount(), due.amount(), "Nothing of worth was up for renewal in the period."),
                ValueFormat.count(readings.sum(Quantity.RENEWALS_DUE)) + " contracts up for renewal",
                written(won) + " ÷ " + written(due),
                List.of(won, due, undecided),
                leftOut,
                behind);
    }
}
