package io.keepwell.core.fact;

/// One respondent's answer to one question.
///
/// @param score from scaleLow to scaleHigh
/// @param respondentId may be empty, as may question and comment
public record SurveyAnswer(
        Kind kind, int scaleLow, int scaleHigh, int score, String respondentId, String question, String comment)
        implements Fact {
    public static final int LONGEST_QUESTION = 200;
    public static final int LONGEST_COMMENT_BYTES = 65_535;

    public SurveyAnswer {
        if (score < scaleLow || score > scaleHigh) {
            throw new IllegalArgumentException(
                    "score " + score + " is not on the scale " + scaleLow + " to " + scaleHigh);
        }
    }

    /// What was asked about. The code is what is stored and never changes.
    public enum Kind {
        NPS(1),
        CSAT(2),
        CES(3);

        private final int code;

        Kind(int code) {
            this.code = code;
        }

        public int code() {
            return code;
        }

        public static Kind ofCode(int code) {
            for (Kind kind : values()) {
                if (kind.code == code) {
                    return kind;
                }
            }
            throw new IllegalArgumentException("no survey kind has the code " + code);
        }
    }
}
