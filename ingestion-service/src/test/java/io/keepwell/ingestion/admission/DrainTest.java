package io.keepwell.ingestion.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.rpc.RetryInfo;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.keepwell.client.Batching;
import io.keepwell.client.EventPublisher;
import io.keepwell.client.PartnerClient;
import io.keepwell.client.PublisherMetrics;
import io.keepwell.core.access.PartnerKeys;
import io.keepwell.core.access.Scope;
import io.keepwell.core.database.TestDatabase;
import io.keepwell.core.suite.Eventually;
import io.keepwell.core.suite.RunsOnce;
import io.keepwell.core.suite.Slow;
import io.keepwell.core.suite.UsesDatabase;
import io.keepwell.ingestion.IngestionService;
import io.keepwell.ingestion.Messages;
import io.keepwell.ingestion.RawStream;
import io.keepwell.ingestion.TestIngestion;
import io.keepwell.ingestion.v1.BatchAnswer;
import io.keepwell.ingestion.v1.Disposition;
import io.keepwell.ingestion.v1.Event;
import io.keepwell.ingestion.v1.EventAnswer;
import io.micronaut.context.ApplicationContext;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// The service is told to stop in the middle of work: its context is closed, as a SIGTERM closes it.
@UsesDatabase
@Slow
@RunsOnce("a service that stops")
final class DrainTest {
    private static final String MARCH = "2026-03-05T12:00:00Z";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /// The service lets work end for ten seconds; twice that is a machine with other work.
    private static final Duration LONGEST = Duration.ofSeconds(20);

    @AutoClose
    private final TestDatabase database = TestDatabase.create();

    @AutoClose
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private final int port;

    DrainTest() throws Exception {
        database.migrate();
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
    }

    private ApplicationContext serve() {
        ApplicationContext context = ApplicationContext.builder()
                .deduceEnvironment(false)
                .environments(IngestionService.ENVIRONMENT)
                .properties(Map.of(
                        "keepwell.db.url", database.jdbcUrl(), "keepwell.db.pool", 8, "keepwell.grpc.port", port))
                .start();
        context.getBean(IngestionService.class).start();
        return context;
    }

    private static String key(ApplicationContext context) {
        PartnerKeys keys = context.getBean(PartnerKeys.class);
        return keys.issue(keys.partner("billing"), EnumSet.allOf(Scope.class), Optional.empty());
    }

    private String target() {
        return "127.0.0.1:" + port;
    }

    @Test
    void restart_under_load_loses_doubles_and_fails_nothing() throws Exception {
        ApplicationContext first = serve();
        String key = key(first);
        AtomicBoolean over = new AtomicBoolean();
        AtomicInteger single = new AtomicInteger();
        List<CompletableFuture<EventAnswer>> answers = new ArrayList<>();
        PublisherMetrics metrics;
        try (PartnerClient client = PartnerClient.plaintext(target(), key, PATIENCE);
                EventPublisher publisher = client.publisher(new Batching(20, 100_000, Duration.ofMillis(5)))) {
            List<CompletableFuture<Void>> callers = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                callers.add(CompletableFuture.runAsync(() -> publishSingly(client, single, over), threads));
            }
            CompletableFuture<Void> streaming = CompletableFuture.runAsync(
                    () -> {
                        while (!over.get()) {
                            answers.add(publisher.publish(event("streamed-" + answers.size(), "streamed")));
                        }
                    },
                    threads);
            for (int restarts = 0; restarts < 2; restarts++) {
                awaitMore(publisher, single);
                long start = System.nanoTime();
                first.close();
                assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(LONGEST);
                first = serve();
            }
            awaitMore(publisher, single);
            over.set(true);
            for (CompletableFuture<Void> caller : callers) {
                caller.get(30, TimeUnit.SECONDS);
            }
            streaming.get(30, TimeUnit.SECONDS);
            publisher.flush();
            metrics = publisher.metrics();
        } finally {
            over.set(true);
            first.close();
        }

