package io.keepwell.core.rollup.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.core.fact.EventKey;
import io.keepwell.core.fact.SurveyAnswer;
import io.keepwell.core.fact.store.StoredFact;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LatestAnswersTest {
    private static final Instant NOON = Instant.parse("2026-03-05T12:00:00Z");

    private static Answer answer(int account, String respondent, int secondsLater, int score) {
        return answer(1, account, respondent, secondsLater, "why?", score);
    }

    private static Answer answer(
            int partner, int account, String respondent, int secondsLater, String question, int score) {
        SurveyAnswer fact = new SurveyAnswer(SurveyAnswer.Kind.NPS, 0, 10, score, respondent, question, "because");
        Instant at = NOON.plusSeconds(secondsLater);
        EventKey key = EventKey.of(account + respondent + secondsLater + question + score);
        return new Answer(new StoredFact<>(partner, key, account, LocalDate.of(2026, 3, 5), at, at, fact), 7);
    }

    private static List<Integer> scores(List<Answer> answers) {
        LatestAnswers latest = new LatestAnswers();
        answers.forEach(latest);
        return latest.all().orElseThrow().stream()
                .map(each -> each.answer().score())
                .sorted()
                .toList();
    }

    @Test
    void latest_of_each_respondent_counts_in_whatever_order_they_are_read() {
        List<Answer> answers = List.of(
                answer(1, "lee", 0, 3),
                answer(1, "lee", 5, 9),
                answer(2, "lee", 0, 4),
                answer(1, "", 0, 7),
                answer(1, "", 1, 8));

        assertThat(scores(answers)).containsExactly(4, 7, 8, 9);
        assertThat(scores(answers.reversed())).containsExactly(4, 7, 8, 9);
    }

    @Test
    void respondents_of_two_partners_and_answers_to_two_questions_are_two() {
        List<Answer> answers = List.of(
                answer(1, 1, "1", 0, "why?", 2),
                answer(2, 1, "1", 5, "why?", 3),
                answer(1, 1, "1", 6, "how?", 4),
                answer(1, 0, "1", 7, "why?", 5),
                answer(2, 0, "1", 8, "why?", 6),
                answer(2, 0, "1", 9, "why?", 10));

        assertThat(scores(answers)).containsExactly(2, 3, 4, 5, 10);
        assertThat(scores(answers.reversed())).containsExactly(2, 3, 4, 5, 10);
    }

    @Test
    void all_answers_at_the_latest_moment_count() {
        List<Answer> answers =
                List.of(answer(1, "lee", 0, 3), answer(1, "lee", 5, 9), answer(1, "lee", 5, 2), answer(1, "lee", 4, 1));

        assertThat(scores(answers)).containsExactly(2, 9);
        assertThat(scores(answers.reversed())).containsExactly(2, 9);
    }

    @Test
    void texts_are_not_held() {
        LatestAnswers latest = new LatestAnswers();
        latest.accept(answer(1, "lee", 0, 3));

        assertThat(latest.all().orElseThrow()).singleElement().satisfies(each -> {
            assertThat(each.answer().comment()).isEmpty();
            assertThat(each.slice()).isEqualTo(7);
        });
    }

    @Test
    void more_answers_than_are_gone_through_are_none() {
        LatestAnswers latest = new LatestAnswers();
        for (int i = 0; i < LatestAnswers.MOST; i++) {
            latest.accept(answer(1, "lee", i, 3));
        }
        assertThat(latest.all().orElseThrow()).hasSize(1);

        latest.accept(answer(1, "lee", LatestAnswers.MOST, 3));
        assertThat(latest.all()).isEmpty();
        latest.accept(answer(1, "kim", 0, 3));
        assertThat(latest.all()).isEmpty();
    }
}
