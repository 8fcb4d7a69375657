package io.keepwell.ingestion.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.rpc.ErrorInfo;
import com.google.rpc.RetryInfo;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.keepwell.client.Batching;
import io.keepwell.client.EventPublisher;
import io.keepwell.client.PartnerClient;
import io.keepwell.core.access.Scope;
import io.keepwell.core.database.Database;
import io.keepwell.core.database.DatabaseException;
import io.keepwell.core.database.DatabaseUrl;
import io.keepwell.core.database.TestDatabase;
import io.keepwell.core.rollup.refresh.RefreshStatus;
import io.keepwell.core.suite.Eventually;
import io.keepwell.core.suite.Slow;
import io.keepwell.core.suite.UsesDatabase;
import io.keepwell.ingestion.CuttableProxy;
import io.keepwell.ingestion.Messages;
import io.keepwell.ingestion.RawStream;
import io.keepwell.ingestion.TestIngestion;
import io.keepwell.ingestion.v1.Disposition;
import io.keepwell.ingestion.v1.Event;
import io.keepwell.ingestion.v1.EventAnswer;
import java.io.IOException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What happens when the database goes away, also in the middle of a commit.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@UsesDatabase
@Slow
final class LostDatabaseTest {
    private final TestDatabase database = TestDatabase.create();
    private final CuttableProxy proxy;
    private final TestIngestion ingestion;
    private final String key;

    LostDatabaseTest() throws IOException {
        DatabaseUrl direct = DatabaseUrl.parse(database.jdbcUrl());
        proxy = new CuttableProxy(direct.hosts());
        Map<String, String> options = new LinkedHashMap<>(direct.options());
        options.put("sslMode", "DISABLED");
        String url = new DatabaseUrl(proxy.host(), direct.database(), options).text();
        ingestion = TestIngestion.start(
                database, Map.of("keepwell.db.url", url, "datasources.default.connection-timeout", 1_000));
        key = ingestion.key(ingestion.platform().partner(), EnumSet.allOf(Scope.class));
    }

    @BeforeAll
    void nameAccount() {
        try (PartnerClient client = client(Duration.ofSeconds(20))) {
            client.publish(batch("first", 1));
        }
    }

    @BeforeEach
    @AfterEach
    void mend() {
        proxy.mend();
    }

    @AfterAll
    void close() throws Exception {
        ingestion.close();
        proxy.close();
    }

    /// The pool hands a connection on without a question where it was used just before.
    @Test
    void nobody_gets_a_connection_that_was_lost_amid_streaming_rows() {
        Database lost = ingestion.platform().get(Database.class);

        assertThatThrownBy(() -> lost.run(connection -> {
                    try (PreparedStatement select = connection.prepareStatement(
                            "select repeat('x', 1000000) from information_schema.columns limit 60",
                            ResultSet.TYPE_FORWARD_ONLY,
                            ResultSet.CONCUR_READ_ONLY)) {
                        select.setFetchSize(Integer.MIN_VALUE);
                        try (ResultSet rows = select.executeQuery()) {
                            rows.next();
                            proxy.cut();
                            while (rows.next()) {
                                // What had come already.
                            }
                        }
                    }
                }))
                .isInstanceOfSatisfying(
                        DatabaseException.class,
                        failure -> assertThat(failure.isUnavailable()).isTrue());
        proxy.mend();

        for (int i = 0; i < 20; i++) {
            assertUnavailableAtWorst();
        }
    }

    private void assertUnavailableAtWorst() {
        try {
            assertThat(ingestion.platform().get(RefreshStatus.class).waiting()).isNotNegative();
        } catch (DatabaseException failure) {
            // The pool may still be connecting.
            assertThat(failure.isUnavailable()).isTrue();
        }
    }

