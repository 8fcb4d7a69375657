package io.keepwell.ingestion.mapping;

import io.keepwell.core.fact.Fact;
import io.keepwell.core.fact.SurveyAnswer;
import io.keepwell.core.fact.SurveyDismissal;
import io.keepwell.ingestion.v1.ProblemReason;
import io.keepwell.ingestion.v1.SurveyKind;
import java.util.Optional;

/// What became of survey questions, whose fields depend on their scale.
final class SurveyMapping {
    private static final int HIGHEST_SCORE = 100;
    private static final int NPS_HIGH = 10;
    private static final Choices<SurveyAnswer.Kind> KINDS =
            Choices.of(SurveyKind.getDescriptor(), SurveyAnswer.Kind.class);

    private SurveyMapping() {}

    static Optional<Fact> answer(Fields fields, io.keepwell.ingestion.v1.SurveyAnswer message) {
        SurveyAnswer.Kind kind = fields.choice("kind", message.getKindValue(), KINDS);
        int low = fields.inRange("scale_low", message.getScaleLow(), 0, HIGHEST_SCORE);
        int high = fields.inRange("scale_high", message.getScaleHigh(), 1, HIGHEST_SCORE);
        checkScale(fields, kind, message.getScaleLow(), message.getScaleHigh());
        if (kind == SurveyAnswer.Kind.NPS) {
            checkNps(fields, message);
        }
        int score = fields.inRange("score", message.getScore(), low, high);
        int positiveFrom = message.hasPositiveFrom()
                ? fields.inRange("positive_from", message.getPositiveFrom(), Math.max(low, 1), high)
                : 0;
        String respondent = fields.id("respondent_id", message.getRespondentId());
        String question = fields.line("question", message.getQuestion(), SurveyAnswer.LONGEST_QUESTION);
        String comment = fields.text("comment", message.getComment());
        String owner = fields.label("owner", message.getOwner());
        String ticket = fields.id("ticket_id", message.getTicketId());
        return fields.whole(() -> new SurveyAnswer(
                kind,
                low,
                high,
                score,
                message.getTurned(),
                positiveFrom,
                respondent,
                question,
                comment,
                owner,
                ticket));
    }

    static Optional<Fact> dismissal(Fields fields, io.keepwell.ingestion.v1.SurveyDismissal message) {
        SurveyAnswer.Kind kind = fields.choice("kind", message.getKindValue(), KINDS);
        int low = fields.inRange("scale_low", message.getScaleLow(), 0, HIGHEST_SCORE);
        int high = fields.inRange("scale_high", message.getScaleHigh(), 1, HIGHEST_SCORE);
        checkScale(fields, kind, message.getScaleLow(), message.getScaleHigh());
        String respondent = fields.id("respondent_id", message.getRespondentId());
        String question = fields.line("question", message.getQuestion(), SurveyAnswer.LONGEST_QUESTION);
        String owner = fields.label("owner", message.getOwner());
        String ticket = fields.id("ticket_id", message.getTicketId());
        return fields.whole(() -> new SurveyDismissal(kind, low, high, respondent, question, owner, ticket));
    }

    private static void checkScale(Fields fields, SurveyAnswer.Kind kind, int low, int high) {
        fields.refuseIf(low >= high, "scale_high", "It must be above scale_low.");
        if (kind == SurveyAnswer.Kind.NPS && (high != NPS_HIGH || low < 0 || low > 1)) {
            fields.refuse(
                    "scale_high",
                    ProblemReason.PROBLEM_REASON_OUT_OF_RANGE,
                    "An NPS question is asked on the scale 0 to 10 or 1 to 10.");
        }
    }

    private static void checkNps(Fields fields, io.keepwell.ingestion.v1.SurveyAnswer message) {
        fields.refuseIf(message.getTurned(), "turned", "An NPS question is never turned: 10 is the good end.");
        fields.refuseIf(
                message.hasPositiveFrom(), "positive_from", "An NPS question has the cuts of the score itself.");
    }
}
