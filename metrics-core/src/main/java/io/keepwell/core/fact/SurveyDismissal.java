package io.keepwell.core.fact;

import java.util.List;

/// One question that was shown to one respondent, who closed it without an answer.
///
/// @param scaleLow the lowest answer that was offered
/// @param scaleHigh the highest one
/// @param respondentId may be empty, as may question, owner and ticketId
/// @param owner who was to be rated, where it isn't the account's owner
/// @param ticketId the support ticket that was asked about
public record SurveyDismissal(
        SurveyAnswer.Kind kind,
        int scaleLow,
        int scaleHigh,
        String respondentId,
        String question,
        String owner,
        String ticketId)
        implements Fact {
    public static final FactTable<SurveyDismissal> TABLE = new FactTable<>(
            SurveyDismissal.class,
            "survey_dismissal",
            24,
            List.of(
                    Column.code("kind", SurveyDismissal::kind),
                    Column.number("scale_low", SurveyDismissal::scaleLow),
                    Column.number("scale_high", SurveyDismissal::scaleHigh),
                    Column.text("respondent_id", SurveyDismissal::respondentId),
                    Column.text("question", SurveyDismissal::question),
                    Column.text("owner", SurveyDismissal::owner),
                    Column.text("ticket_id", SurveyDismissal::ticketId)),
            rows -> new SurveyDismissal(
                    Column.code(rows, "kind", SurveyAnswer.Kind.class),
                    rows.getInt("scale_low"),
                    rows.getInt("scale_high"),
                    rows.getString("respondent_id"),
                    rows.getString("question"),
                    rows.getString("owner"),
                    rows.getString("ticket_id")));

    @Override
    public FactTable<SurveyDismissal> table() {
        return TABLE;
    }

    @Override
    public Sentence sentence() {
        return Sentence.of(kind + " question closed without an answer").also(question);
    }

    public boolean isOnScale(int low, int high) {
        return scaleLow == low && scaleHigh == high;
    }
}
