package io.keepwell.core.metric.voice;

import io.keepwell.core.metric.AnswerPoints;
import io.keepwell.core.metric.Calculation;
import io.keepwell.core.metric.DrillThrough;
import io.keepwell.core.metric.Exclusion;
import io.keepwell.core.metric.Outcome;
import io.keepwell.core.metric.TermId;
import io.keepwell.core.metric.ValueFormat;
import io.keepwell.core.rollup.read.LatestAnswers;
import io.keepwell.core.rollup.read.MeasureReader;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;

/// The latest answer of each respondent to each question in a period, with its points: who answers twice counts
/// once. Answers without a respondent count one by one.
final class Respondents {
    /// What such a definition says of it.
    static final String WORDS =
            " Of each respondent's answers to one question only the latest in the period counts, and of several at that moment all. Respondents of two accounts or two partners are two; an answer that names no respondent counts by itself.";

    static final String WHY = "Who sends an answer in two parts, or is asked each week, counts once.";
    static final String LIMITS =
            "It can't be added up over periods: who answers in two of them counts once in both together. There is none where the firm got more than "
                    + ValueFormat.count(LatestAnswers.MOST) + " such answers in the period.";

    private final AnswerPoints points;
    private final List<LatestAnswers.Latest> answers;
    private final List<Integer> given;

    private Respondents(AnswerPoints points, List<LatestAnswers.Latest> answers) {
        this.points = points;
        this.answers = answers.stream()
                .filter(answer -> points.of(answer.answer()).isPresent())
                .toList();
        this.given = this.answers.stream()
                .map(answer -> points.of(answer.answer()).orElseThrow())
                .toList();
    }

    /// @param given answers that have points in the slice and period, whoever gave them
    /// @param figure from the latest answers that have points
    static Calculation calculate(
            AnswerPoints points, long given, MeasureReader readings, Function<Respondents, Calculation> figure) {
        if (given > LatestAnswers.MOST) {
            return tooMany();
        }
        return readings.latestAnswers(points.asked())
                .map(each -> figure.apply(new Respondents(points, each)))
                .orElseGet(Respondents::tooMany);
    }

    private static Calculation tooMany() {
        return new Calculation(
                new Outcome.Unavailable(
                        Outcome.Reason.TOO_MANY,
                        "The firm got more than " + ValueFormat.count(LatestAnswers.MOST)
                                + " such answers in the period, too many to tell who answered twice: ask for a shorter one."),
                "",
                "",
                List.of(),
                List.of(),
                new DrillThrough.Nothing());
    }

    long count() {
        return given.size();
    }

    long count(IntPredicate which) {
        return given.stream().mapToInt(Integer::intValue).filter(which).count();
    }

    long sum() {
        return given.stream().mapToLong(Integer::longValue).sum();
    }

    /// @param all answers that have points, whoever gave them
    Exclusion earlier(long all) {
        // Answers are read as they come in, and what all of them come to is counted a little later.
        return new Exclusion("earlier answers of the same respondents", Math.max(0, all - count()));
    }

    DrillThrough drillThrough(TermId standsFor) {
        Set<LatestAnswers.AnswerId> ids =
                answers.stream().map(LatestAnswers.Latest::id).collect(Collectors.toUnmodifiableSet());
        return new DrillThrough.SomeAnswers(standsFor, points, ids);
    }
}
