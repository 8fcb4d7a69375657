package io.keepwell.ingestion.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.client.PartnerClient;
import io.keepwell.core.TestPlatform;
import io.keepwell.core.account.Dimension;
import io.keepwell.core.account.Slice;
import io.keepwell.core.metric.MetricValue;
import io.keepwell.core.suite.UsesDatabase;
import io.keepwell.ingestion.Messages;
import io.keepwell.ingestion.TestIngestion;
import io.keepwell.ingestion.v1.Disposition;
import io.keepwell.ingestion.v1.Event;
import io.keepwell.ingestion.v1.EventAnswer;
import io.keepwell.ingestion.v1.ProblemReason;
import io.keepwell.ingestion.v1.SurveyAnswer;
import io.keepwell.ingestion.v1.SurveyKind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Answers to surveys from a partner's message to the figure, over a real connection.
@UsesDatabase
final class SurveyAnswersTest {
    private static final String FROM = "2025-03-01";
    private static final String TO = "2025-04-01";

    @AutoClose
    private static final TestIngestion ingestion = TestIngestion.start();

    @AutoClose
    private static final PartnerClient client = ingestion.client();

    private static final TestPlatform platform = ingestion.platform();

    @BeforeEach
    void forget() throws InterruptedException {
        ingestion.awaitRefresh();
        platform.forget();
    }

    private static Event answer(String id, String account, int score, Consumer<SurveyAnswer.Builder> change) {
        Event.Builder event = Messages.answer(id, account, "2025-03-03T12:00:00Z", score, "").toBuilder();
        change.accept(event.getSurveyAnswerBuilder());
        return event.build();
    }

    private static List<String> reported(List<EventAnswer> answers) {
        return answers.stream()
                .map(answer -> answer.getDisposition() == Disposition.DISPOSITION_REJECTED
                        ? answer.getProblem().getField() + " "
                                + answer.getProblem().getReason()
                        : answer.getDisposition().toString())
                .toList();
    }

    @Test
    void answer_without_a_score_is_refused_instead_of_making_a_detractor() throws InterruptedException {
        List<EventAnswer> answers = client.publish(List.of(
                answer("a1", "K1", 10, _ -> {}),
                answer("a2", "K2", 9, _ -> {}),
                answer("a3", "K3", 8, _ -> {}),
                answer("a4", "K4", 0, each -> each.clearScore().setComment("closed the window before answering"))));
        ingestion.awaitRefresh();

        assertThat(reported(answers))
                .containsExactly(
                        "DISPOSITION_ACCEPTED",
                        "DISPOSITION_ACCEPTED",
                        "DISPOSITION_ACCEPTED",
                        "survey_answer.score " + ProblemReason.PROBLEM_REASON_REQUIRED);
        // (2 promoters − 0 detractors) ÷ 3 answers are 66.7.
        assertThat(nps().calculation().numbers()).isEqualTo("(2 − 0) ÷ 3 × 100");
        assertThat(nps().amount().orElseThrow()).isBetween(new BigDecimal("66.66"), new BigDecimal("66.67"));
    }

    @Test
    void score_of_zero_that_was_sent_is_a_detractor() throws InterruptedException {
        assertThat(reported(client.publish(List.of(answer("a1", "K1", 10, _ -> {}), answer("a2", "K2", 0, _ -> {})))))
                .containsOnly("DISPOSITION_ACCEPTED");
        ingestion.awaitRefresh();

        assertThat(nps().calculation().numbers()).isEqualTo("(1 − 1) ÷ 2 × 100");
    }

