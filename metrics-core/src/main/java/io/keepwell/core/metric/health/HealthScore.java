package io.keepwell.core.metric.health;

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
import io.keepwell.core.rollup.read.MeasureReader;
import jakarta.inject.Singleton;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
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
            "Health of customers from 0 to 100, from all that is known of each.",
            List.of(Definition.first(
                            "customers",
                            "mean of customers",
                            "Σ scores ÷ n",
                            "The mean score of the customers at the end of the period. A customer's score is the mean of its parts, "
                                    + "weighted by the health model of its segment on the last day; a part of which nothing is known leaves "
                                    + "the mean, and a customer of whom nothing is known is left out.",
                            "It shows trouble before anybody leaves.",
                            "Two customers with the same score may be scored on different parts.")
                    .revised(HealthScores.VERSION, HealthScores.VERSION_SINCE)
                    .by(HealthReads.READS, HealthScore::ofCustomers)));

    @Override
    public MetricInfo info() {
        return INFO;
    }

    private static Calculation ofCustomers(MeasureReader readings) {
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
        terms.addAll(HealthTerms.bands(all, readings.amountsBefore(Measure.MRR_BALANCE, end)));
        terms.addAll(HealthTerms.parts(all));
        terms.addAll(HealthTerms.models(all));
        return Calculations.calculation(
                outcome,
                Calculations.written(count) + " " + count.name(),
                Calculations.written(sum) + " ÷ " + Calculations.written(count),
                terms,
                HealthTerms.exclusions(all),
                new DrillThrough.Amounts(
                        new TermId("Σ scores"), new DrillThrough.ByAccount(() -> each(all)), end, Unit.SCORE));
    }

    private static SortedMap<Integer, DrillThrough.Amount> each(ScoredCustomers all) {
        SortedMap<Integer, DrillThrough.Amount> scores = new TreeMap<>();
        all.scored()
                .mapToObj(all::health)
                .forEach(health -> scores.put(
                        health.account(), new DrillThrough.Amount(health.score().orElseThrow(), health.described())));
        return scores;
    }
}
