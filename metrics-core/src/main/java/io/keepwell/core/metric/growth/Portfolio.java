package io.keepwell.core.metric.growth;

import static io.keepwell.core.metric.Calculations.written;

import io.keepwell.core.account.AccountSet;
import io.keepwell.core.fact.Opportunity;
import io.keepwell.core.ledger.Measure;
import io.keepwell.core.metric.Calculation;
import io.keepwell.core.metric.Calculations;
import io.keepwell.core.metric.CustomDimension;
import io.keepwell.core.metric.Definition;
import io.keepwell.core.metric.DrillThrough;
import io.keepwell.core.metric.Exclusion;
import io.keepwell.core.metric.Formula;
import io.keepwell.core.metric.Metric;
import io.keepwell.core.metric.MetricId;
import io.keepwell.core.metric.MetricInfo;
import io.keepwell.core.metric.Outcome;
import io.keepwell.core.metric.Reads;
import io.keepwell.core.metric.Term;
import io.keepwell.core.metric.TermId;
import io.keepwell.core.metric.Unit;
import io.keepwell.core.rollup.read.MeasureReader;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// growth.portfolio: how the number of customers grows, and the chances to sell them more; by kind of
/// chance where one is asked about.
@Singleton
final class Portfolio implements Metric {
    private static final CustomDimension KIND =
            CustomDimension.of("kind of opportunity", Set.of(Measure.OPPORTUNITIES_CREATED), Opportunity.Kind.values());
    private static final MetricInfo INFO = new MetricInfo(
            new MetricId("growth.portfolio"),
            "Portfolio growth",
            "Growth",
            MetricInfo.Kind.OUTCOME,
            Unit.PERCENT,
            MetricInfo.Better.HIGHER,
            "Growth of the number of customers, and opportunities to sell them more; by kind of opportunity on request.",
            List.of(
                    Definition.first(
                                    "quarter_over_quarter",
                                    "customers, quarter over quarter",
                                    "E ÷ Q − 1",
                                    "Customers at the end of the period against three months before.",
                                    "It shows where the customer base is heading.",
                                    "Customers lost and won within the quarter are set off against each other.")
                            .by(customers("Q", 3)),
                    Definition.first(
                                    "year_over_year",
                                    "customers, year over year",
                                    "E ÷ Y − 1",
                                    "Customers at the end of the period against twelve months before.",
                                    "Seasons cancel out.",
                                    "It reacts late.")
                            .by(customers("Y", 12)),
                    Definition.first(
                                    "opportunities_created",
                                    "opportunities created",
                                    "Σ created",
                                    "Opportunities first reported in the period.",
                                    "It shows how much there is to win.",
                                    "It says nothing about how good they are.")
                            .customDimension(KIND)
                            .accumulates()
                            .in(Unit.COUNT)
                            .by(
                                    Reads.of(Measure.OPPORTUNITIES_CREATED),
                                    readings -> count(readings, termCreated(readings), Measure.OPPORTUNITIES_CREATED)),
                    Definition.first(
                                    "opportunities_won",
                                    "opportunities won",
                                    "Σ won",
                                    "Opportunities won in the period, whenever they were created.",
                                    "It shows what the work came to.",
                                    "Large and small ones count the same.")
                            .customDimension(KIND)
                            .accumulates()
                            .in(Unit.COUNT)
                            .by(
                                    Reads.of(Measure.OPPORTUNITIES_CREATED, Measure.OPPORTUNITIES_WON),
                                    readings -> count(readings, termWon(readings), Measure.OPPORTUNITIES_WON)),
                    Definition.first(
                                    "win_rate",
                                    "win rate",
                                    "won ÷ (won + lost)",
                                    "Opportunities won, of all that were won or lost in the period.",
                                    "It asks only about those that are decided.",
                                    "Those that are left open for ever make it look too good.")
                            .customDimension(KIND)
                            .by(
                                    Reads.of(
                                            Measure.OPPORTUNITIES_CREATED,
                                            Measure.OPPORTUNITIES_WON,
                                            Measure.OPPORTUNITIES_LOST),
                                    Portfolio::winRate),
                    Definition.first(
                                    "won_value",
                                    "value won",
                                    "Σ value of won",
                                    "What the opportunities won in the period are worth.",
                                    "It weighs each by its money.",
                                    "Opportunities without a reported value are left out.")
                            .customDimension(KIND)
                            .accumulates()
                            .in(Unit.MONEY)
                            .by(
                                    Reads.of(
                                            Measure.OPPORTUNITIES_CREATED,
                                            Measure.OPPORTUNITIES_WON,
                                            Measure.OPPORTUNITY_VALUE,
                                            Measure.OPPORTUNITIES_PENDING,
                                            Measure.OPPORTUNITIES_WITHOUT_VALUE),
                                    Portfolio::wonValue)));

