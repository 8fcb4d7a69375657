package io.keepwell.core.metric;

import io.keepwell.core.account.AccountAmounts;
import io.keepwell.core.ledger.Quantity;
import io.keepwell.core.money.Money;
import io.keepwell.core.rollup.Readings;
import io.keepwell.core.setting.HealthModel;
import io.keepwell.core.time.Period;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
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
            "How many customers have a health score in the red band, and what they pay.",
            List.of(
                    Definition.first(
                            "customers",
                            "customers",
                            "R",
                            "Customers at the end of the period whose health score is in the red band of their segment's model.",
                            "It says how many need a call.",
                            LIMITS),
                    Definition.first(
                                    "mrr",
                                    "MRR they carry",
                                    "M",
                                    "What these customers pay a month at the end of the period.",
                                    "It says what could be lost.",
                                    LIMITS)
                            .in(Unit.MONEY_PER_MONTH),
                    Definition.first(
                                    "share",
                                    "of customers with a score",
                                    "R ÷ n × 100",
                                    "These customers, of all customers at the end of the period that have a score.",
                                    "It can be compared between slices of different size.",
                                    LIMITS)
                            .in(Unit.PERCENT)));

    @Override
    public MetricInfo info() {
        return INFO;
    }

    @Override
    public Set<Quantity> needs() {
        return HealthScores.NEEDS;
    }

    @Override
    public Set<Quantity> byAccount() {
        return HealthScores.BY_ACCOUNT;
    }

    @Override
    public List<LocalDate> otherDays(Quantity quantity, Period period) {
        return HealthScores.otherDays(quantity, period.to());
    }

    @Override
    public Calculation calculate(DefinitionId definition, Readings readings) {
        LocalDate end = readings.period().to();
        Collection<AccountHealth> all = HealthScores.of(readings, end).values();
        List<AccountHealth> red = all.stream()
                .filter(health -> health.band().equals(Optional.of(HealthModel.Band.RED)))
                .toList();
        AccountAmounts balances = readings.amountsBefore(Quantity.MRR_BALANCE, end);
        SortedMap<Integer, Behind.Amount> counted = each(red, _ -> BigDecimal.ONE);
        SortedMap<Integer, Behind.Amount> pay = each(red, account -> Money.units(balances.of(account)));
        Term r = Calculations.count("R", "customers in the red band " + Calculations.on(end), red.size());
        Term n = Calculations.count(
                "n",
                "customers with a score " + Calculations.on(end),
                all.stream().filter(health -> health.score().isPresent()).count());
        Term m = new Term(
                "M",
                "what these pay a month",
                pay.values().stream().map(Behind.Amount::amount).reduce(BigDecimal.ZERO, BigDecimal::add),
                Unit.MONEY_PER_MONTH);
        Behind accounts = new Behind.Amounts("R", counted, end, Unit.COUNT);
        return switch (definition.id()) {
            case "customers" -> calculation(all, Calculations.value(r.amount()), List.of(r), List.of(m, n), accounts);
            case "mrr" ->
                calculation(
                        all,
                        Calculations.value(m.amount()),
                        List.of(m),
                        List.of(r, n),
                        new Behind.Amounts("M", pay, end, Unit.MONEY_PER_MONTH));
            case "share" ->
                calculation(
                        all,
                        Calculations.percent(r.amount(), n.amount(), "No customer has a score."),
                        List.of(r, n),
                        List.of(m),
                        accounts);
            default -> throw new IllegalArgumentException(INFO.id() + " has no definition " + definition);
        };
    }

    /// An amount of each, with its health.
    private static SortedMap<Integer, Behind.Amount> each(
            List<AccountHealth> red, Function<Integer, BigDecimal> amount) {
        SortedMap<Integer, Behind.Amount> amounts = new TreeMap<>();
        red.forEach(health ->
                amounts.put(health.account(), new Behind.Amount(amount.apply(health.account()), health.described())));
        return amounts;
    }

    /// @param formula the terms that are divided by one another
    /// @param others terms that are of interest besides
    private static Calculation calculation(
            Collection<AccountHealth> all, Outcome outcome, List<Term> formula, List<Term> others, Behind behind) {
        List<Term> terms = Stream.of(formula, others, HealthTerms.parts(all))
                .flatMap(List::stream)
                .toList();
        return Calculations.calculation(
                HealthTerms.missing(all).orElse(outcome),
                Calculations.base(all.size(), "customers"),
                formula.stream().map(Calculations::written).collect(Collectors.joining(" ÷ ")),
                terms,
                HealthTerms.leftOut(all),
                behind);
    }
}
