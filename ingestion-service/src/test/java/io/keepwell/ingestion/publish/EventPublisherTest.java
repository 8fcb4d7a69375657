package io.keepwell.ingestion.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.keepwell.client.Batching;
import io.keepwell.client.EventPublisher;
import io.keepwell.client.PartnerClient;
import io.keepwell.client.PublisherMetrics;
import io.keepwell.core.database.TestDatabase;
import io.keepwell.core.suite.Eventually;
import io.keepwell.core.suite.RunsOnce;
import io.keepwell.core.suite.Slow;
import io.keepwell.core.suite.UsesDatabase;
import io.keepwell.ingestion.CuttableProxy;
import io.keepwell.ingestion.Messages;
import io.keepwell.ingestion.TestIngestion;
import io.keepwell.ingestion.v1.Disposition;
import io.keepwell.ingestion.v1.Event;
import io.keepwell.ingestion.v1.EventAnswer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The client's publisher against the real server.
@UsesDatabase
@Slow
@RunsOnce("the client, and broken connections to the service")
final class EventPublisherTest {
    private static final String MARCH = "2026-03-05T12:00:00Z";
    private static final Batching SMALL = new Batching(10, 100_000, Duration.ofMillis(5));

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
    void every_event_gets_its_own_answer() {
        List<CompletableFuture<EventAnswer>> answers = new ArrayList<>();
        PublisherMetrics metrics;
        try (EventPublisher publisher = client.publisher()) {
            for (int i = 0; i < 2_500; i++) {
                // Every tenth score is off the scale.
                answers.add(publisher.publish(event("e" + i, i % 10 == 0 ? 11 : 9)));
            }
            answers.add(publisher.publish(event("e1", 9)));
            answers.add(publisher.publish(Messages.start("usd", "acme", MARCH, "1.00", "USD")));
            publisher.flush();
            metrics = publisher.metrics();
        }

        assertThat(answers).allMatch(CompletableFuture::isDone);
        for (int i = 0; i < 2_500; i++) {
            EventAnswer answer = answers.get(i).join();
            assertThat(answer.getEventId()).isEqualTo("e" + i);
            assertThat(answer.getDisposition())
                    .isEqualTo(i % 10 == 0 ? Disposition.DISPOSITION_REJECTED : Disposition.DISPOSITION_ACCEPTED);
        }
        assertThat(kept()).isEqualTo(2_250);
        assertThat(metrics.accepted()).isEqualTo(2_250);
        assertThat(metrics.rejected()).isEqualTo(250);
        assertThat(metrics.duplicates()).isEqualTo(1);
        assertThat(metrics.pending()).isEqualTo(1);
        assertThat(metrics.batches()).isBetween(3L, 100L);
        assertThat(metrics.bytes()).isBetween(2_500L * 20, 2_500L * 100);
        assertThat(metrics.streams()).isEqualTo(1);
        assertThat(metrics.resentBatches()).isZero();
        assertThat(metrics.unansweredEvents()).isZero();
        assertThat(metrics.unansweredBatches()).isZero();
    }

