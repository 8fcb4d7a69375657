package io.keepwell.ingestion.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.client.PartnerClient;
import io.keepwell.core.database.Database;
import io.keepwell.core.fact.CsmSentiment;
import io.keepwell.core.fact.Fact;
import io.keepwell.core.fact.Sentence;
import io.keepwell.core.fact.store.FactReader;
import io.keepwell.core.fact.store.StoredFact;
import io.keepwell.core.identity.Identity;
import io.keepwell.core.suite.UsesDatabase;
import io.keepwell.ingestion.Messages;
import io.keepwell.ingestion.TestIngestion;
import io.keepwell.ingestion.v1.Disposition;
import io.keepwell.ingestion.v1.Event;
import io.keepwell.ingestion.v1.EventAnswer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What a CSM thinks of a customer, from a partner's call to the account's timeline.
@UsesDatabase
final class CsmSentimentTest {
    private static final String MARCH = "2026-03-05T12:00:00Z";

    @AutoClose
    private static final TestIngestion ingestion = TestIngestion.start();

    @AutoClose
    private static final PartnerClient client = ingestion.client();

    @BeforeEach
    void forget() throws InterruptedException {
        ingestion.awaitRefresh();
        ingestion.platform().forget();
    }

    @Test
    void sentiment_is_kept_as_it_was_sent_and_said_on_the_timeline() {
        assertThat(publish(sentiment("a", 70, "renews,\nfor sure", "Ana"), sentiment("b", 100, "", "")))
                .containsExactly("ACCEPTED", "ACCEPTED");

        assertThat(timeline("acme"))
                .containsExactlyInAnyOrder(
                        new CsmSentiment(70, "renews,\nfor sure", "Ana"), new CsmSentiment(100, "", ""));
        assertThat(timeline("acme").stream().map(CsmSentimentTest::said))
                .containsExactlyInAnyOrder(
                        "CSM sentiment: 70 of 100 · Ana · renews,\nfor sure", "CSM sentiment: 100 of 100");
    }

    @Test
    void zero_that_was_sent_is_a_value_and_a_missing_value_is_none() {
        Event nothing = sentiment("b", 0, "", "").toBuilder()
                .setCsmSentiment(
                        io.keepwell.ingestion.v1.CsmSentiment.newBuilder().setComment("lost?"))
                .build();

        assertThat(publish(sentiment("a", 0, "", ""), nothing))
                .containsExactly("ACCEPTED", "REJECTED csm_sentiment.value REQUIRED");
        assertThat(timeline("acme")).containsExactly(new CsmSentiment(0, "", ""));
    }

    @Test
    void value_off_the_scale_and_texts_too_long_are_rejected_by_the_paths_of_their_fields() {
        assertThat(publish(
                        sentiment("a", 101, "", ""),
                        sentiment("b", -1, "", ""),
                        sentiment("c", 50, "x".repeat(65_536), ""),
                        sentiment("d", 50, "", "x".repeat(65)),
                        sentiment("e", 50, "", "").toBuilder().clearAccountId().build()))
                .containsExactly(
                        "REJECTED csm_sentiment.value OUT_OF_RANGE",
                        "REJECTED csm_sentiment.value OUT_OF_RANGE",
                        "REJECTED csm_sentiment.comment TOO_LONG",
                        "REJECTED csm_sentiment.given_by TOO_LONG",
                        "REJECTED account_id REQUIRED");
        assertThat(ingestion.platform().rows("select count(*) from fact_csm_sentiment"))
                .containsExactly("0");
    }

    @Test
    void repeat_is_a_duplicate_and_the_same_id_with_another_value_a_conflict() {
        assertThat(publish(sentiment("a", 50, "", ""))).containsExactly("ACCEPTED");
        assertThat(publish(sentiment("a", 50, "", ""), sentiment("a", 51, "", "")))
                .containsExactly("DUPLICATE", "REJECTED event_id CONFLICT");
    }

    @Test
    void sentiment_that_was_taken_back_or_corrected_still_stands_as_of_before() {
        publish(sentiment("a", 20, "", ""), sentiment("b", 60, "", ""));
        Instant before = ingestion.platform().clock().instant();
        ingestion.platform().clock().advance(Duration.ofSeconds(1));
        Event.Builder retraction = Messages.end("r", "", MARCH).toBuilder();
        retraction.getRetractionBuilder().setKind("csm_sentiment").setEventId("a");
        publish(
                retraction.build(),
                sentiment("c", 65, "", "").toBuilder().setCorrectsEventId("b").build());

        assertThat(values(Optional.empty())).containsExactly(65);
        assertThat(values(Optional.of(before))).containsExactlyInAnyOrder(20, 60);
    }

    @Test
    void values_are_added_up_for_the_partner_and_those_of_a_merged_account_are_the_primary_ones() {
        publish(sentiment("a", 20, "left", ""), sentiment("b", 60, "", ""));
        client.publish(List.of(Messages.answer("n", "acme inc", MARCH, 9, "")));

        assertThat(client.reconcile(LocalDate.parse("2026-03-05"), LocalDate.parse("2026-03-06"))
                        .getDaysList())
                .filteredOn(day -> day.getKind().equals("csm_sentiment"))
                .singleElement()
                .satisfies(day -> {
                    assertThat(day.getKept()).isEqualTo(2);
                    assertThat(day.getSums(0).getField()).isEqualTo("csm_sentiment.value");
                    assertThat(day.getSums(0).getSum()).isEqualTo("80");
                });
        ingestion
                .platform()
                .get(Identity.class)
                .merge(
                        ingestion.platform().account("acme inc"),
                        ingestion.platform().account("acme"),
                        "Bo",
                        "the same firm");
        assertThat(timeline("acme inc")).contains(new CsmSentiment(20, "left", ""), new CsmSentiment(60, "", ""));
    }

    private static Event sentiment(String id, int value, String comment, String givenBy) {
        Event.Builder event = Messages.end(id, "acme", MARCH).toBuilder();
        event.getCsmSentimentBuilder().setValue(value).setComment(comment).setGivenBy(givenBy);
        return event.build();
    }

    private static List<String> publish(Event... events) {
        return client.publish(List.of(events)).stream()
                .map(CsmSentimentTest::answer)
                .toList();
    }

    /// Such as `REJECTED csm_sentiment.value REQUIRED`.
    private static String answer(EventAnswer answer) {
        String disposition = answer.getDisposition().name().replace("DISPOSITION_", "");
        return answer.getDisposition() == Disposition.DISPOSITION_REJECTED
                ? disposition + " " + answer.getProblem().getField() + " "
                        + answer.getProblem().getReason().name().replace("PROBLEM_REASON_", "")
                : disposition;
    }

    private static List<Fact> timeline(String account) {
        int number = ingestion.platform().account(account);
        return ingestion.platform().get(FactReader.class).timeline(number, 10).stream()
                .<Fact>map(StoredFact::fact)
                .toList();
    }

    private static List<Integer> values(Optional<Instant> receivedUntil) {
        int number = ingestion.platform().account("acme");
        return ingestion
                .platform()
                .get(Database.class)
                .transaction(connection ->
                        FactReader.ofAccounts(connection, CsmSentiment.TABLE, List.of(number), receivedUntil))
                .stream()
                .map(stored -> stored.fact().value())
                .toList();
    }

    private static String said(Fact fact) {
        StringBuilder said = new StringBuilder();
        fact.sentence().pieces().forEach(piece -> said.append(((Sentence.Words) piece).text()));
        return said.toString();
    }
}
