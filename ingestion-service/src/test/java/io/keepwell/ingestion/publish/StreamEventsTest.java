package io.keepwell.ingestion.publish;

import static io.keepwell.ingestion.v1.Disposition.DISPOSITION_ACCEPTED;
import static io.keepwell.ingestion.v1.Disposition.DISPOSITION_DUPLICATE;
import static io.keepwell.ingestion.v1.Disposition.DISPOSITION_REJECTED;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.rpc.RetryInfo;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.keepwell.core.access.KeyQuotas;
import io.keepwell.core.access.KeyTerms;
import io.keepwell.core.access.NewKey;
import io.keepwell.core.access.Partner;
import io.keepwell.core.access.PartnerKeys;
import io.keepwell.core.access.Scope;
import io.keepwell.core.database.TestDatabase;
import io.keepwell.core.suite.Eventually;
import io.keepwell.core.suite.Slow;
import io.keepwell.core.suite.UsesDatabase;
import io.keepwell.ingestion.Messages;
import io.keepwell.ingestion.RawStream;
import io.keepwell.ingestion.TestIngestion;
import io.keepwell.ingestion.v1.BatchAnswer;
import io.keepwell.ingestion.v1.BatchProblemReason;
import io.keepwell.ingestion.v1.Disposition;
import io.keepwell.ingestion.v1.Event;
import io.keepwell.ingestion.v1.EventAnswer;
import io.keepwell.ingestion.v1.StreamEventsRequest;
import io.keepwell.ingestion.v1.StreamOpened;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Streams of batches over a real connection, message by message.
@UsesDatabase
@Slow
final class StreamEventsTest {
    private static final String MARCH = "2026-03-05T12:00:00Z";

    @AutoClose
    private static final TestIngestion ingestion = TestIngestion.start();

    private static final String key = ingestion.key();

    @BeforeEach
    void forget() throws InterruptedException {
        ingestion.awaitRefresh();
        ingestion.platform().forget();
    }

    @Test
    void batches_are_answered_in_their_order_and_each_event_by_itself() throws InterruptedException {
        RawStream stream = open("");
        StreamOpened opened = stream.opened();
        for (int number = 1; number <= 20; number++) {
            stream.send(number, events("b" + number, 1 + number % 7));
        }
        stream.send(
                30,
                List.of(
                        Messages.answer("b1-0", "acme", MARCH, 9, "b1"),
                        Messages.answer("b1-0", "acme", MARCH, 3, "another"),
                        Messages.answer("new", "acme", MARCH, 77, ""),
                        Messages.answer("new", "acme", MARCH, 7, "")));
        stream.finish();

        assertThat(opened.getLastAnsweredBatchNumber()).isZero();
        assertThat(opened.getMostUnansweredBatches()).isEqualTo(4);
        for (int number = 1; number <= 20; number++) {
            BatchAnswer answer = stream.answer();
            assertThat(answer.getBatchNumber()).isEqualTo(number);
            assertThat(answer.hasProblem()).isFalse();
            assertThat(answer.getAnswersList())
                    .extracting(EventAnswer::getEventId)
                    .containsExactlyElementsOf(events("b" + number, 1 + number % 7).stream()
                            .map(Event::getEventId)
                            .toList());
            assertThat(dispositions(answer)).containsOnly(DISPOSITION_ACCEPTED);
        }
        assertThat(dispositions(stream.answer()))
                .containsExactly(
                        DISPOSITION_DUPLICATE, DISPOSITION_REJECTED, DISPOSITION_REJECTED, DISPOSITION_ACCEPTED);
        assertThat(stream.end().getStatus().getCode()).isEqualTo(Status.Code.OK);
    }