    @Test
    void batch_that_is_not_full_goes_out_when_it_has_lingered() throws Exception {
        try (EventPublisher publisher = client.publisher(new Batching(1_000, 100_000, Duration.ofMillis(100)))) {
            long start = System.nanoTime();
            CompletableFuture<EventAnswer> first = publisher.publish(event("first", 9));
            CompletableFuture<EventAnswer> second = publisher.publish(event("second", 9));

            assertThat(first.get(10, TimeUnit.SECONDS).getDisposition()).isEqualTo(Disposition.DISPOSITION_ACCEPTED);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(95));
            assertThat(second.get(10, TimeUnit.SECONDS).getEventId()).isEqualTo("second");
            assertThat(publisher.metrics().batches()).isEqualTo(1);
        }
    }

    @Test
    void caller_waits_while_four_batches_are_unanswered_and_one_is_full() throws Exception {
        try (EventPublisher publisher = client.publisher(SMALL)) {
            Thread caller;
            try (AutoCloseable _ = ingestion.holdAnswers()) {
                AtomicInteger taken = new AtomicInteger();
                Eventually.until("four batches are under way and one is full", () -> {
                    while (publisher.tryPublish(event("w" + taken, 9)).isPresent()) {
                        taken.incrementAndGet();
                    }
                    return taken.get() >= 50 && publisher.metrics().unansweredBatches() >= 4;
                });
                assertThat(publisher.tryPublish(event("w" + taken, 9))).isEmpty();
                assertThat(taken).hasValue(50);
                assertThat(publisher.metrics().unansweredEvents()).isEqualTo(50);
                assertThat(publisher.metrics().unansweredBatches()).isEqualTo(4);
                Thread waiting = Thread.ofVirtual().start(() -> {
                    var _ = publisher.publish(event("waiting", 9));
                });
                Eventually.until("the caller waits", () -> isWaiting(waiting));
                caller = waiting;
            }
            assertThat(caller.join(Duration.ofSeconds(60))).isTrue();
        }
        assertThat(kept()).isEqualTo(51);
    }

    private static boolean isWaiting(Thread thread) {
        return thread.getState() == Thread.State.WAITING || thread.getState() == Thread.State.TIMED_WAITING;
    }

    @Test
    void batches_stay_below_their_bytes() {
        try (EventPublisher publisher = client.publisher(new Batching(1_000, 50_000, Duration.ofSeconds(5)))) {
            for (int i = 0; i < 10; i++) {
                var _ = publisher.publish(Messages.answer("big" + i, "acme", MARCH, 9, "x".repeat(20_000)));
            }
            publisher.flush();
            assertThat(publisher.metrics().batches()).isEqualTo(5);
            assertThatThrownBy(() ->
                            publisher.publish(Messages.answer("huge", "acme", MARCH, 9, "x".repeat(3 * 1024 * 1024))))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(kept()).isEqualTo(10);
    }

    @Test
    void connection_that_breaks_again_and_again_loses_and_doubles_nothing() throws Exception {
        List<CompletableFuture<EventAnswer>> answers = new ArrayList<>();
        PublisherMetrics metrics;
        int count = 0;
        try (CuttableProxy proxy = new CuttableProxy(ingestion.target());
                PartnerClient shaky = PartnerClient.plaintext(proxy.host(), ingestion.key(), Duration.ofSeconds(30));
                EventPublisher publisher = shaky.publisher(SMALL)) {
            CompletableFuture<Void> cutting = CompletableFuture.runAsync(() -> cutOften(proxy, publisher));
            while (!cutting.isDone()) {
                answers.add(publisher.publish(event("s" + count, 9)));
                count++;
            }
            cutting.join();
            publisher.flush();
            metrics = publisher.metrics();
        }

        assertThat(answers)
                .extracting(answer -> answer.join().getDisposition())
                .isSubsetOf(Disposition.DISPOSITION_ACCEPTED, Disposition.DISPOSITION_DUPLICATE);
        assertThat(kept()).isEqualTo(count);
        assertThat(metrics.accepted() + metrics.duplicates()).isEqualTo(count);
        assertThat(metrics.streams()).as("it was cut").isGreaterThan(3);
        assertThat(metrics.resentBatches()).isPositive();
    }

    /// Each time some events were answered since the last time; mended when the client has tried in vain.
    private static void cutOften(CuttableProxy proxy, EventPublisher publisher) {
        for (int cuts = 0; cuts < 10; cuts++) {
            long enough = publisher.metrics().accepted() + 200;
            Eventually.until("more is answered", () -> publisher.metrics().accepted() >= enough);
            int turnedAway = proxy.turnedAway();
            proxy.cut();
            Eventually.until("the client connects again", () -> proxy.turnedAway() > turnedAway);
            proxy.mend();
        }
    }

    @Test
    void stream_that_the_server_ends_by_its_age_goes_on_without_notice() {
        List<CompletableFuture<EventAnswer>> answers = new ArrayList<>();
        try (TestIngestion aging =
                        TestIngestion.start(TestDatabase.create(), Map.of("keepwell.grpc.stream-age", "200ms"));
                PartnerClient impatient = aging.client();
                EventPublisher publisher = impatient.publisher(SMALL)) {
            Eventually.until("streams have grown old", () -> {
                answers.add(publisher.publish(event("o" + answers.size(), 9)));
                return publisher.metrics().streams() > 4;
            });
            publisher.flush();
            assertThat(publisher.metrics().streams()).isGreaterThan(3);
            assertThat(aging.platform().rows("select count(*) from fact_survey_answer"))
                    .containsExactly(Integer.toString(answers.size()));
        }
    }

    @Test
    void failure_for_good_is_reported_to_every_event_and_to_the_caller() throws IOException {
        try (PartnerClient stranger = PartnerClient.plaintext(ingestion.target(), "kw_wrong", Duration.ofSeconds(30))) {
            EventPublisher publisher = stranger.publisher();
            CompletableFuture<EventAnswer> answer = publisher.publish(event("x", 9));

            StatusRuntimeException failure = catchThrowableOfType(StatusRuntimeException.class, publisher::flush);
            assertThat(failure.getStatus().getCode()).isEqualTo(Status.Code.UNAUTHENTICATED);
            assertThat(TestIngestion.reason(failure)).isEqualTo("KEY_UNKNOWN");
            assertThatThrownBy(answer::join)
                    .isInstanceOf(CompletionException.class)
                    .hasCauseInstanceOf(StatusRuntimeException.class);
            assertThatThrownBy(() -> publisher.publish(event("y", 9))).isInstanceOf(StatusRuntimeException.class);
            assertThatThrownBy(publisher::close).isInstanceOf(StatusRuntimeException.class);
        }
    }

    @Test
    void patience_ends_where_nobody_is_there() throws IOException {
        try (CuttableProxy proxy = new CuttableProxy(ingestion.target());
                PartnerClient patient = PartnerClient.plaintext(proxy.host(), ingestion.key(), Duration.ofSeconds(1))) {
            proxy.cut();
            EventPublisher publisher = patient.publisher();
            long start = System.nanoTime();
            var _ = publisher.publish(event("x", 9));

            assertThatThrownBy(publisher::close).isInstanceOf(StatusRuntimeException.class);
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isBetween(Duration.ofSeconds(1), Duration.ofSeconds(30));
        }
    }

    private static Event event(String id, int score) {
        return Messages.answer(id, "acme", MARCH, score, "");
    }

    private static int kept() {
        return Integer.parseInt(ingestion
                .platform()
                .rows("select count(*) from fact_survey_answer")
                .getFirst());
    }
}
