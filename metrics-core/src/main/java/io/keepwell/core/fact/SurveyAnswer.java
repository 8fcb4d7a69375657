package io.keepwell.core.fact;

import io.keepwell.core.database.Coded;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/// One respondent's answer to one question.
///
/// @param score from scaleLow to scaleHigh
/// @param turned whether a low score is the good one
/// @param positiveFrom the lowest score, once turned, that counts as positive; 0 where the question doesn't
/// say
/// @param respondentId may be empty, as may question, comment, owner and ticketId
/// @param owner who was rated, where it isn't the account's owner
/// @param ticketId the support ticket that was asked about
public record SurveyAnswer(
        Kind kind,
        int scaleLow,
        int scaleHigh,
        int score,
        boolean turned,
        int positiveFrom,
        String respondentId,
        String question,
        String comment,
        String owner,
        String ticketId)
        implements Fact {
    public static final int LONGEST_QUESTION = 200;

    private static final BigDecimal BEST_POSITION = BigDecimal.valueOf(100_000_000);

    public static final FactTable<SurveyAnswer> TABLE = new FactTable<>(
            SurveyAnswer.class,
            "survey_answer",
            3,
            List.of(
                    Column.code("kind", SurveyAnswer::kind),
                    Column.number("scale_low", SurveyAnswer::scaleLow),
                    Column.number("scale_high", SurveyAnswer::scaleHigh),
                    Column.number("score", SurveyAnswer::score).summed(),
                    Column.flag("turned", SurveyAnswer::turned),
                    Column.number("positive_from", SurveyAnswer::positiveFrom),
                    Column.text("respondent_id", SurveyAnswer::respondentId),
                    Column.text("question", SurveyAnswer::question),
                    Column.largeText("comment", SurveyAnswer::comment),
                    Column.text("owner", SurveyAnswer::owner),
                    Column.text("ticket_id", SurveyAnswer::ticketId)),
            rows -> new SurveyAnswer(
                    Column.code(rows, "kind", Kind.class),
                    rows.getInt("scale_low"),
                    rows.getInt("scale_high"),
                    rows.getInt("score"),
                    Column.flag(rows, "turned"),
                    rows.getInt("positive_from"),
                    rows.getString("respondent_id"),
                    rows.getString("question"),
                    rows.getString("comment"),
                    rows.getString("owner"),
                    rows.getString("ticket_id")));

    public SurveyAnswer {
        if (score < scaleLow || score > scaleHigh) {
            throw new IllegalArgumentException(
                    "score " + score + " is not on the scale " + scaleLow + " to " + scaleHigh);
        }
    }

    public SurveyAnswer(
            Kind kind, int scaleLow, int scaleHigh, int score, String respondentId, String question, String comment) {
        this(kind, scaleLow, scaleHigh, score, false, 0, respondentId, question, comment, "", "");
    }

    @Override
    public FactTable<SurveyAnswer> table() {
        return TABLE;
    }

    @Override
    public Sentence sentence() {
        return Sentence.of(kind + " answer: " + score + " on " + scaleLow + " to " + scaleHigh)
                .also(question);
    }

    /// The score with more always being better.
    public int turnedScore() {
        return turned ? scaleLow + scaleHigh - score : score;
    }

    /// Where it stands on its scale, turned, in millionths: 0 for the worst score, 100,000,000 (100) for the best.
    /// Rounded half to even where it doesn't come out even, such as for 2 of 1 to 4.
    public int positionMicros() {
        return BigDecimal.valueOf(turnedScore() - (long) scaleLow)
                .multiply(BEST_POSITION)
                .divide(BigDecimal.valueOf(scaleHigh - (long) scaleLow), 0, RoundingMode.HALF_EVEN)
                .intValueExact();
    }

    /// Whether it counts as positive: from the score that the question names, or else above the middle of the scale: 4
    /// and 5 of 1 to 5, 6 to 10 of 1 to 10.
    public boolean isPositive() {
        return positiveFrom > 0 ? turnedScore() >= positiveFrom : 2 * turnedScore() > scaleLow + scaleHigh;
    }

    /// Whether its scale has so many scores that the two best of them say something.
    public boolean isGraded() {
        return scaleHigh - scaleLow >= 2;
    }

    /// Whether it is one of the two best scores of its scale.
    public boolean isTopTwo() {
        return turnedScore() >= scaleHigh - 1;
    }

    public boolean isOnScale(int low, int high) {
        return scaleLow == low && scaleHigh == high;
    }

    /// What was asked about. The code is what is stored and never changes.
    public enum Kind implements Coded {
        NPS(1),
        CSAT(2),
        CES(3);

        private final int code;

        Kind(int code) {
            this.code = code;
        }

        @Override
        public int code() {
            return code;
        }
    }
}