    @Override
    public MetricInfo info() {
        return INFO;
    }

    /// @param months before the period's end with which it is compared
    private static Formula customers(String symbol, int months) {
        return new Formula.Custom(
                Reads.of(Measure.CUSTOMERS)
                        .on((_, period) -> List.of(period.to().minusMonths(months))),
                readings -> customers(readings, symbol, readings.period().to().minusMonths(months)));
    }

    private static Calculation customers(MeasureReader readings, String symbol, LocalDate earlier) {
        LocalDate end = readings.period().to();
        AccountSet after = readings.customersAt(end);
        AccountSet before = readings.customersAt(earlier);
        Term change = Calculations.count("E − " + symbol, "more customers", after.size() - before.size());
        Term e = Calculations.count("E", "customers " + Calculations.on(end), after.size());
        Term base = Calculations.count(symbol, "customers " + Calculations.on(earlier), before.size());
        return new Calculation(
                Calculations.percent(
                        change.amount(), base.amount(), "There were no customers " + Calculations.on(earlier) + "."),
                written(base) + " customers " + Calculations.on(earlier),
                written(e) + " ÷ " + written(base) + " − 1",
                List.of(change, e, base),
                List.of(),
                new DrillThrough.Accounts(change.id(), after.minus(before), before.minus(after), end));
    }

    private static Term termCreated(MeasureReader readings) {
        return Calculations.count(
                "created", "opportunities created", Calculations.sum(readings, Measure.OPPORTUNITIES_CREATED));
    }

    private static Term termWon(MeasureReader readings) {
        return Calculations.count("won", "opportunities won", Calculations.sum(readings, Measure.OPPORTUNITIES_WON));
    }

    private static Calculation count(MeasureReader readings, Term term, Measure measure) {
        return new Calculation(
                noOpportunity(readings).orElseGet(() -> Calculations.value(term.amount())),
                base(readings),
                written(term),
                List.of(term),
                List.of(),
                Calculations.entries(term.id(), readings, measure, Unit.COUNT));
    }

    private static Calculation winRate(MeasureReader readings) {
        Term won = termWon(readings);
        Term lost = Calculations.count(
                "lost", "opportunities lost", Calculations.sum(readings, Measure.OPPORTUNITIES_LOST));
        return new Calculation(
                Calculations.percent(
                        won.amount(), won.amount().add(lost.amount()), "No opportunity was decided in the period."),
                base(readings),
                written(won) + " ÷ (" + written(won) + " + " + written(lost) + ")",
                List.of(won, lost),
                List.of(),
                Calculations.entries(new TermId("won"), readings, Measure.OPPORTUNITIES_WON, Unit.COUNT));
    }

    private static Calculation wonValue(MeasureReader readings) {
        long micros = Calculations.sum(readings, Measure.OPPORTUNITY_VALUE);
        long pending = Calculations.sum(readings, Measure.OPPORTUNITIES_PENDING);
        long withoutValue = Calculations.sum(readings, Measure.OPPORTUNITIES_WITHOUT_VALUE);
        Term value = Calculations.money("value", "value of opportunities won", micros);
        Outcome outcome = noOpportunity(readings).orElseGet(() -> {
            if (micros == 0 && pending > 0) {
                return Calculations.missingRate("opportunities won");
            }
            return micros == 0 && withoutValue > 0
                    ? Calculations.noData("No value was reported for any opportunity won in the period.")
                    : Calculations.value(value.amount());
        });
        return new Calculation(
                outcome,
                base(readings),
                written(value),
                List.of(value, termWon(readings)),
                List.of(
                        Calculations.pending("opportunities won", pending),
                        new Exclusion("opportunities won without a reported value", withoutValue)),
                Calculations.entries(new TermId("value"), readings, Measure.OPPORTUNITY_VALUE, Unit.MONEY));
    }

    private static Optional<Outcome> noOpportunity(MeasureReader readings) {
        return readings.hasData(Set.of(Measure.OPPORTUNITIES_CREATED))
                ? Optional.empty()
                : Optional.of(Calculations.noData("No opportunity was reported before the end of the period."));
    }

    private static String base(MeasureReader readings) {
        return "opportunities"
                + readings.customValue().map(kind -> " of " + kind).orElse("");
    }
}