    @Test
    void batch_that_is_empty_or_too_large_is_refused_by_itself_and_the_stream_goes_on() throws InterruptedException {
        RawStream stream = open("");
        stream.opened();
        stream.send(1, List.of());
        stream.send(2, events("much", 1_001));
        stream.send(3, events("fine", 1_000));
        stream.finish();

        BatchAnswer empty = stream.answer();
        BatchAnswer large = stream.answer();
        BatchAnswer fine = stream.answer();

        assertThat(empty.getProblem().getReason()).isEqualTo(BatchProblemReason.BATCH_PROBLEM_REASON_EMPTY);
        assertThat(large.getProblem().getReason()).isEqualTo(BatchProblemReason.BATCH_PROBLEM_REASON_TOO_LARGE);
        assertThat(large.getProblem().getMessage()).contains("1,000");
        assertThat(large.getAnswersList()).isEmpty();
        assertThat(dispositions(fine)).hasSize(1_000).containsOnly(DISPOSITION_ACCEPTED);
        assertThat(stream.end().getStatus().getCode()).isEqualTo(Status.Code.OK);
        assertThat(kept()).isEqualTo(1_000);
    }

    @Test
    void no_more_is_taken_while_four_batches_are_unanswered() throws Exception {
        RawStream stream = open("");
        stream.opened();
        int sent;
        try (AutoCloseable _ = ingestion.holdAnswers()) {
            // 0.6 MB each: five of them, and what fits into the connection's buffers.
            AtomicInteger count = new AtomicInteger();
            Eventually.settled("batches that the service takes", Duration.ofSeconds(1), () -> {
                while (stream.isReady() && count.get() < 40) {
                    stream.send(count.incrementAndGet(), fat(count.get()));
                }
                return count.get();
            });
            sent = count.get();
            assertThat(sent).isBetween(5, 9);
            assertThat(stream.waiting()).as("answered before the commit").isZero();
        }
        for (int number = 1; number <= sent; number++) {
            BatchAnswer answer = stream.answer();
            assertThat(answer.getBatchNumber()).isEqualTo(number);
            assertThat(dispositions(answer)).containsExactly(DISPOSITION_ACCEPTED, DISPOSITION_REJECTED);
        }
        stream.finish();
        assertThat(stream.end().getStatus().getCode()).isEqualTo(Status.Code.OK);
    }

    private static List<Event> fat(int number) {
        return List.of(
                Messages.answer("m" + number, "acme", MARCH, 9, "x".repeat(60_000)),
                Event.newBuilder().setEventId("x".repeat(540_000)).build());
    }

    @Test
    void resumed_stream_goes_on_behind_the_last_answered_batch() throws InterruptedException {
        RawStream first = open("");
        first.opened();
        first.send(7, events("a", 3));
        first.send(12, events("b", 3));
        String afterSeven = first.answer().getResumeToken();
        String afterTwelve = first.answer().getResumeToken();
        first.cancel();

        RawStream second = open(afterSeven);
        assertThat(second.opened().getLastAnsweredBatchNumber()).isEqualTo(7);
        second.send(12, events("b", 3));
        assertThat(dispositions(second.answer())).containsOnly(DISPOSITION_DUPLICATE);

        RawStream third = open(afterTwelve);
        assertThat(third.opened().getLastAnsweredBatchNumber()).isEqualTo(12);
        third.send(12, events("b", 3));
        assertError(third.end(), Status.Code.INVALID_ARGUMENT, "BATCH_OUT_OF_ORDER");
        second.cancel();
        assertThat(kept()).isEqualTo(6);
    }

    @Test
    void resume_token_of_another_partner_or_an_altered_one_is_refused() throws InterruptedException {
        RawStream stream = open("");
        stream.opened();
        stream.send(1, events("a", 1));
        String token = stream.answer().getResumeToken();
        stream.finish();
        Partner other = ingestion.platform().get(PartnerKeys.class).partner("other");
        String otherKey = ingestion.key(other, EnumSet.allOf(Scope.class));

        RawStream foreign = RawStream.open(ingestion.channel(), otherKey, token);
        assertError(foreign.end(), Status.Code.INVALID_ARGUMENT, "BAD_RESUME_TOKEN");
        for (String bad :
                List.of("x", "*", token.substring(1), token + "AAAA", altered(token, 5), altered(token, 20))) {
            assertError(open(bad).end(), Status.Code.INVALID_ARGUMENT, "BAD_RESUME_TOKEN");
        }
        assertThat(token).hasSizeLessThanOrEqualTo(100);
    }

