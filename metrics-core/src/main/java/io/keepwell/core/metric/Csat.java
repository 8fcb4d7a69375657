package io.keepwell.core.metric;

import io.keepwell.core.ledger.Quantity;
import io.keepwell.core.rollup.Readings;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;

/// voice.csat: which share of answers is content.
@Singleton
final class Csat implements Metric {
    private static final MetricInfo INFO = new MetricInfo(
            new MetricId("voice.csat"),
            "Customer satisfaction",
            "Voice of the customer",
            MetricInfo.Kind.PROCESS,
            Unit.PERCENT,
            MetricInfo.Better.HIGHER,
            "How content customers are with what they were asked about.",
            List.of(
                    Definition.first(
                                    "positive_share",
                                    "share of positive answers",
                                    "P ÷ n × 100",
                                    "Answers that count as positive, of all answers to satisfaction questions. What is positive belongs to the question: unless it says otherwise, what is above the middle of its scale (4 and 5 of 1 to 5, 6 to 10 of 1 to 10).",
                                    "Answers on any scale can be taken together, and it reads as a share of people.",
                                    "A 4 counts like a 5, and who doesn't care doesn't answer.")
                            .within(Interval.Method.WILSON),
                    Definition.first(
                                    "mean",
                                    "mean from 1 to 5",
                                    "Σ score ÷ n",
                                    "The mean score of answers to satisfaction questions on a scale from 1 to 5, turned where a low score is the good one.",
                                    "It also moves when contentment moves between 4 and 5.",
                                    "Answers on other scales are left out, and the distance from 3 to 4 need not be that from 4 to 5.")
                            .in(Unit.SCORE)));

    @Override
    public MetricInfo info() {
        return INFO;
    }

    @Override
    public Set<Quantity> needs() {
        return Set.of(
                Quantity.CSAT_ANSWERS, Quantity.CSAT_POSITIVE, Quantity.CSAT_FIVE_ANSWERS, Quantity.CSAT_FIVE_SCORE);
    }

    @Override
    public Calculation calculate(DefinitionId definition, Readings readings) {
        return switch (definition.id()) {
            case "positive_share" -> positiveShare(readings);
            case "mean" -> mean(readings);
            default -> throw new IllegalArgumentException("customer satisfaction has no definition " + definition);
        };
    }

    private static Calculation positiveShare(Readings readings) {
        Term positive = Calculations.count("P", "positive answers", readings.sum(Quantity.CSAT_POSITIVE));
        Term answers = Calculations.count("n", "answers", readings.sum(Quantity.CSAT_ANSWERS));
        return Calculations.sampledShare(
                positive,
                answers,
                Calculations.written(answers) + " answers",
                "Nobody answered a satisfaction question in the period.",
                List.of(),
                new Behind.Answers("P", AnswerPoints.CSAT_POSITIVE));
    }

    private static Calculation mean(Readings readings) {
        long answers = readings.sum(Quantity.CSAT_FIVE_ANSWERS);
        return Calculations.mean(
                Calculations.count("Σ score", "scores added up", readings.sum(Quantity.CSAT_FIVE_SCORE)),
                Calculations.count("n", "answers on a scale from 1 to 5", answers),
                "Nobody answered a satisfaction question on a scale from 1 to 5 in the period.",
                List.of(new LeftOut("answers on other scales", readings.sum(Quantity.CSAT_ANSWERS) - answers)),
                new Behind.Answers("Σ score", AnswerPoints.CSAT_FIVE));
    }
}
