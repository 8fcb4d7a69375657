package io.keepwell.core.metric.voice;

import io.keepwell.core.ledger.Measure;
import io.keepwell.core.metric.AnswerPoints;
import io.keepwell.core.metric.Calculation;
import io.keepwell.core.metric.Calculations;
import io.keepwell.core.metric.Definition;
import io.keepwell.core.metric.DrillThrough;
import io.keepwell.core.metric.Exclusion;
import io.keepwell.core.metric.Interval;
import io.keepwell.core.metric.Metric;
import io.keepwell.core.metric.MetricId;
import io.keepwell.core.metric.MetricInfo;
import io.keepwell.core.metric.Reading;
import io.keepwell.core.metric.Reads;
import io.keepwell.core.metric.Term;
import io.keepwell.core.metric.TermId;
import io.keepwell.core.metric.Unit;
import io.keepwell.core.metric.ValueFormat;
import io.keepwell.core.rollup.cell.NpsGroup;
import io.keepwell.core.rollup.read.MeasureReader;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// voice.nps: Net Promoter Score (Reichheld 2003), −100 to 100.
///
/// Its interval is that of a difference of two shares of one sample by Bonett and Price (2012): with one
/// promoter and one detractor more, p and d being their shares of then n answers, it is
/// p − d ± 1.96 × √((p + d − (p − d)²) ÷ n).
@Singleton
final class Nps implements Metric {
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private static final Reads READS = Reads.of(Arrays.stream(NpsGroup.values())
            .flatMap(group -> Stream.of(group.measure(0), group.measure(1)))
            .collect(Collectors.toUnmodifiableSet()));

    /// Of scores of answers from 0 to 10.
    private static final List<Reading> READINGS = List.of(Reading.above(0, "good"), Reading.above(50, "excellent"));

    private static final MetricInfo INFO = new MetricInfo(
            new MetricId("voice.nps"),
            "Net Promoter Score",
            "Voice of the customer",
            MetricInfo.Kind.OUTCOME,
            Unit.SCORE,
            MetricInfo.Better.HIGHER,
            "Promoters less detractors, of all who answered how likely they are to recommend the firm.",
            List.of(
                    Definition.first(
                                    "zero_to_ten",
                                    "scale 0 to 10",
                                    "(P − D) ÷ n × 100",
                                    "Share of answers of 9 and 10 less the share of answers of 0 to 6, to NPS questions on a scale from 0 to 10.",
                                    "It is how the score is defined, and what others publish.",
                                    "With few answers chance moves it by much: mind the interval.")
                            .asBy("Reichheld, The One Number You Need to Grow, Harvard Business Review 81 (2003) 46.")
                            .readAs(READINGS)
                            .within(Interval.Method.BONETT_PRICE)
                            .by(READS, readings -> calculate(0, AnswerPoints.NPS_ZERO_TO_TEN, readings)),
                    Definition.first(
                                    "one_to_ten",
                                    "scale 1 to 10",
                                    "(P − D) ÷ n × 100",
                                    "The same cuts for NPS questions on a scale from 1 to 10.",
                                    "Some survey tools have no 0; their answers are kept apart rather than mixed in.",
                                    "Not to be compared with scores from 0 to 10: who would say 0 must say 1.")
                            .within(Interval.Method.BONETT_PRICE)
                            .by(READS, readings -> calculate(1, AnswerPoints.NPS_ONE_TO_TEN, readings)),
                    Definition.first(
                                    "latest",
                                    "latest answers, 0 to 10",
                                    "(P − D) ÷ n × 100",
                                    "As on the scale 0 to 10." + Respondents.WORDS,
                                    Respondents.WHY,
                                    Respondents.LIMITS)
                            .since(LocalDate.of(2026, 11, 30))
                            .readAs(READINGS)
                            .within(Interval.Method.BONETT_PRICE)
                            .by(READS, Nps::latest),
                    Definition.first(
                                    "of_asked",
                                    "of all asked, 0 to 10",
                                    "(P − D) ÷ (n + closed) × 100",
                                    "As on the scale 0 to 10, of all who were asked: questions that were shown and closed without an answer (`survey_dismissal`) are in the base, and neither promote nor detract.",
                                    "A score of few answers among many asked is no louder than those who gave them.",
                                    "It is lower in size than the score of answers, and not to be compared with what others publish. It needs a survey tool that reports who closed a question; who never saw it isn't counted. There is none where nobody answered.")
                            .since(LocalDate.of(2026, 12, 1))
                            .within(Interval.Method.BONETT_PRICE)
                            .by(READS.and(Measure.NPS_DISMISSED), Nps::ofAsked),
                    Definition.first(
                                    "mean",
                                    "mean from 0 to 10",
                                    "Σ score ÷ n",
                                    "The mean of answers to NPS questions on a scale from 0 to 10, from 0 to 10 itself.",
                                    "It also moves when answers move within a group, from 2 to 6 say, and needs fewer answers to show a change.",
                                    "It is no Net Promoter Score, and not to be compared with one: it runs from 0 to 10.")
                            .since(LocalDate.of(2026, 12, 1))
                            .by(READS.and(Measure.NPS_SCORE), Nps::mean)));

    @Override
    public MetricInfo info() {
        return INFO;
    }

    private static Calculation latest(MeasureReader readings) {
        return Respondents.calculate(
                AnswerPoints.NPS_ZERO_TO_TEN,
                answers(0, readings),
                readings,
                latest -> calculate(
                        0,
                        latest.count(points -> points > 0),
                        latest.count(points -> points == 0),
                        latest.count(points -> points < 0),
                        List.of(latest.earlier(answers(0, readings)), otherScale(0, readings)),
                        latest.drillThrough(new TermId("P − D"))));
    }

