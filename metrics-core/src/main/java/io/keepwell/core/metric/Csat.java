package io.keepwell.core.metric;

import io.keepwell.core.ledger.Measure;
import io.keepwell.core.rollup.MeasureReader;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;

/// voice.csat: which share of answers is content.
@Singleton
final class Csat implements Metric {
    private static final String NOBODY = "Nobody answered a satisfaction question in the period.";

    private static final MetricInfo INFO = new MetricInfo(
            new MetricId("voice.csat"),
            "Customer satisfaction",
            "Voice of the customer",
            MetricInfo.Kind.PROCESS,
            Unit.PERCENT,
            MetricInfo.Better.HIGHER,
            "Satisfaction of customers with what they were asked about.",
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
                                    "top_two",
                                    "two best scores",
                                    "T ÷ n × 100",
                                    "Answers with one of the two best scores of their scale, of all answers on scales of three scores or more, turned where a low score is the good one. On a scale from 1 to 5 these are 4 and 5.",
                                    "It is what others show: a figure to compare with.",
                                    "The two best of ten are rarer than the two best of five; what the question calls positive doesn't matter.")
                            .since(LocalDate.of(2026, 11, 30))
                            .asBy("Formbricks counts the two best scores of any scale, Chatwoot 4 and 5 of 1 to 5.")
                            .within(Interval.Method.WILSON),
                    Definition.first(
                                    "latest",
                                    "latest positive answers",
                                    "P ÷ n × 100",
                                    "Answers that count as positive, of all answers to satisfaction questions."
                                            + Respondents.WORDS,
                                    Respondents.WHY,
                                    Respondents.LIMITS)
                            .since(LocalDate.of(2026, 11, 30))
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
    public Set<Measure> needs() {
        return Set.of(
                Measure.CSAT_ANSWERS,
                Measure.CSAT_POSITIVE,
                Measure.CSAT_GRADED,
                Measure.CSAT_TOP_TWO,
                Measure.CSAT_FIVE_ANSWERS,
                Measure.CSAT_FIVE_SCORE);
    }

    @Override
    public Calculation calculate(DefinitionId definition, MeasureReader readings) {
        return switch (definition.id()) {
            case "positive_share" -> positiveShare(readings);
            case "top_two" -> topTwo(readings);
            case "latest" ->
                Respondents.calculate(
                        AnswerPoints.CSAT_POSITIVE,
                        readings.sum(Measure.CSAT_ANSWERS),
                        readings,
                        latest -> latest(latest, readings));
            case "mean" -> mean(readings);
            default -> throw new IllegalArgumentException("customer satisfaction has no definition " + definition);
        };
    }

    private static Calculation positiveShare(MeasureReader readings) {
        Term positive = Calculations.count("P", "positive answers", readings.sum(Measure.CSAT_POSITIVE));
        Term answers = Calculations.count("n", "answers", readings.sum(Measure.CSAT_ANSWERS));
        return Calculations.sampledShare(
                positive,
                answers,
                Calculations.written(answers) + " answers",
                NOBODY,
                List.of(),
                new DrillThrough.Answers("P", AnswerPoints.CSAT_POSITIVE));
    }

    private static Calculation topTwo(MeasureReader readings) {
        long graded = readings.sum(Measure.CSAT_GRADED);
        Term answers = Calculations.count("n", "answers on a scale of three scores or more", graded);
        return Calculations.sampledShare(
                Calculations.count("T", "answers with one of the two best scores", readings.sum(Measure.CSAT_TOP_TWO)),
                answers,
                Calculations.written(answers) + " answers",
                "Nobody answered a satisfaction question on a scale of three scores or more in the period.",
                List.of(new Exclusion("answers on scales of two scores", readings.sum(Measure.CSAT_ANSWERS) - graded)),
                new DrillThrough.Answers("T", AnswerPoints.CSAT_TOP_TWO));
    }

    private static Calculation latest(Respondents latest, MeasureReader readings) {
        Term answers = Calculations.count("n", "latest answers", latest.count());
        return Calculations.sampledShare(
                Calculations.count("P", "positive ones", latest.sum()),
                answers,
                Calculations.written(answers) + " " + answers.name(),
                NOBODY,
                List.of(latest.earlier(readings.sum(Measure.CSAT_ANSWERS))),
                latest.drillThrough("P"));
    }

    private static Calculation mean(MeasureReader readings) {
        long answers = readings.sum(Measure.CSAT_FIVE_ANSWERS);
        return Calculations.mean(
                Calculations.count("Σ score", "scores added up", readings.sum(Measure.CSAT_FIVE_SCORE)),
                Calculations.count("n", "answers on a scale from 1 to 5", answers),
                "Nobody answered a satisfaction question on a scale from 1 to 5 in the period.",
                List.of(new Exclusion("answers on other scales", readings.sum(Measure.CSAT_ANSWERS) - answers)),
                new DrillThrough.Answers("Σ score", AnswerPoints.CSAT_FIVE));
    }
}
