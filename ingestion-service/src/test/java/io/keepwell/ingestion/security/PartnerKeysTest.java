package io.keepwell.ingestion.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.rpc.ErrorInfo;
import com.google.rpc.RetryInfo;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.keepwell.core.access.EventRefusal;
import io.keepwell.core.access.KeyCounts;
import io.keepwell.core.access.KeyTerms;
import io.keepwell.core.access.KeyUse;
import io.keepwell.core.access.NewKey;
import io.keepwell.core.access.PartnerKeys;
import io.keepwell.core.access.Scope;
import io.keepwell.core.access.UseLog;
import io.keepwell.core.database.Database;
import io.keepwell.core.suite.Eventually;
import io.keepwell.core.suite.Slow;
import io.keepwell.core.suite.UsesDatabase;
import io.keepwell.core.time.Grain;
import io.keepwell.core.time.Period;
import io.keepwell.ingestion.IngestionService;
import io.keepwell.ingestion.Messages;
import io.keepwell.ingestion.TestIngestion;
import io.keepwell.ingestion.admission.UseCounter;
import io.keepwell.ingestion.v1.PublishEventsRequest;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// Keys as the door sees them: remembered for seconds, and what they were used for.
@UsesDatabase
@Slow
final class PartnerKeysTest {
    private static final String MARCH = "2026-03-05T12:00:00Z";

    @AutoClose
    private static final TestIngestion ingestion = TestIngestion.start();

    @Test
    void key_is_looked_up_once_in_five_seconds() {
        NewKey key = publishKey();
        assertThat(outcome(key.text())).isEmpty();
        ingestion.platform().get(Database.class).run(connection -> {
            try (PreparedStatement delete =
                    connection.prepareStatement("delete from partner_key where key_prefix = ?")) {
                delete.setString(1, key.key().id().text());
                delete.executeUpdate();
            }
        });

        ingestion.platform().clock().advance(KnownKeys.REMEMBERED.minusNanos(1_000));
        assertThat(outcome(key.text())).as("nobody asks the database").isEmpty();
        ingestion.platform().clock().advance(Duration.ofNanos(1_000));
        assertThat(outcome(key.text())).contains("KEY_UNKNOWN");
    }

    @Test
    void revoked_key_is_refused_after_five_seconds_at_the_latest() {
        NewKey key = publishKey();
        assertThat(outcome(key.text())).isEmpty();

        ingestion.platform().get(PartnerKeys.class).revoke(key.key().id());
        ingestion.platform().clock().advance(KnownKeys.REMEMBERED);

        assertThat(outcome(key.text())).contains("KEY_REVOKED");
    }

    @Test
    void key_expires_at_its_moment_although_it_is_remembered() {
        Instant end = ingestion.platform().clock().instant().plusSeconds(1);
        String key = ingestion.key(ingestion.platform().partner(), Set.of(Scope.PUBLISH), end);
        assertThat(outcome(key)).isEmpty();

        ingestion.platform().clock().advance(Duration.ofSeconds(1));

        assertThat(outcome(key)).contains("KEY_EXPIRED");
    }

    @Test
    void guessing_is_pending_and_keys_in_use_go_on_working() {
        NewKey used = publishKey();
        assertThat(outcome(used.text())).isEmpty();

        StatusRuntimeException busy = guessUntilPending("a");

        assertThat(TestIngestion.detail(busy, ErrorInfo.class).orElseThrow().getReason())
                .isEqualTo("BUSY");
        assertThat(TestIngestion.detail(busy, RetryInfo.class)).isPresent();
        assertThat(ingestion.platform().get(KnownKeys.class).find(guess("a", 1)))
                .as("a guess made before needs no looking up")
                .isEmpty();
        ingestion.platform().clock().advance(KnownKeys.REMEMBERED);
        guessUntilPending("b");
        assertThat(outcome(used.text()))
                .as("a key that was found before is looked up again all the same")
                .isEmpty();
        ingestion.platform().clock().advance(Duration.ofSeconds(60));
        assertThat(outcome(publishKey().text())).isEmpty();
    }

    private static StatusRuntimeException guessUntilPending(String beginning) {
        KnownKeys keys = ingestion.platform().get(KnownKeys.class);
        for (int number = 1; number <= 1_001; number++) {
            String guess = guess(beginning, number);
            StatusRuntimeException failure = catchThrowableOfType(StatusRuntimeException.class, () -> keys.find(guess));
            if (failure != null) {
                return failure;
            }
        }
        throw new AssertionError("nobody holds guesses back");
    }

    private static String guess(String beginning, int number) {
        return "kw_" + beginning + "%063d".formatted(number);
    }