    private static String altered(String token, int place) {
        char there = token.charAt(place);
        return token.substring(0, place) + (there == 'B' ? 'C' : 'B') + token.substring(place + 1);
    }

    @Test
    void numbers_that_do_not_rise_end_the_stream_after_what_came_before_was_answered() throws InterruptedException {
        RawStream stream = open("");
        stream.opened();
        stream.send(5, events("a", 1));
        stream.send(5, events("b", 1));
        stream.send(6, events("c", 1));

        assertThat(stream.answer().getBatchNumber()).isEqualTo(5);
        assertError(stream.end(), Status.Code.INVALID_ARGUMENT, "BATCH_OUT_OF_ORDER");
        assertThat(kept()).isEqualTo(1);

        RawStream zero = open("");
        zero.opened();
        zero.send(0, events("z", 1));
        assertError(zero.end(), Status.Code.INVALID_ARGUMENT, "BATCH_OUT_OF_ORDER");
    }

    @Test
    void opening_comes_first_and_once() throws InterruptedException {
        RawStream none = RawStream.begin(ingestion.channel(), key);
        none.send(1, events("a", 1));
        assertError(none.end(), Status.Code.INVALID_ARGUMENT, "OPENING_MISPLACED");

        RawStream twice = open("");
        twice.sendOpening("");
        assertError(twice.end(), Status.Code.INVALID_ARGUMENT, "OPENING_MISPLACED");

        RawStream nothing = open("");
        nothing.send(StreamEventsRequest.getDefaultInstance());
        assertError(nothing.end(), Status.Code.INVALID_ARGUMENT, "MALFORMED");
        assertThat(kept()).isZero();
    }

    @Test
    void message_that_is_too_large_ends_the_stream_after_what_came_before_was_answered() throws InterruptedException {
        RawStream stream = open("");
        stream.opened();
        stream.send(1, events("a", 5));
        stream.send(2, List.of(Messages.answer("large", "acme", MARCH, 9, "x".repeat(4 * 1024 * 1024))));
        stream.send(3, events("b", 5));

        assertThat(dispositions(stream.answer())).hasSize(5).containsOnly(DISPOSITION_ACCEPTED);
        StatusRuntimeException end = stream.end();
        assertError(end, Status.Code.RESOURCE_EXHAUSTED, "MESSAGE_TOO_LARGE");
        assertThat(TestIngestion.rich(end).getDetailsList()).noneMatch(detail -> detail.is(RetryInfo.class));
        assertThat(kept()).isEqualTo(5);
    }

    @Test
    void key_without_the_scope_is_refused() throws InterruptedException {
        String query = ingestion.key(ingestion.platform().partner(), EnumSet.of(Scope.QUERY));

        assertError(
                RawStream.open(ingestion.channel(), query, "").end(), Status.Code.PERMISSION_DENIED, "SCOPE_MISSING");
    }

    @Test
    void stream_ends_soon_after_its_key_was_revoked() throws InterruptedException {
        NewKey revoked = newKey(KeyQuotas.DEFAULT);
        RawStream stream = RawStream.open(ingestion.channel(), revoked.text(), "");
        stream.opened();
        stream.send(1, events("before", 1));
        assertThat(dispositions(stream.answer())).containsExactly(DISPOSITION_ACCEPTED);
        ingestion.platform().get(PartnerKeys.class).revoke(revoked.key().id());
        ingestion.platform().clock().advance(Duration.ofSeconds(6));

        stream.send(2, events("after", 1));
        assertError(stream.end(), Status.Code.UNAUTHENTICATED, "KEY_REVOKED");
        assertThat(kept()).isEqualTo(1);
    }