    private static Calculation calculate(int scaleLow, AnswerPoints points, MeasureReader readings) {
        return calculate(
                scaleLow,
                readings.sum(NpsGroup.PROMOTER.measure(scaleLow)),
                readings.sum(NpsGroup.PASSIVE.measure(scaleLow)),
                readings.sum(NpsGroup.DETRACTOR.measure(scaleLow)),
                List.of(otherScale(scaleLow, readings)),
                new DrillThrough.Answers(new TermId("P − D"), points));
    }

    /// As the score of answers, with those who closed the question among the ones who neither promote nor detract.
    private static Calculation ofAsked(MeasureReader readings) {
        long promoters = readings.sum(NpsGroup.PROMOTER.measure(0));
        long detractors = readings.sum(NpsGroup.DETRACTOR.measure(0));
        long answers = answers(0, readings);
        long asked = answers + readings.sum(Measure.NPS_DISMISSED);
        Term p = promoters(promoters);
        Term d = detractors(0, detractors);
        Term n = Calculations.count(TermId.NPS_ANSWERS, "answers", answers);
        Term closed = Calculations.count("closed", "questions closed without an answer", asked - answers);
        Term difference = difference(promoters, detractors);
        return new Calculation(
                answers == 0
                        ? Calculations.noBase("Nobody answered an NPS question on this scale in the period.")
                        : Calculations.value(share(promoters - detractors, asked)),
                Calculations.base(asked, "people asked"),
                answers == 0
                        ? ""
                        : "(" + Calculations.written(p) + " − " + Calculations.written(d) + ") ÷ ("
                                + Calculations.written(n) + " + " + Calculations.written(closed) + ") × 100",
                List.of(difference, p, d, n, closed),
                List.of(otherScale(0, readings)),
                answers == 0 ? Optional.empty() : Optional.of(Interval.ofDifference(promoters, detractors, asked)),
                new DrillThrough.Answers(difference.id(), AnswerPoints.NPS_ZERO_TO_TEN));
    }

    private static Term promoters(long promoters) {
        return Calculations.count(TermId.NPS_PROMOTERS, "promoters (9 and 10)", promoters);
    }

    private static Term detractors(int scaleLow, long detractors) {
        return Calculations.count(TermId.NPS_DETRACTORS, "detractors (" + scaleLow + " to 6)", detractors);
    }

    private static Term difference(long promoters, long detractors) {
        return Calculations.count("P − D", "promoters less detractors", promoters - detractors);
    }

    private static Calculation mean(MeasureReader readings) {
        Term scores = Calculations.count("Σ score", "scores added up", readings.sum(Measure.NPS_SCORE));
        return Calculations.mean(
                scores,
                Calculations.count(TermId.NPS_ANSWERS, "answers", answers(0, readings)),
                "Nobody answered an NPS question on this scale in the period.",
                List.of(otherScale(0, readings)),
                new DrillThrough.Answers(scores.id(), AnswerPoints.NPS_SCORE));
    }

    private static Exclusion otherScale(int scaleLow, MeasureReader readings) {
        return new Exclusion("answers on the other scale", answers(1 - scaleLow, readings));
    }

    private static Calculation calculate(
            int scaleLow,
            long promoters,
            long passives,
            long detractors,
            List<Exclusion> exclusions,
            DrillThrough drillThrough) {
        long answers = promoters + passives + detractors;
        Term p = promoters(promoters);
        Term d = detractors(scaleLow, detractors);
        Term n = Calculations.count(TermId.NPS_ANSWERS, "answers", answers);
        Term passive = Calculations.count("passive", "passives (7 and 8)", passives);
        List<Term> terms = new ArrayList<>(List.of(difference(promoters, detractors), p, passive, d, n));
        String base = ValueFormat.count(answers) + " answers";
        if (answers == 0) {
            return new Calculation(
                    Calculations.noBase("Nobody answered an NPS question on this scale in the period."),
                    base,
                    "",
                    terms,
                    exclusions,
                    new DrillThrough.Nothing());
        }
        for (Term term : List.of(p, passive, d)) {
            terms.add(new Term(
                    term.symbol() + " ÷ n",
                    "share of " + term.name(),
                    share(term.amount().longValueExact(), answers),
                    Unit.PERCENT));
        }
        terms.add(new Term(
                "s",
                "standard error of the score, with one promoter and one detractor more",
                Interval.standardError(promoters, detractors, answers),
                Unit.SCORE));
        return new Calculation(
                Calculations.value(share(promoters - detractors, answers)),
                base,
                "(" + Calculations.written(p) + " − " + Calculations.written(d) + ") ÷ " + Calculations.written(n)
                        + " × 100",
                terms,
                exclusions,
                Optional.of(Interval.ofDifference(promoters, detractors, answers)),
                drillThrough);
    }

    private static long answers(int scaleLow, MeasureReader readings) {
        return Arrays.stream(NpsGroup.values())
                .mapToLong(group -> readings.sum(group.measure(scaleLow)))
                .sum();
    }

    private static BigDecimal share(long part, long whole) {
        return BigDecimal.valueOf(part)
                .multiply(HUNDRED)
                .divide(BigDecimal.valueOf(whole), Calculations.SCALE, RoundingMode.HALF_EVEN);
    }
}
