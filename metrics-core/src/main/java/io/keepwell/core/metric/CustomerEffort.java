package io.keepwell.core.metric;

import io.keepwell.core.ledger.Measure;
import io.keepwell.core.rollup.MeasureReader;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;

/// voice.ces: how easy it was to get something done.
@Singleton
final class CustomerEffort implements Metric {
    private static final MetricInfo INFO = new MetricInfo(
            new MetricId("voice.ces"),
            "Customer effort score",
            "Voice of the customer",
            MetricInfo.Kind.PROCESS,
            Unit.SCORE,
            MetricInfo.Better.HIGHER,
            "Ease with which customers got done what they wanted.",
            List.of(
                    Definition.first(
                            "mean",
                            "mean from 1 to 7",
                            "Σ score ÷ n",
                            "The mean score of answers to effort questions on a scale from 1 to 7, 7 being easy. A question asked the other way round is turned.",
                            "It is how the score is usually reported.",
                            "Answers on other scales are left out, and very different experiences can have the same mean."),
                    Definition.first(
                                    "easy_share",
                                    "share of easy",
                                    "easy ÷ n × 100",
                                    "Answers of 5 to 7, of all answers to effort questions on a scale from 1 to 7.",
                                    "It reads as a share of people.",
                                    "A 5 counts like a 7.")
                            .in(Unit.PERCENT)
                            .within(Interval.Method.WILSON),
                    Definition.first(
                                    "latest",
                                    "mean of latest answers",
                                    "Σ score ÷ n",
                                    "As the mean from 1 to 7." + Respondents.WORDS,
                                    Respondents.WHY,
                                    Respondents.LIMITS)
                            .since(LocalDate.of(2026, 11, 30))));

    @Override
    public MetricInfo info() {
        return INFO;
    }

    @Override
    public Set<Measure> needs() {
        return Set.of(Measure.CES_ANSWERS, Measure.CES_SCORE, Measure.CES_EASY, Measure.CES_OTHER_SCALES);
    }

    @Override
    public Calculation calculate(DefinitionId definition, MeasureReader readings) {
        Term answers = Calculations.count("n", "answers on a scale from 1 to 7", readings.sum(Measure.CES_ANSWERS));
        String nobody = "Nobody answered an effort question on a scale from 1 to 7 in the period.";
        List<Exclusion> exclusions =
                List.of(new Exclusion("answers on other scales", readings.sum(Measure.CES_OTHER_SCALES)));
        return switch (definition.id()) {
            case "mean" ->
                Calculations.mean(
                        Calculations.count("Σ score", "scores added up", readings.sum(Measure.CES_SCORE)),
                        answers,
                        nobody,
                        exclusions,
                        new DrillThrough.Answers("Σ score", AnswerPoints.CES_SCORE));
            case "easy_share" ->
                Calculations.sampledShare(
                        Calculations.count("easy", "answers of 5 to 7", readings.sum(Measure.CES_EASY)),
                        answers,
                        Calculations.written(answers) + " answers",
                        nobody,
                        exclusions,
                        new DrillThrough.Answers("easy", AnswerPoints.CES_EASY));
            case "latest" ->
                Respondents.calculate(
                        AnswerPoints.CES_SCORE,
                        readings.sum(Measure.CES_ANSWERS),
                        readings,
                        latest -> Calculations.mean(
                                Calculations.count("Σ score", "scores added up", latest.sum()),
                                Calculations.count("n", "latest answers on a scale from 1 to 7", latest.count()),
                                nobody,
                                List.of(latest.earlier(readings.sum(Measure.CES_ANSWERS)), exclusions.getFirst()),
                                latest.drillThrough("Σ score")));
            default -> throw new IllegalArgumentException("customer effort has no definition " + definition);
        };
    }
}
