package io.keepwell.core.metric;

import io.keepwell.core.ledger.Quantity;
import io.keepwell.core.rollup.Readings;
import io.keepwell.core.time.Period;
import jakarta.inject.Singleton;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// success.health_score: how well customers are.
@Singleton
final class HealthScore implements Metric {
    private static final MetricInfo INFO = new MetricInfo(
            new MetricId("success.health_score"),
            "Health score",
            "Success",
            MetricInfo.Kind.OUTCOME,
            Unit.SCORE,
            MetricInfo.Better.HIGHER,
            "How well customers are, from 0 to 100, by what is known of each.",
            List.of(Definition.first(
                            "customers",
                            "mean of customers",
                            "Σ scores ÷ n",
                            "The mean score of the customers at the end of the period. A customer's score is the mean of its parts, "
                                    + "weighted by the health model of its segment on the last day; a part of which nothing is known leaves "
                                    + "the mean, and a customer of whom nothing is known is left out.",
                            "It tells of trouble before anybody leaves.",
                            "Two customers with the same score may be scored on different parts.")
                    .revised(HealthScores.VERSION, HealthScores.VERSION_SINCE)));

    @Override
    public MetricInfo info() {
        return INFO;
    }

    @Override
    public Set<Quantity> needs() {
        return HealthScores.NEEDS;
    }

    @Override
    public Set<Quantity> everywhere() {
        return HealthScores.NEEDS;
    }

    @Override
    public Set<Quantity> byAccount() {
        return HealthScores.BY_ACCOUNT;
    }

    @Override
    public List<LocalDate> otherDays(DefinitionId definition, Quantity quantity, Period period) {
        return HealthScores.otherDays(quantity, period.to());
    }

    @Override
    public Calculation calculate(DefinitionId definition, Readings readings) {
        LocalDate end = readings.period().to();
        ScoredCustomers all = HealthScores.of(readings, end);
        Term sum = new Term("Σ scores", "scores added up", all.sumOfScores(), Unit.SCORE);
        Term count = Calculations.count(
                "n",
                "customers with a score " + Calculations.on(end),
                all.scored().count());
        Outcome outcome = HealthTerms.missing(all)
                .orElseGet(() -> Calculations.value(
                        sum.amount().divide(count.amount(), Calculations.SCALE, RoundingMode.HALF_EVEN)));
        List<Term> terms = new ArrayList<>(List.of(sum, count));
        terms.addAll(HealthTerms.bands(all, readings.amountsBefore(Quantity.MRR_BALANCE, end)));
        terms.addAll(HealthTerms.parts(all));
        terms.addAll(HealthTerms.models(all));
        return Calculations.calculation(
                outcome,
                Calculations.written(count) + " " + count.name(),
                Calculations.written(sum) + " ÷ " + Calculations.written(count),
                terms,
                HealthTerms.leftOut(all),
                new Behind.Amounts("Σ scores", new Behind.ByAccount(() -> each(all)), end, Unit.SCORE));
    }

    private static SortedMap<Integer, Behind.Amount> each(ScoredCustomers all) {
        SortedMap<Integer, Behind.Amount> scores = new TreeMap<>();
        all.scored()
                .mapToObj(all::health)
                .forEach(health -> scores.put(
                        health.account(), new Behind.Amount(health.score().orElseThrow(), health.described())));
        return scores;
    }
}