        assertThat(answers)
                .extracting(answer -> answer.join().getDisposition())
                .isSubsetOf(Disposition.DISPOSITION_ACCEPTED, Disposition.DISPOSITION_DUPLICATE);
        assertThat(count("streamed")).isEqualTo(answers.size());
        assertThat(metrics.streams()).as("the streams were ended").isGreaterThanOrEqualTo(3);
        assertThat(count("single")).isEqualTo(single.get());
    }

    /// Waits until some more calls and some more of the stream are answered.
    private static void awaitMore(EventPublisher publisher, AtomicInteger single) {
        int calls = single.get() + 50;
        long streamed = publisher.metrics().accepted() + 500;
        Eventually.until(
                "more is answered",
                () -> single.get() >= calls && publisher.metrics().accepted() >= streamed);
    }

    /// Waits until the server takes no more connections, the first thing it does when it stops.
    private void awaitStopping() {
        Eventually.until("the server is stopping", () -> {
            try (Socket _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return false;
            } catch (IOException refused) {
                return true;
            }
        });
    }

    private static void publishSingly(PartnerClient client, AtomicInteger number, AtomicBoolean over) {
        while (!over.get()) {
            Event event = event("single-" + number.incrementAndGet(), "single");
            assertThat(client.publish(List.of(event)))
                    .extracting(EventAnswer::getDisposition)
                    .isSubsetOf(Disposition.DISPOSITION_ACCEPTED, Disposition.DISPOSITION_DUPLICATE);
        }
    }

    @Test
    void stream_answers_what_it_has_taken_and_says_that_the_server_stops() throws Exception {
        ApplicationContext context = serve();
        ManagedChannel channel = Grpc.newChannelBuilder(target(), InsecureChannelCredentials.create())
                .build();
        try {
            RawStream stream = RawStream.open(channel, key(context), "");
            stream.opened();
            CompletableFuture<Void> stopping;
            try (Connection connection = database.asRoot();
                    Statement statement = connection.createStatement()) {
                statement.execute("lock tables fact_survey_answer write");
                for (int number = 1; number <= 4; number++) {
                    stream.send(number, List.of(event("taken-" + number, "taken")));
                }
                Admission admission = context.getBean(Admission.class);
                int bytes = 4 * event("taken-1", "taken").getSerializedSize();
                Eventually.until("the batches have been taken", () -> admission.held() > bytes);
                TestIngestion.awaitHeld(database, 1);
                stopping = CompletableFuture.runAsync(context::close, threads);
                awaitStopping();
                assertThat(stream.isOpen()).as("it has answers to give").isTrue();
                statement.execute("unlock tables");
            }
            for (int number = 1; number <= 4; number++) {
                BatchAnswer answer = stream.answer();
                assertThat(answer.getBatchNumber()).isEqualTo(number);
                assertThat(answer.getAnswers(0).getDisposition()).isEqualTo(Disposition.DISPOSITION_ACCEPTED);
            }
            assertThat(stream.end().getStatus().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
            assertThat(TestIngestion.reason(stream.end())).isEqualTo("STOPPING");
            assertThat(TestIngestion.rich(stream.end()).getDetailsList())
                    .anyMatch(detail -> detail.is(RetryInfo.class));
            stopping.get(LONGEST.toSeconds(), TimeUnit.SECONDS);
            assertThat(count("taken")).isEqualTo(4);
        } finally {
            channel.shutdownNow();
            context.close();
        }
    }

    /// Clients that try nothing again: what is under way is answered, and what comes too late can be
    /// tried elsewhere.
    @Test
    void call_under_way_is_answered_before_the_server_stops_and_a_later_one_is_not_taken() throws Exception {
        ApplicationContext context = serve();
        String key = key(context);
        try (PartnerClient client = PartnerClient.plaintext(target(), key, Duration.ZERO);
                PartnerClient late = PartnerClient.plaintext(target(), key, Duration.ZERO)) {
            CompletableFuture<List<EventAnswer>> underWay;
            CompletableFuture<Void> stopping;
            try (Connection connection = database.asRoot();
                    Statement statement = connection.createStatement()) {
                statement.execute("lock tables fact_survey_answer write");
                List<Event> batch = IntStream.range(0, 50)
                        .mapToObj(i -> event("batch-" + i, "batch"))
                        .toList();
                underWay = CompletableFuture.supplyAsync(() -> client.publish(batch), threads);
                TestIngestion.awaitHeld(database, 1);
                stopping = CompletableFuture.runAsync(context::close, threads);
                awaitStopping();
                StatusRuntimeException refused = catchThrowableOfType(
                        StatusRuntimeException.class, () -> late.publish(List.of(event("late", "late"))));
                assertThat(refused.getStatus().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
                assertThat(underWay).as("the call that is under way").isNotDone();
                statement.execute("unlock tables");
            }
            assertThat(underWay.get(LONGEST.toSeconds(), TimeUnit.SECONDS))
                    .hasSize(50)
                    .extracting(EventAnswer::getDisposition)
                    .containsOnly(Disposition.DISPOSITION_ACCEPTED);
            stopping.get(LONGEST.toSeconds(), TimeUnit.SECONDS);
            assertThat(count("batch")).isEqualTo(50);
            assertThat(count("late")).isZero();
        } finally {
            context.close();
        }
    }

    /// The last thing that a service writes is what keys were used for.
    @Test
    void stop_gives_up_on_a_database_that_says_nothing() throws Exception {
        ApplicationContext context = serve();
        try (Connection connection = database.asRoot();
                Statement statement = connection.createStatement();
                PartnerClient client = PartnerClient.plaintext(target(), key(context), PATIENCE)) {
            statement.execute("lock tables partner_key_use write");
            client.publish(List.of(event("last", "last")));
            CompletableFuture<Void> stopping = CompletableFuture.runAsync(context::close, threads);
            try {
                stopping.get(LONGEST.toSeconds(), TimeUnit.SECONDS);
            } finally {
                statement.execute("unlock tables");
            }
        } finally {
            context.close();
        }
    }

    private static Event event(String id, String comment) {
        return Messages.answer(id, "acme", MARCH, 9, comment);
    }

    private int count(String comment) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "select count(*) from fact_survey_answer where comment = '" + comment + "'")) {
            rows.next();
            return rows.getInt(1);
        }
    }
}