    @Test
    void database_that_is_gone_is_unavailable_soon_and_worth_a_retry() {
        proxy.cut();
        long start = System.nanoTime();
        StatusRuntimeException failure;
        try (PartnerClient client = client(Duration.ZERO)) {
            failure = catchThrowableOfType(StatusRuntimeException.class, () -> client.publish(batch("gone", 3)));
        }
        assertThat(failure.getStatus().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
        assertThat(TestIngestion.rich(failure).getDetailsList())
                .anyMatch(detail -> detail.is(RetryInfo.class))
                .anyMatch(detail -> detail.is(ErrorInfo.class)
                        && detail.getValue().toStringUtf8().contains("STORAGE_UNAVAILABLE"));
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .as(
                        "the pool waits for a second, and would for thirty if it weren't reported; who calls is reported soon after")
                .isLessThan(Duration.ofSeconds(20));

        proxy.mend();
        try (PartnerClient client = client(Duration.ofSeconds(20))) {
            assertThat(dispositions(client.publish(batch("gone", 3)))).containsOnly(Disposition.DISPOSITION_ACCEPTED);
        }
        assertThat(kept("gone")).isEqualTo(3);
    }

    /// Three events go in by INSERT, two hundred by LOAD DATA.
    @ParameterizedTest
    @CsvSource({"LOSE, 3", "LOSE, 200", "LOSE_ANSWER, 3", "LOSE_ANSWER, 200"})
    void commit_lost_once_is_made_again_and_each_event_is_kept_once(CuttableProxy.OnCommit what, int count) {
        String name = "once-" + what + count;
        try (PartnerClient client = client(Duration.ZERO)) {
            arm(client, what, false);
            assertThat(dispositions(client.publish(batch(name, count))))
                    .hasSize(count)
                    .containsOnly(Disposition.DISPOSITION_ACCEPTED);
            assertThat(dispositions(client.publish(batch(name, count))))
                    .containsOnly(Disposition.DISPOSITION_DUPLICATE);
        }
        assertThat(kept(name)).isEqualTo(count);
    }

    @ParameterizedTest
    @CsvSource({"LOSE, DISPOSITION_ACCEPTED", "LOSE_ANSWER, DISPOSITION_DUPLICATE"})
    void batch_whose_commit_was_lost_is_kept_exactly_once_when_it_is_sent_again(
            CuttableProxy.OnCommit what, Disposition secondTime) {
        String name = "again-" + what;
        try (PartnerClient client = client(Duration.ZERO)) {
            arm(client, what, true);
            StatusRuntimeException failure =
                    catchThrowableOfType(StatusRuntimeException.class, () -> client.publish(batch(name, 50)));
            assertThat(failure.getStatus().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
        }
        proxy.mend();
        try (PartnerClient client = client(Duration.ofSeconds(20))) {
            assertThat(dispositions(client.publish(batch(name, 50)))).containsOnly(secondTime);
        }
        assertThat(kept(name)).isEqualTo(50);
    }

    @Test
    void patient_client_sees_nothing_of_an_outage() throws InterruptedException {
        int before = proxy.turnedAway();
        proxy.cut();
        Thread mender = Thread.ofVirtual().start(() -> {
            Eventually.until("the service has tried in vain for a while", () -> proxy.turnedAway() > before + 3);
            proxy.mend();
        });
        try (PartnerClient client = client(Duration.ofSeconds(30))) {
            assertThat(dispositions(client.publish(batch("patient", 50))))
                    .containsOnly(Disposition.DISPOSITION_ACCEPTED);
        }
        mender.join();
        assertThat(kept("patient")).isEqualTo(50);
    }

    @Test
    void stream_answers_what_was_kept_and_ends_as_unavailable_when_the_database_goes() throws InterruptedException {
        RawStream stream = RawStream.open(ingestion.channel(), key, "");
        stream.opened();
        stream.send(1, batch("streamed", 50));
        assertThat(dispositions(stream.answer().getAnswersList())).containsOnly(Disposition.DISPOSITION_ACCEPTED);
        proxy.cut();
        stream.send(2, batch("streamed-later", 50));

        StatusRuntimeException end = stream.end();
        assertThat(end.getStatus().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
        assertThat(TestIngestion.reason(end)).isEqualTo("STORAGE_UNAVAILABLE");
        assertThat(TestIngestion.rich(end).getDetailsList()).anyMatch(detail -> detail.is(RetryInfo.class));
        proxy.mend();
        assertThat(kept("streamed")).isEqualTo(50);
        assertThat(kept("streamed-later")).isZero();
    }

    @Test
    void patient_publisher_sees_nothing_of_lost_commits() {
        List<CompletableFuture<EventAnswer>> answers = new ArrayList<>();
        try (PartnerClient client = client(Duration.ofSeconds(30));
                EventPublisher publisher = client.publisher(new Batching(25, 100_000, Duration.ofMillis(1)))) {
            for (CuttableProxy.OnCommit what : CuttableProxy.OnCommit.values()) {
                proxy.cutOnFactCommit(what, false);
                for (Event event : batch("published-" + what, 500)) {
                    answers.add(publisher.publish(event));
                }
                publisher.flush();
            }
        }
        assertThat(answers)
                .extracting(answer -> answer.join().getDisposition())
                .containsOnly(Disposition.DISPOSITION_ACCEPTED);
        assertThat(kept("published-LOSE")).isEqualTo(500);
        assertThat(kept("published-LOSE_ANSWER")).isEqualTo(500);
    }

    private void arm(PartnerClient client, CuttableProxy.OnCommit what, boolean forGood) {
        assertThat(dispositions(client.publish(batch("first", 1)))).containsOnly(Disposition.DISPOSITION_DUPLICATE);
        proxy.cutOnFactCommit(what, forGood);
    }

    private PartnerClient client(Duration patience) {
        return PartnerClient.plaintext(ingestion.target(), key, patience);
    }

    private static List<Event> batch(String name, int count) {
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            events.add(Messages.answer(name + "-" + i, "acme", "2026-03-05T12:00:00Z", 9, name));
        }
        return events;
    }

    private int kept(String name) {
        return Integer.parseInt(ingestion
                .platform()
                .rows("select count(*) from fact_survey_answer where comment = '" + name + "'")
                .getFirst());
    }

    private static List<Disposition> dispositions(List<EventAnswer> answers) {
        return answers.stream().map(EventAnswer::getDisposition).toList();
    }
}