    @Test
    void quotas_of_the_key_hold_for_streams_too() throws InterruptedException {
        NewKey small = newKey(new KeyQuotas(Optional.of(10L), Optional.empty(), Optional.of(1)));
        RawStream stream = RawStream.open(ingestion.channel(), small.text(), "");
        stream.opened();
        assertError(
                RawStream.open(ingestion.channel(), small.text(), "").end(),
                Status.Code.RESOURCE_EXHAUSTED,
                "QUOTA_EXCEEDED");
        stream.send(1, events("within", 8));
        stream.send(2, events("beyond", 8));

        assertThat(dispositions(stream.answer())).hasSize(8).containsOnly(DISPOSITION_ACCEPTED);
        assertError(stream.end(), Status.Code.RESOURCE_EXHAUSTED, "QUOTA_EXCEEDED");
        assertThat(TestIngestion.rich(stream.end()).getDetailsList()).anyMatch(detail -> detail.is(RetryInfo.class));
        assertThat(kept()).isEqualTo(8);
    }

    private static NewKey newKey(KeyQuotas quotas) {
        PartnerKeys keys = ingestion.platform().get(PartnerKeys.class);
        return keys.issue(
                keys.partner("quota" + System.nanoTime()),
                new KeyTerms("", Set.of(Scope.PUBLISH), Optional.empty(), quotas, Optional.empty()));
    }

    @Test
    void streams_that_are_idle_or_old_or_too_many_are_ended() throws InterruptedException {
        try (TestIngestion impatient = TestIngestion.start(
                TestDatabase.create(),
                Map.of(
                        "keepwell.grpc.stream-idle", "1s",
                        "keepwell.grpc.stream-age", "3s",
                        "keepwell.grpc.most-streams", 2))) {
            String own = impatient.key();
            RawStream busy = RawStream.open(impatient.channel(), own, "");
            RawStream idle = RawStream.open(impatient.channel(), own, "");
            busy.opened();
            idle.opened();
            RawStream third = RawStream.open(impatient.channel(), own, "");
            assertError(third.end(), Status.Code.RESOURCE_EXHAUSTED, "BUSY");
            assertThat(TestIngestion.rich(third.end()).getDetailsList()).anyMatch(detail -> detail.is(RetryInfo.class));

            int number = 0;
            long start = System.nanoTime();
            while (busy.isOpen()) {
                number++;
                busy.send(number, events("busy" + number, 1));
                int sent = number;
                Eventually.until("the batch is answered", () -> busy.waiting() == sent || !busy.isOpen());
            }
            assertError(busy.end(), Status.Code.ABORTED, "STREAM_OLD");
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .as("it grew older than it may be idle")
                    .isGreaterThan(Duration.ofSeconds(2));
            assertError(idle.end(), Status.Code.ABORTED, "STREAM_IDLE");

            RawStream again = RawStream.open(impatient.channel(), own, "");
            again.opened();
            again.finish();
            assertThat(again.end().getStatus().getCode()).isEqualTo(Status.Code.OK);
        }
    }

    private static RawStream open(String resumeToken) {
        return RawStream.open(ingestion.channel(), key, resumeToken);
    }

    private static List<Event> events(String name, int count) {
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            events.add(Messages.answer(name + "-" + i, "acme", MARCH, 9, name));
        }
        return events;
    }

    private static int kept() {
        return Integer.parseInt(ingestion
                .platform()
                .rows("select count(*) from fact_survey_answer")
                .getFirst());
    }

    private static List<Disposition> dispositions(BatchAnswer answer) {
        return answer.getAnswersList().stream().map(EventAnswer::getDisposition).toList();
    }

    private static void assertError(StatusRuntimeException failure, Status.Code code, String reason) {
        assertThat(failure.getStatus().getCode()).as(failure.toString()).isEqualTo(code);
        assertThat(TestIngestion.reason(failure)).isEqualTo(reason);
    }
}
