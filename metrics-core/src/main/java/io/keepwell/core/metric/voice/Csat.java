package io.keepwell.core.metric.voice;

import io.keepwell.core.ledger.Measure;
import io.keepwell.core.metric.AnswerPoints;
import io.keepwell.core.metric.Calculation;
import io.keepwell.core.metric.Calculations;
import io.keepwell.core.metric.Definition;
import io.keepwell.core.metric.DrillThrough;
import io.keepwell.core.metric.Formula;
import io.keepwell.core.metric.Interval;
import io.keepwell.core.metric.Metric;
import io.keepwell.core.metric.MetricId;
import io.keepwell.core.metric.MetricInfo;
import io.keepwell.core.metric.Reads;
import io.keepwell.core.metric.Term;
import io.keepwell.core.metric.TermId;
import io.keepwell.core.metric.Uncounted;
import io.keepwell.core.metric.Unit;
import io.keepwell.core.rollup.read.MeasureReader;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.List;

/// voice.csat: which share of answers is content.
@Singleton
final class Csat implements Metric {
    private static final String NOBODY = "Nobody answered a satisfaction question in the period.";

    private static final Formula.Counted ANSWERS = answers("answers", Measure.CSAT_ANSWERS);
    private static final Formula.Counted POSITIVE =
            new Formula.Counted("P", "positive answers", "positive answers", Measure.CSAT_POSITIVE);
    private static final Formula.Counted GRADED =
            answers("answers on a scale of three scores or more", Measure.CSAT_GRADED);
    private static final Formula.Counted TOP_TWO = new Formula.Counted(
            "T", "answers with one of the two best scores", "answers of the two best scores", Measure.CSAT_TOP_TWO);

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
                            .within(Interval.Method.WILSON)
                            .by(new Formula.Answers(
                                    POSITIVE, ANSWERS, AnswerPoints.CSAT_POSITIVE, true, NOBODY, List.of())),
                    Definition.first(
                                    "top_two",
                                    "two best scores",
                                    "T ÷ n × 100",
                                    "Answers with one of the two best scores of their scale, of all answers on scales of three scores or more, turned where a low score is the good one. On a scale from 1 to 5 these are 4 and 5.",
                                    "It is what others show: a figure to compare with.",
                                    "The two best of ten are rarer than the two best of five; what the question calls positive doesn't matter.")
                            .since(LocalDate.of(2026, 11, 30))
                            .asBy("Formbricks counts the two best scores of any scale, Chatwoot 4 and 5 of 1 to 5.")
                            .within(Interval.Method.WILSON)
                            .by(new Formula.Answers(
                                    TOP_TWO,
                                    GRADED,
                                    AnswerPoints.CSAT_TOP_TWO,
                                    true,
                                    "Nobody answered a satisfaction question on a scale of three scores or more in the period.",
                                    List.of(Uncounted.rest(
                                            Measure.CSAT_ANSWERS,
                                            Measure.CSAT_GRADED,
                                            "answers on scales of two scores")))),
                    Definition.first(
                                    "latest",
                                    "latest positive answers",
                                    "P ÷ n × 100",
                                    "Answers that count as positive, of all answers to satisfaction questions."
                                            + Respondents.WORDS,
                                    Respondents.WHY,
                                    Respondents.LIMITS)
                            .since(LocalDate.of(2026, 11, 30))
                            .within(Interval.Method.WILSON)
                            .by(Reads.of(Measure.CSAT_ANSWERS), Csat::latest),
                    mean(
                            "mean",
                            5,
                            LocalDate.of(2026, 11, 1),
                            Measure.CSAT_FIVE_ANSWERS,
                            Measure.CSAT_FIVE_SCORE,
                            AnswerPoints.CSAT_FIVE),
                    mean(
                            "mean_seven",
                            7,
                            LocalDate.of(2026, 12, 1),
                            Measure.CSAT_SEVEN_ANSWERS,
                            Measure.CSAT_SEVEN_SCORE,
                            AnswerPoints.CSAT_SEVEN),
                    mean(
                            "mean_ten",
                            10,
                            LocalDate.of(2026, 12, 1),
                            Measure.CSAT_TEN_ANSWERS,
                            Measure.CSAT_TEN_SCORE,
                            AnswerPoints.CSAT_TEN),
                    Definition.first(
                                    "mean_position",
                                    "mean from 0 to 100",
                                    "Σ position ÷ n",
                                    "The mean of where answers stand on their own scales, from 0 for the worst score to 100 for the best: (score − lowest) ÷ (highest − lowest) × 100, to the sixth decimal.",
                                    "Answers on any scale can be taken together, whatever the question calls positive.",
                                    "Who may choose among ten scores chooses otherwise than among five; a mean on the scale itself is easier to read.")
                            .since(LocalDate.of(2026, 12, 1))
                            .in(Unit.SCORE)
                            .by(Reads.of(Measure.CSAT_POSITION, Measure.CSAT_ANSWERS), Csat::meanPosition)));

    @Override
    public MetricInfo info() {
        return INFO;
    }

    /// @param id of the definition
    /// @param high the best score of the scale, which begins with 1
    /// @param since the day of its first version
    private static Definition mean(
            String id, int high, LocalDate since, Measure answers, Measure score, AnswerPoints points) {
        String scale = "from 1 to " + high;
        String best = high - 1 + " and " + high;
        return Definition.first(
                        id,
                        "mean " + scale,
                        "Σ score ÷ n",
                        "The mean score of answers to satisfaction questions on a scale " + scale
                                + ", turned where a low score is the good one.",
                        "It also moves when contentment moves between " + best + ".",
                        "Answers on other scales are left out, and the distance from 3 to 4 need not be that from 4 to 5.")
                .since(since)
                .in(Unit.SCORE)
                .by(new Formula.Answers(
                        new Formula.Counted("Σ score", "scores added up", "scores added up", score),
                        answers("answers on a scale " + scale, answers),
                        points,
                        false,
                        "Nobody answered a satisfaction question on a scale " + scale + " in the period.",
                        List.of(Uncounted.rest(Measure.CSAT_ANSWERS, answers, "answers on other scales"))));
    }

    private static Calculation meanPosition(MeasureReader readings) {
        Term positions = new Term(
                "Σ position",
                "positions from 0 to 100 added up",
                Unit.NUMBER.ofStored(readings.sum(Measure.CSAT_POSITION)),
                Unit.NUMBER);
        return Calculations.mean(
                positions,
                ANSWERS.term(readings),
                NOBODY,
                List.of(),
                new DrillThrough.Answers(positions.id(), AnswerPoints.CSAT_POSITION));
    }

    private static Formula.Counted answers(String name, Measure measure) {
        return new Formula.Counted("n", name, "answers", measure);
    }

    private static Calculation latest(MeasureReader readings) {
        return Respondents.calculate(
                AnswerPoints.CSAT_POSITIVE,
                readings.sum(Measure.CSAT_ANSWERS),
                readings,
                latest -> latest(latest, readings));
    }

    private static Calculation latest(Respondents latest, MeasureReader readings) {
        Term answers = Calculations.count("n", "latest answers", latest.count());
        return Calculations.sampledShare(
                Calculations.count("P", "positive ones", latest.sum()),
                answers,
                Calculations.written(answers) + " " + answers.name(),
                NOBODY,
                List.of(latest.earlier(readings.sum(Measure.CSAT_ANSWERS))),
                latest.drillThrough(new TermId("P")));
    }
}
