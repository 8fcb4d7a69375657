package io.keepwell.core.metric.voice;

import io.keepwell.core.ledger.Measure;
import io.keepwell.core.metric.AnswerPoints;
import io.keepwell.core.metric.Calculation;
import io.keepwell.core.metric.Calculations;
import io.keepwell.core.metric.Definition;
import io.keepwell.core.metric.Exclusion;
import io.keepwell.core.metric.Formula;
import io.keepwell.core.metric.Interval;
import io.keepwell.core.metric.Metric;
import io.keepwell.core.metric.MetricId;
import io.keepwell.core.metric.MetricInfo;
import io.keepwell.core.metric.Reads;
import io.keepwell.core.metric.TermId;
import io.keepwell.core.metric.Uncounted;
import io.keepwell.core.metric.Unit;
import io.keepwell.core.rollup.read.MeasureReader;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;

/// voice.ces: how easy it was to get something done.
@Singleton
final class CustomerEffort implements Metric {
    private static final String NOBODY = "Nobody answered an effort question on a scale from 1 to 7 in the period.";
    private static final Formula.Counted ANSWERS =
            new Formula.Counted("n", "answers on a scale from 1 to 7", "answers", Measure.CES_ANSWERS);
    private static final Formula.Counted SCORES =
            new Formula.Counted("Σ score", "scores added up", "scores added up", Measure.CES_SCORE);
    private static final Formula.Counted EASY =
            new Formula.Counted("easy", "answers of 5 to 7", "answers of 5 to 7", Measure.CES_EASY);
    private static final List<Uncounted> OTHER_SCALES =
            List.of(new Uncounted(Measure.CES_OTHER_SCALES, "answers on other scales"));

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
                                    "Answers on other scales are left out, and very different experiences can have the same mean.")
                            .by(new Formula.Answers(
                                    SCORES, ANSWERS, AnswerPoints.CES_SCORE, false, NOBODY, OTHER_SCALES)),
                    Definition.first(
                                    "easy_share",
                                    "share of easy",
                                    "easy ÷ n × 100",
                                    "Answers of 5 to 7, of all answers to effort questions on a scale from 1 to 7.",
                                    "It reads as a share of people.",
                                    "A 5 counts like a 7.")
                            .in(Unit.PERCENT)
                            .within(Interval.Method.WILSON)
                            .by(new Formula.Answers(EASY, ANSWERS, AnswerPoints.CES_EASY, true, NOBODY, OTHER_SCALES)),
                    Definition.first(
                                    "latest",
                                    "mean of latest answers",
                                    "Σ score ÷ n",
                                    "As the mean from 1 to 7." + Respondents.WORDS,
                                    Respondents.WHY,
                                    Respondents.LIMITS)
                            .since(LocalDate.of(2026, 11, 30))
                            .by(Reads.of(Measure.CES_ANSWERS, Measure.CES_OTHER_SCALES), CustomerEffort::latest)));

    @Override
    public MetricInfo info() {
        return INFO;
    }

    private static Calculation latest(MeasureReader readings) {
        long all = readings.sum(Measure.CES_ANSWERS);
        List<Exclusion> otherScales = Uncounted.exclusions(OTHER_SCALES, readings);
        return Respondents.calculate(
                AnswerPoints.CES_SCORE,
                all,
                readings,
                latest -> Calculations.mean(
                        Calculations.count("Σ score", "scores added up", latest.sum()),
                        Calculations.count("n", "latest answers on a scale from 1 to 7", latest.count()),
                        NOBODY,
                        Stream.concat(Stream.of(latest.earlier(all)), otherScales.stream())
                                .toList(),
                        latest.drillThrough(new TermId("Σ score"))));
    }
}