    @Test
    void use_of_a_key_is_counted_by_what_became_of_its_events() {
        NewKey key = publishKey();
        PublishEventsRequest request = PublishEventsRequest.newBuilder()
                .addEvents(Messages.answer("use-1", "acme", MARCH, 9, ""))
                .addEvents(Messages.answer("use-2", "acme", MARCH, 11, ""))
                .addEvents(Messages.start("use-3", "acme", MARCH, "100.00", "USD"))
                .build();
        ingestion.stub("Bearer " + key.text()).publishEvents(request);
        ingestion.platform().clock().advance(Duration.ofSeconds(2));
        ingestion.stub("Bearer " + key.text()).publishEvents(request);
        Instant last = ingestion.platform().clock().instant();
        ingestion.platform().get(UseCounter.class).flush();

        // First call: one new, one rejected, one without a rate. Second: two repeats, the rejected one
        // again.
        assertThat(use(key))
                .containsExactly(new KeyUse(
                        key.key().id(),
                        today(),
                        new KeyCounts(2, 0, 1, 2, 2, 1, 2L * request.getSerializedSize()),
                        last));
        assertThat(ingestion.platform().get(UseLog.class).lastUsed())
                .containsEntry(key.key().id(), last);
    }

    @Test
    void rejected_events_are_counted_by_reason_with_an_example() {
        NewKey key = publishKey();
        String longId = "é".repeat(200);
        ingestion
                .stub("Bearer " + key.text())
                .publishEvents(PublishEventsRequest.newBuilder()
                        .addEvents(Messages.answer("refused-1", "acme", MARCH, -1, ""))
                        .addEvents(Messages.answer("refused-2", "acme", MARCH, -2, ""))
                        .addEvents(Messages.answer(longId, "acme", MARCH, 9, ""))
                        .build());
        ingestion.platform().get(UseCounter.class).flush();

        List<EventRefusal> refusals = ingestion.platform().get(UseLog.class).refusals(Period.of(Grain.DAY, today()));
        assertThat(refusals)
                .filteredOn(refusal -> refusal.example().eventId().equals("refused-2"))
                .singleElement()
                .satisfies(refusal -> {
                    assertThat(refusal.cause().kind()).isEqualTo("survey_answer");
                    assertThat(refusal.cause().reason()).isEqualTo("out_of_range");
                    assertThat(refusal.cause().field()).isEqualTo("survey_answer.score");
                    assertThat(refusal.cause().partner())
                            .isEqualTo(ingestion.platform().partner().id());
                    assertThat(refusal.events()).isGreaterThanOrEqualTo(2);
                });
        assertThat(refusals)
                .filteredOn(refusal -> refusal.cause().field().equals("event_id"))
                .extracting(refusal -> refusal.example().eventId())
                .containsExactly("é".repeat(128));
    }

    @Test
    void counts_are_written_when_the_service_stops() {
        try (TestIngestion other = TestIngestion.start()) {
            NewKey key = other.key(KeyTerms.of(Set.of(Scope.PUBLISH)));
            other.stub("Bearer " + key.text()).publishEvents(one());

            other.platform().get(IngestionService.class).close();

            assertThat(other.platform().get(UseLog.class).lastUsed())
                    .containsKey(key.key().id());
        }
    }

    @Test
    void counts_older_than_400_days_are_forgotten_while_the_service_runs() throws Exception {
        NewKey key = publishKey();
        UseLog log = ingestion.platform().get(UseLog.class);
        Instant now = ingestion.platform().clock().instant();
        LocalDate oldest = today().minusDays(400);
        log.add(
                List.of(
                        new KeyUse(key.key().id(), oldest.minusDays(1), KeyCounts.NONE, now),
                        new KeyUse(key.key().id(), oldest.plusDays(1), KeyCounts.NONE, now),
                        new KeyUse(key.key().id(), today(), KeyCounts.NONE, now)),
                List.of(new EventRefusal(
                        new EventRefusal.Cause(1, oldest.minusDays(1), "order", "required", "event_id"),
                        1,
                        new EventRefusal.Example("", now))));
        // It looks once a day whether there is anything to forget.
        ingestion.platform().clock().advance(Duration.ofDays(1));

        Period old = new Period(oldest.minusDays(1), oldest.plusDays(1));
        Eventually.until(
                "what is old is forgotten",
                () -> log.uses(old).isEmpty() && log.refusals(old).isEmpty());
        assertThat(log.uses(new Period(oldest, today().plusDays(1))))
                .filteredOn(use -> use.key().equals(key.key().id()))
                .hasSize(2);
    }

    private static NewKey publishKey() {
        return ingestion.key(KeyTerms.of(Set.of(Scope.PUBLISH)));
    }

    private static LocalDate today() {
        return LocalDate.ofInstant(ingestion.platform().clock().instant(), ZoneOffset.UTC);
    }

    private static List<KeyUse> use(NewKey key) {
        return ingestion.platform().get(UseLog.class).uses(Period.of(Grain.DAY, today())).stream()
                .filter(use -> use.key().equals(key.key().id()))
                .toList();
    }

    /// Why a call with the key was refused; empty where it wasn't.
    private static Optional<String> outcome(String key) {
        StatusRuntimeException failure = catchThrowableOfType(
                StatusRuntimeException.class,
                () -> ingestion.stub("Bearer " + key).publishEvents(one()));
        if (failure == null) {
            return Optional.empty();
        }
        assertThat(failure.getStatus().getCode()).isEqualTo(Status.Code.UNAUTHENTICATED);
        return TestIngestion.detail(failure, ErrorInfo.class).map(ErrorInfo::getReason);
    }

    private static PublishEventsRequest one() {
        return PublishEventsRequest.newBuilder()
                .addEvents(Messages.answer("one", "acme", MARCH, 9, "good"))
                .build();
    }
}
