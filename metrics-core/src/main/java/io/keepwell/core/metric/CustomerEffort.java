package io.keepwell.core.metric;

import io.keepwell.core.ledger.Quantity;
import io.keepwell.core.rollup.Readings;
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
            "How easy it was for customers to get done what they wanted.",
            List.of(
                    Definition.first(
                            "mean",
                            "mean from 1 to 7",
                            "Σ score ÷ n",
                            "The mean score of answers to effort questions on a scale from 1 to 7, 7 being easy. A question asked the other way round is turned.",
                            "It is how the score is usually told.",
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
    public Set<Quantity> needs() {
        return Set.of(Quantity.CES_ANSWERS, Quantity.CES_SCORE, Quantity.CES_EASY, Quantity.CES_OTHER_SCALES);
    }

    @Override
    public Calculation calculate(DefinitionId definition, Readings readings) {
        Term answers = Calculations.count("n", "answers on a scale from 1 to 7", readings.sum(Quantity.CES_ANSWERS));
        String nobody = "Nobody answered an effort question on a scale from 1 to 7 in the period.";
        List<LeftOut> leftOut =
                List.of(new LeftOut("answers on other scales", readings.sum(Quantity.CES_OTHER_SCALES)));
        return switch (definition.id()) {
            case "mean" ->
                Calculations.mean(
                        Calculations.count("Σ score", "scores added up", readings.sum(Quantity.CES_SCORE)),
                        answers,
                        nobody,
                        leftOut,
                        new Behind.Answers("Σ score", AnswerPoints.CES_SCORE));
            case "easy_share" ->
                Calculations.sampledShare(
                        Calculations.count("easy", "answers of 5 to 7", readings.sum(Quantity.CES_EASY)),
                        answers,
                        Calculations.written(answers) + " answers",
                        nobody,
                        leftOut,
                        new Behind.Answers("easy", AnswerPoints.CES_EASY));
            case "latest" ->
                Respondents.calculate(
                        AnswerPoints.CES_SCORE,
                        readings.sum(Quantity.CES_ANSWERS),
                        readings,
                        latest -> Calculations.mean(
                                Calculations.count("Σ score", "scores added up", latest.sum()),
                                Calculations.count("n", "latest answers on a scale from 1 to 7", latest.count()),
                                nobody,
                                List.of(latest.earlier(readings.sum(Quantity.CES_ANSWERS)), leftOut.getFirst()),
                                latest.behind("Σ score")));
            default -> throw new IllegalArgumentException("customer effort has no definition " + definition);
        };
    }
}
