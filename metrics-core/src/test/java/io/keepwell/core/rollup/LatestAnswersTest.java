package io.keepwell.core.rollup;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.core.fact.EventKey;
import io.keepwell.core.fact.StoredFact;
import io.keepwell.core.fact.SurveyAnswer;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LatestAnswersTest {
    private static final Instant NOON = Instant.parse("2026-03-05T12:00:00Z");

    private static Answer answer(int account, String respondent, int secondsLater, int low, int score) {
        SurveyAnswer fact = new SurveyAnswer(SurveyAnswer.Kind.NPS, low, 10, score, respondent, "why?", "because");
        Instant at = NOON.plusSeconds(secondsLater);
        EventKey key = EventKey.of(account + respondent + secondsLater + low + score);
        return new Answer(new StoredFact<>(1, key, account, LocalDate.of(2026, 3, 5), at, at, fact), 7);
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
    void latest_of_each_respondent_and_scale_counts_in_whatever_order_they_are_read() {
        List<Answer> answers = List.of(
                answer(1, "lee", 0, 0, 3),
                answer(1, "lee", 5, 0, 9),
                answer(1, "lee", 9, 1, 5),
                answer(2, "lee", 0, 0, 4),
                answer(1, "", 0, 0, 7),
                answer(1, "", 1, 0, 8));

        assertThat(scores(answers)).containsExactly(4, 5, 7, 8, 9);
        assertThat(scores(answers.reversed())).containsExactly(4, 5, 7, 8, 9);
    }

    @Test
    void texts_are_not_held() {
        LatestAnswers latest = new LatestAnswers();
        latest.accept(answer(1, "lee", 0, 0, 3));

        assertThat(latest.all().orElseThrow()).singleElement().satisfies(each -> {
            assertThat(each.answer().comment()).isEmpty();
            assertThat(each.slice()).isEqualTo(7);
        });
    }

    @Test
    void more_respondents_than_can_be_held_are_none() {
        LatestAnswers latest = new LatestAnswers();
        for (int account = 1; account <= LatestAnswers.MOST; account++) {
            latest.accept(answer(account, "lee", 0, 0, 3));
        }
        assertThat(latest.all()).isPresent();

        latest.accept(answer(LatestAnswers.MOST + 1, "lee", 0, 0, 3));
        assertThat(latest.all()).isEmpty();
        latest.accept(answer(1, "kim", 0, 0, 3));
        assertThat(latest.all()).isEmpty();
    }
}
