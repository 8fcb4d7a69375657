package io.keepwell.core.metric;

import io.keepwell.core.fact.SurveyAnswer;
import io.keepwell.core.rollup.cell.NpsGroup;
import io.keepwell.core.rollup.read.LatestAnswers;
import java.util.Optional;

/// What a survey answer adds to a figure. An answer to another question or on another scale has no
/// points.
public enum AnswerPoints {
    /// 1 for a promoter, 0 for a passive, −1 for a detractor.
    NPS_ZERO_TO_TEN,
    NPS_ONE_TO_TEN,
    /// The score from 0 to 10.
    NPS_SCORE,
    /// 1 for a positive answer, else 0.
    CSAT_POSITIVE,
    /// 1 for one of the two best scores of a scale of three or more, else 0.
    CSAT_TOP_TWO,
    /// The score from 1 to 5, from 1 to 7, from 1 to 10.
    CSAT_FIVE,
    CSAT_SEVEN,
    CSAT_TEN,
    /// Where the score stands on its scale from 0 to 100, in millionths.
    CSAT_POSITION,
    /// The score from 1 to 7, 7 being easy.
    CES_SCORE,
    /// 1 for 5 to 7, else 0.
    CES_EASY;

    /// Answers that may have points.
    public LatestAnswers.Filter asked() {
        return switch (this) {
            case NPS_ZERO_TO_TEN, NPS_SCORE -> new LatestAnswers.Filter(SurveyAnswer.Kind.NPS, 0, 10);
            case NPS_ONE_TO_TEN -> new LatestAnswers.Filter(SurveyAnswer.Kind.NPS, 1, 10);
            case CSAT_POSITIVE, CSAT_TOP_TWO, CSAT_POSITION -> LatestAnswers.Filter.onAnyScale(SurveyAnswer.Kind.CSAT);
            case CSAT_FIVE -> new LatestAnswers.Filter(SurveyAnswer.Kind.CSAT, 1, 5);
            case CSAT_SEVEN -> new LatestAnswers.Filter(SurveyAnswer.Kind.CSAT, 1, 7);
            case CSAT_TEN -> new LatestAnswers.Filter(SurveyAnswer.Kind.CSAT, 1, 10);
            case CES_SCORE, CES_EASY -> new LatestAnswers.Filter(SurveyAnswer.Kind.CES, 1, 7);
        };
    }

    /// In what the points are.
    public Unit unit() {
        return this == CSAT_POSITION ? Unit.NUMBER : Unit.COUNT;
    }

    public Optional<Integer> of(SurveyAnswer answer) {
        return switch (this) {
            case NPS_ZERO_TO_TEN -> nps(answer, 0);
            case NPS_ONE_TO_TEN -> nps(answer, 1);
            case NPS_SCORE -> given(nps(answer, 0).isPresent(), answer.score());
            case CSAT_POSITIVE -> given(answer.kind() == SurveyAnswer.Kind.CSAT, answer.isPositive() ? 1 : 0);
            case CSAT_TOP_TWO ->
                given(answer.kind() == SurveyAnswer.Kind.CSAT && answer.isGraded(), answer.isTopTwo() ? 1 : 0);
            case CSAT_FIVE -> csat(answer, 5);
            case CSAT_SEVEN -> csat(answer, 7);
            case CSAT_TEN -> csat(answer, 10);
            case CSAT_POSITION -> given(answer.kind() == SurveyAnswer.Kind.CSAT, answer.positionMicros());
            case CES_SCORE -> given(isEffort(answer), answer.turnedScore());
            case CES_EASY -> given(isEffort(answer), answer.turnedScore() >= 5 ? 1 : 0);
        };
    }

    private static Optional<Integer> nps(SurveyAnswer answer, int scaleLow) {
        return NpsGroup.of(answer).filter(_ -> answer.scaleLow() == scaleLow).map(NpsGroup::points);
    }

    private static Optional<Integer> csat(SurveyAnswer answer, int high) {
        return given(answer.kind() == SurveyAnswer.Kind.CSAT && answer.isOnScale(1, high), answer.turnedScore());
    }

    private static boolean isEffort(SurveyAnswer answer) {
        return answer.kind() == SurveyAnswer.Kind.CES && answer.isOnScale(1, 7);
    }

    private static Optional<Integer> given(boolean counts, int points) {
        return counts ? Optional.of(points) : Optional.empty();
    }
}
