package io.keepwell.importing.guess;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// Answers to surveys.
record Surveys(GuessedTable table, MappingText text) {
    private static final int MOST_WORDS = 11;
    private static final String ANSWERED = "submit|submitted|end|ended|completed|responded|answered|rated|finished"
            + "|eingereicht|beantwortet|abgeschlossen|soumis|repondu|enviado|respondido";
    private static final String ASKED = "sent|invited|invitation|delivered|start|started|begin|begun|versendet|gesendet"
            + "|verschickt|eingeladen|beginn|envoye|invite|debut|inicio";

    /// A column of answers.
    ///
    /// @param texts what its cells mean, where they aren't numbers
    /// @param unknown texts of which nobody knows what they mean
    /// @param scale on which texts without a number are
    record Score(SampledColumn column, List<String> texts, List<String> unknown, Optional<ScoreWords.Scale> scale) {
        Optional<Integer> number(String text) {
            return ScoreWords.number(text)
                    .or(() -> scale.flatMap(
                            words -> Optional.ofNullable(words.values().get(Role.words(text)))));
        }

        int least() {
            return known().stream()
                    .flatMap(text -> number(text).stream())
                    .min(Integer::compare)
                    .orElse(0);
        }

        int most() {
            return known().stream()
                    .flatMap(text -> number(text).stream())
                    .max(Integer::compare)
                    .orElse(0);
        }

        private List<String> known() {
            return texts.isEmpty() ? column.distinct() : texts;
        }

        String said() {
            return texts.isEmpty()
                    ? Text.column(column)
                    : "{from: " + Text.column(column) + ", words: {"
                            + texts.stream()
                                    .map(each -> Text.quoted(each) + ": \""
                                            + number(each).orElseThrow() + "\"")
                                    .collect(Collectors.joining(", "))
                            + "}}" + MappingText.CHECK + "is each answer its number?";
        }
    }

    List<Score> scores() {
        return table.columns().stream()
                .filter(column -> column.is(Role.SCORE) && !column.isTime() && !column.isEmpty())
                .flatMap(column -> score(column).stream())
                .toList();
    }

    private static Optional<Score> score(SampledColumn column) {
        List<String> distinct = column.distinct();
        if (column.isWhole()) {
            boolean fits = distinct.stream()
                    .allMatch(cell -> ScoreWords.number(cell).isPresent() && !SampledColumn.isNegative(cell));
            return fits ? Optional.of(new Score(column, List.of(), List.of(), Optional.empty())) : Optional.empty();
        }
        Optional<ScoreWords.Scale> scale = ScoreWords.scale(distinct);
        Score all = new Score(column, distinct, List.of(), scale);
        List<String> known =
                distinct.stream().filter(each -> all.number(each).isPresent()).toList();
        List<String> unknown =
                distinct.stream().filter(each -> all.number(each).isEmpty()).toList();
        return distinct.size() <= MOST_WORDS && !known.isEmpty() && unknown.size() < known.size()
                ? Optional.of(new Score(column, known, unknown, scale))
                : Optional.empty();
    }

    void answer(Score score, boolean several) {
        SampledColumn column = score.column();
        List<String> fields = new ArrayList<>();
        boolean nps = column.is(Role.NPS) || (score.most() > 7 && !column.is(Role.EFFORT));
        if (nps) {
            fields.add("kind: NPS"
                    + (column.is(Role.NPS)
                            ? ""
                            : MappingText.CHECK + "the scale goes to 10; is it \"would you recommend us\"?"));
            fields.add("scale_low: 0"
                    + (score.least() > 0 ? MappingText.CHECK + "0, or 1 where the question begins at 1" : ""));
            fields.add("scale_high: 10");
        } else {
            scale(score, fields);
        }
        fields.add("score: " + score.said());
        text.label(fields, "comment", Role.COMMENT);
        table.first(each -> !each.isTime()
                        && each.is(Role.TICKET)
                        && each.words()
                                .matches("(ticket|case|conversation|vorgang|anfrage)( (id|nr|no|number|key|#))?"))
                .ifPresent(each -> fields.add("ticket_id: " + Text.column(each)));
        String part =
                several || !text.isEmpty() ? (nps ? "nps" : column.words().isEmpty() ? "score" : column.words()) : "";
        List<String> conditions = new ArrayList<>();
        if (column.hasGaps()) {
            conditions.add(MappingText.filled(column, true));
        }
        if (!score.unknown().isEmpty()) {
            conditions.add(MappingText.not(column.name(), score.unknown()));
        }
        text.event(
                "survey_answer",
                text.id(part.length() > 40 ? part.substring(0, 40) : part),
                answeredAt(column),
                conditions,
                fields,
                score.unknown().isEmpty()
                        ? ""
                        : MappingText.CHECK + "these answers are left out: "
                                + Text.shown(String.join(", ", score.unknown())));
    }

    private static void scale(Score score, List<String> fields) {
        SampledColumn column = score.column();
        fields.add("kind: " + (column.is(Role.EFFORT) ? "CES" : "CSAT"));
        long most = score.most();
        int low = score.scale().map(ScoreWords.Scale::low).orElse(score.least() == 0 ? 0 : 1);
        int high = score.scale().map(ScoreWords.Scale::high).orElse(most <= 1 ? 1 : most <= 5 ? 5 : most <= 7 ? 7 : 10);
        fields.add("scale_low: " + low + MappingText.CHECK + "the lowest answer that the question offers");
        fields.add("scale_high: " + high + MappingText.CHECK + "the highest one");
        if (column.is(Role.EFFORT)) {
            fields.add("turned: true" + MappingText.CHECK + "true where a low answer is the good one");
        }
    }

    /// A survey's row has a day on which somebody was asked, and one of the answer: only that counts. Rows without a
    /// score don't, so they may lack it.
    private Optional<SampledColumn> answeredAt(SampledColumn score) {
        Predicate<SampledColumn> time = SampledColumn::isTime;
        Predicate<SampledColumn> answered = time.and(column -> column.says(ANSWERED));
        Optional<SampledColumn> usual = table.whenItHappened();
        return table.first(answered.and(column -> column.isWhereverIs(score)))
                .or(() -> table.first(answered.and(
                        column -> column.cells().size() * 2L >= score.cells().size())))
                .or(() -> usual.filter(column -> !column.says(ASKED)))
                .or(() -> table.first(time.and(column -> !column.says(ASKED) && column.isWhereverIs(score))))
                .or(() -> usual);
    }
}
