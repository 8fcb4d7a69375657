package io.keepwell.core.metric.retention;

import static io.keepwell.core.metric.Calculations.written;

import io.keepwell.core.account.AccountSet;
import io.keepwell.core.ledger.Measure;
import io.keepwell.core.metric.Calculation;
import io.keepwell.core.metric.Calculations;
import io.keepwell.core.metric.Definition;
import io.keepwell.core.metric.DrillThrough;
import io.keepwell.core.metric.Exclusion;
import io.keepwell.core.metric.Metric;
import io.keepwell.core.metric.MetricId;
import io.keepwell.core.metric.MetricInfo;
import io.keepwell.core.metric.Reads;
import io.keepwell.core.metric.Term;
import io.keepwell.core.metric.TermId;
import io.keepwell.core.metric.Unit;
import io.keepwell.core.metric.ValueFormat;
import io.keepwell.core.rollup.read.MeasureReader;
import jakarta.inject.Singleton;
import java.util.List;

/// retention.renewal_rate: which share of what was up for renewal was renewed.
@Singleton
final class RenewalRate implements Metric {
    /// What every definition reads.
    private static final Reads ALL = Reads.of(Measure.RENEWALS_DUE, Measure.RENEWALS_UNDECIDED);

    private static final MetricInfo INFO = new MetricInfo(
            new MetricId("retention.renewal_rate"),
            "Renewal rate",
            "Retention",
            MetricInfo.Kind.OUTCOME,
            Unit.PERCENT,
            MetricInfo.Better.HIGHER,
            "Share of contracts up for renewal that were renewed.",
            List.of(
                    Definition.first(
                                    "customers",
                                    "customers",
                                    "renewed ÷ up for renewal",
                                    "Customers that renewed a contract, of all customers with a contract due in the period.",
                                    "It says how many customers decided to stay.",
                                    "A customer with several contracts counts as renewed with one of them; contracts not decided yet count as not renewed.")
                            .by(ALL.and(Measure.CUSTOMERS_DUE, Measure.CUSTOMERS_RENEWED), RenewalRate::customers),
                    Definition.first(
                                    "contracts",
                                    "contracts",
                                    "renewed ÷ up for renewal",
                                    "Contracts renewed, of all contracts due in the period.",
                                    "Every decision counts once.",
                                    "A small contract counts as much as a large one; contracts not decided yet count as not renewed.")
                            .by(ALL.and(Measure.RENEWALS_WON), RenewalRate::contracts),
                    Definition.first(
                                    "value",
                                    "value",
                                    "renewed value ÷ value up for renewal",
                                    "What the renewed contracts are worth for the new term, of what all contracts due in the period were worth for the old one.",
                                    "It weighs each decision by the money in it.",
                                    "It can pass 100 % when renewed contracts grow; contracts without a value are left out.")
                            .by(
                                    ALL.and(
                                            Measure.RENEWAL_VALUE_DUE,
                                            Measure.RENEWAL_VALUE_WON,
                                            Measure.RENEWALS_PENDING,
                                            Measure.RENEWALS_WITHOUT_VALUE),
                                    RenewalRate::value)));

    @Override
    public MetricInfo info() {
        return INFO;
    }

    private static Calculation customers(MeasureReader readings) {
        AccountSet renewed = readings.members(Measure.CUSTOMERS_RENEWED);
        Term won = Calculations.count("renewed", "customers that renewed a contract", renewed.size());
        Term due = Calculations.count(
                "up for renewal",
                "customers with a contract due",
                readings.members(Measure.CUSTOMERS_DUE).size());
        DrillThrough drillThrough = new DrillThrough.Accounts(
                new TermId("renewed"), renewed, readings.period().from());
        return calculation(readings, won, due, List.of(), drillThrough);
    }

    private static Calculation contracts(MeasureReader readings) {
        Term won = Calculations.count("renewed", "contracts renewed", readings.sum(Measure.RENEWALS_WON));
        Term due = Calculations.count("up for renewal", "contracts due", readings.sum(Measure.RENEWALS_DUE));
        DrillThrough drillThrough = new DrillThrough.Entries(new TermId("renewed"), Measure.RENEWALS_WON, Unit.COUNT);
        return calculation(readings, won, due, List.of(), drillThrough);
    }

    private static Calculation value(MeasureReader readings) {
        long pending = readings.sum(Measure.RENEWALS_PENDING);
        Term won = Calculations.money(
                "renewed value", "worth of the renewed contracts", readings.sum(Measure.RENEWAL_VALUE_WON));
        Term due = Calculations.money(
                "value up for renewal", "worth of all contracts due", readings.sum(Measure.RENEWAL_VALUE_DUE));
        DrillThrough drillThrough =
                new DrillThrough.Entries(new TermId("renewed value"), Measure.RENEWAL_VALUE_WON, Unit.MONEY);
        List<Exclusion> exclusions = List.of(
                Calculations.pending("contracts", pending),
                new Exclusion("contracts without a reported value", readings.sum(Measure.RENEWALS_WITHOUT_VALUE)));
        Calculation calculation = calculation(readings, won, due, exclusions, drillThrough);
        return due.amount().signum() == 0 && pending > 0
                ? calculation.unavailable(Calculations.missingRate("contracts up for renewal"))
                : calculation;
    }

    private static Calculation calculation(
            MeasureReader readings, Term won, Term due, List<Exclusion> exclusions, DrillThrough drillThrough) {
        Term undecided = Calculations.count(
                "undecided", "contracts due and not decided yet", readings.sum(Measure.RENEWALS_UNDECIDED));
        return new Calculation(
                Calculations.percent(won.amount(), due.amount(), "Nothing of worth was up for renewal in the period."),
                ValueFormat.count(readings.sum(Measure.RENEWALS_DUE)) + " contracts up for renewal",
                written(won) + " ÷ " + written(due),
                List.of(won, due, undecided),
                exclusions,
                drillThrough);
    }
}
