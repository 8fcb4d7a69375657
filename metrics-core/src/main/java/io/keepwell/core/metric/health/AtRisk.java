package io.keepwell.core.metric.health;

import io.keepwell.core.account.AccountAmounts;
import io.keepwell.core.ledger.Measure;
import io.keepwell.core.metric.Calculation;
import io.keepwell.core.metric.Calculations;
import io.keepwell.core.metric.Definition;
import io.keepwell.core.metric.DrillThrough;
import io.keepwell.core.metric.Metric;
import io.keepwell.core.metric.MetricId;
import io.keepwell.core.metric.MetricInfo;
import io.keepwell.core.metric.Outcome;
import io.keepwell.core.metric.Term;
import io.keepwell.core.metric.TermId;
import io.keepwell.core.metric.Unit;
import io.keepwell.core.money.Money;
import io.keepwell.core.rollup.read.MeasureReader;
import io.keepwell.core.setting.HealthModel;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// success.at_risk: how many customers are in the red band, and what they pay.
@Singleton
final class AtRisk implements Metric {
    private static final String LIMITS = "Customers of whom nothing is known are in no band.";

    private static final MetricInfo INFO = new MetricInfo(
            new MetricId("success.at_risk"),
            "Customers at risk",
            "Success",
            MetricInfo.Kind.OUTCOME,
            Unit.COUNT,
            MetricInfo.Better.LOWER,
            "Customers with a health score in the red band, and their MRR.",
            List.of(
                    Definition.first(
                                    "customers",
                                    "customers",
                                    "R",
                                    "Customers at the end of the period whose health score is in the red band of their segment's model.",
                                    "It says how many need a call.",
                                    LIMITS)
                            .revised(HealthScores.VERSION, HealthScores.VERSION_SINCE)
                            .by(HealthReads.READS, readings -> new Red(readings).customers()),
                    Definition.first(
                                    "mrr",
                                    "MRR they carry",
                                    "M",
                                    "What these customers pay a month at the end of the period.",
                                    "It says what could be lost.",
                                    LIMITS)
                            .revised(HealthScores.VERSION, HealthScores.VERSION_SINCE)
                            .in(Unit.MONEY_PER_MONTH)
                            .by(HealthReads.READS, readings -> new Red(readings).mrr()),
                    Definition.first(
                                    "share",
                                    "of customers with a score",
                                    "R ÷ n × 100",
                                    "These customers, of all customers at the end of the period that have a score.",
                                    "It can be compared between slices of different size.",
                                    LIMITS)
                            .revised(HealthScores.VERSION, HealthScores.VERSION_SINCE)
                            .in(Unit.PERCENT)
                            .by(HealthReads.READS, readings -> new Red(readings).share())));

    @Override
    public MetricInfo info() {
        return INFO;
    }

    /// The customers in the red band when the period ends.
    private static final class Red {
        private final LocalDate end;
        private final ScoredCustomers all;
        private final AccountAmounts balances;
        /// Their places among all.
        private final int[] red;

        private final Term r;
        private final Term n;
        private final Term m;

        private Red(MeasureReader readings) {
            this.end = readings.period().to();
            this.all = HealthScores.of(readings, end);
            this.balances = readings.amountsBefore(Measure.MRR_BALANCE, end);
            this.red = all.in(HealthModel.Band.RED);
            this.r = Calculations.count("R", "customers in the red band " + Calculations.on(end), red.length);
            this.n = Calculations.count(
                    "n",
                    "customers with a score " + Calculations.on(end),
                    all.scored().count());
            this.m = Calculations.monthly(
                    "M",
                    "what these pay a month",
                    Arrays.stream(red)
                            .mapToLong(place -> balances.of(all.account(place)))
                            .reduce(0, Math::addExact));
        }

        Calculation customers() {
            return calculation(Calculations.value(r.amount()), List.of(r), List.of(m, n), accounts());
        }

        Calculation mrr() {
            return calculation(
                    Calculations.value(m.amount()),
                    List.of(m),
                    List.of(r, n),
                    new DrillThrough.Amounts(
                            new TermId("M"),
                            each(account -> Money.units(balances.of(account))),
                            end,
                            Unit.MONEY_PER_MONTH));
        }

        Calculation share() {
            return calculation(
                    Calculations.percent(r.amount(), n.amount(), "No customer has a score."),
                    List.of(r, n),
                    List.of(m),
                    accounts());
        }

        private DrillThrough accounts() {
            return new DrillThrough.Amounts(new TermId("R"), each(_ -> BigDecimal.ONE), end, Unit.COUNT);
        }

        /// An amount of each, with its health.
        private DrillThrough.ByAccount each(IntFunction<BigDecimal> amount) {
            return new DrillThrough.ByAccount(() -> {
                SortedMap<Integer, DrillThrough.Amount> amounts = new TreeMap<>();
                Arrays.stream(red)
                        .mapToObj(all::health)
                        .forEach(health -> amounts.put(
                                health.account(),
                                new DrillThrough.Amount(amount.apply(health.account()), health.described())));
                return amounts;
            });
        }

        /// @param formula the terms that are divided by one another
        /// @param others terms that are of interest besides
        private Calculation calculation(
                Outcome outcome, List<Term> formula, List<Term> others, DrillThrough drillThrough) {
            List<Term> terms = Stream.of(formula, others, HealthTerms.parts(all), HealthTerms.models(all))
                    .flatMap(List::stream)
                    .toList();
            return Calculations.calculation(
                    HealthTerms.missing(all).orElse(outcome),
                    Calculations.base(all.size(), "customers"),
                    formula.stream().map(Calculations::written).collect(Collectors.joining(" ÷ ")),
                    terms,
                    HealthTerms.exclusions(all),
                    drillThrough);
        }
    }
}
