package io.keepwell.importing.guess;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Answers to surveys.
record Surveys(Table table, MappingText text) {
    List<Column> scores() {
        return table.columns().stream()
                .filter(column ->
                        column.is(Role.SCORE) && column.isWhole() && column.least() >= 0 && column.most() <= 10)
                .toList();
    }

    void answer(Column score, boolean several) {
        Optional<Column> time = score.is(Role.SCORE) ? answeredAt() : table.whenItHappened();
        List<String> fields = new ArrayList<>();
        long most = score.most();
        boolean nps = score.is(Role.NPS) || (most > 7 && !score.is(Role.EFFORT));
        if (nps) {
            fields.add("kind: NPS"
                    + (score.is(Role.NPS)
                            ? ""
                            : MappingText.CHECK + "the scale goes to 10; is it \"would you recommend us\"?"));
            fields.add("scale_low: 0"
                    + (score.least() > 0 ? MappingText.CHECK + "0, or 1 where the question begins at 1" : ""));
            fields.add("scale_high: 10");
        } else {
            fields.add("kind: " + (score.is(Role.EFFORT) ? "CES" : "CSAT"));
            fields.add("scale_low: " + (score.least() == 0 ? 0 : 1) + MappingText.CHECK
                    + "the lowest answer that the question offers");
            fields.add("scale_high: " + (most <= 1 ? 1 : most <= 5 ? 5 : most <= 7 ? 7 : 10) + MappingText.CHECK
                    + "the highest one");
            if (score.is(Role.EFFORT)) {
                fields.add("turned: true" + MappingText.CHECK + "true where a low answer is the good one");
            }
        }
        fields.add("score: " + Text.column(score));
        text.label(fields, "comment", Role.COMMENT);
        table.first(column -> column.is(Role.TICKET) && column.is(Role.ID) && !column.isTime())
                .ifPresent(column -> fields.add("ticket_id: " + Text.column(column)));
        String part =
                several || !text.isEmpty() ? (nps ? "nps" : score.words().isEmpty() ? "score" : score.words()) : "";
        text.event(
                "survey_answer",
                text.id(part.length() > 40 ? part.substring(0, 40) : part),
                time,
                score.hasGaps() ? List.of(MappingText.filled(score, true)) : List.of(),
                fields);
    }

    /// A survey's row has a start and an end: the answer is there at the end.
    private Optional<Column> answeredAt() {
        return table.first(column -> column.isTime()
                        && !column.hasGaps()
                        && (" " + column.words() + " ")
                                .matches(
                                        ".* (submit|submitted|end|ended|completed|responded|answered|beantwortet|soumis|enviado)"
                                            + " .*"))
                .or(table::whenItHappened);
    }
}