    @Test
    void question_without_its_lowest_answer_is_refused_instead_of_beginning_at_zero() throws InterruptedException {
        List<Event> events = new ArrayList<>();
        for (int score : List.of(3, 3, 5, 1)) {
            events.add(answer(
                    "c" + events.size(),
                    "K1",
                    score,
                    each -> each.setKind(SurveyKind.SURVEY_KIND_CSAT)
                            .clearScaleLow()
                            .setScaleHigh(5)));
        }

        List<EventAnswer> answers = client.publish(events);
        ingestion.awaitRefresh();

        assertThat(reported(answers))
                .hasSize(4)
                .containsOnly("survey_answer.scale_low " + ProblemReason.PROBLEM_REASON_REQUIRED);
        assertThat(client.validate(events)).isEqualTo(answers);
        assertThat(platform.figure("voice.csat", "positive_share", FROM, TO).amount())
                .isEmpty();
    }

    @Test
    void question_that_was_closed_counts_among_those_who_were_asked_until_it_is_taken_back()
            throws InterruptedException {
        Event closed = closed("d1", "K2");
        Event.Builder retraction = Messages.end("r1", "", "2025-03-04T12:00:00Z").toBuilder();
        retraction.getRetractionBuilder().setKind("survey_dismissal").setEventId("d1");

        assertThat(reported(client.publish(List.of(
                        answer("a1", "K1", 10, _ -> {}), closed, closed("d2", ""), without(closed("d3", "K1"))))))
                .containsExactly(
                        "DISPOSITION_ACCEPTED",
                        "DISPOSITION_ACCEPTED",
                        "DISPOSITION_ACCEPTED",
                        "survey_dismissal.scale_low " + ProblemReason.PROBLEM_REASON_REQUIRED);
        ingestion.awaitRefresh();
        assertThat(ofAsked()).isEqualTo("(1 − 0) ÷ (1 + 2) × 100");
        assertThat(nps().calculation().numbers()).isEqualTo("(1 − 0) ÷ 1 × 100");

        assertThat(reported(client.publish(List.of(closed, retraction.build()))))
                .containsExactly("DISPOSITION_DUPLICATE", "DISPOSITION_ACCEPTED");
        ingestion.awaitRefresh();
        assertThat(ofAsked()).isEqualTo("(1 − 0) ÷ (1 + 1) × 100");
    }

    private static Event closed(String id, String account) {
        Event.Builder event = Messages.end(id, account, "2025-03-03T12:00:00Z").toBuilder();
        event.getSurveyDismissalBuilder()
                .setKind(SurveyKind.SURVEY_KIND_NPS)
                .setScaleLow(0)
                .setScaleHigh(10);
        return event.build();
    }

    private static Event without(Event closed) {
        Event.Builder event = closed.toBuilder();
        event.getSurveyDismissalBuilder().clearScaleLow();
        return event.build();
    }

    private static String ofAsked() {
        return platform.figure("voice.nps", "of_asked", FROM, TO).calculation().numbers();
    }

    @Test
    void answer_that_nobody_known_gave_counts_for_the_firm_and_for_no_customer() throws InterruptedException {
        assertThat(reported(client.publish(List.of(
                        answer("a1", "K1", 10, _ -> {}),
                        answer("a2", "", 0, _ -> {}),
                        answer("a3", "", 9, each -> each.setOwner("Ana")),
                        Messages.start("s", "", "2025-03-03T12:00:00Z", "100.00", "EUR")))))
                .containsExactly(
                        "DISPOSITION_ACCEPTED",
                        "DISPOSITION_ACCEPTED",
                        "DISPOSITION_ACCEPTED",
                        "account_id " + ProblemReason.PROBLEM_REASON_REQUIRED);
        ingestion.awaitRefresh();

        assertThat(nps().calculation().numbers()).isEqualTo("(2 − 1) ÷ 3 × 100");
        assertThat(platform.figure("voice.nps", "zero_to_ten", FROM, TO, Slice.of(Dimension.OWNER, "Ana"))
                        .calculation()
                        .numbers())
                .isEqualTo("(1 − 0) ÷ 1 × 100");
        assertThat(platform.rows("select name from account")).containsExactly("K1");
    }

    private static MetricValue nps() {
        return platform.figure("voice.nps", "zero_to_ten", FROM, TO);
    }
}
