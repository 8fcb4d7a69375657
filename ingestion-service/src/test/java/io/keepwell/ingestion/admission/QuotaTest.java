package io.keepwell.ingestion.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.rpc.ErrorInfo;
import com.google.rpc.RetryInfo;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.keepwell.core.access.KeyQuotas;
import io.keepwell.core.access.KeyTerms;
import io.keepwell.core.access.NewKey;
import io.keepwell.core.access.PartnerKeys.Grant;
import io.keepwell.core.access.Scope;
import io.keepwell.core.access.UseLog;
import io.keepwell.core.database.TestDatabase;
import io.keepwell.core.suite.UsesDatabase;
import io.keepwell.core.time.Grain;
import io.keepwell.core.time.Period;
import io.keepwell.ingestion.Messages;
import io.keepwell.ingestion.TestIngestion;
import io.keepwell.ingestion.v1.PublishEventsRequest;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What a key may send, over a real connection.
@UsesDatabase
final class QuotaTest {
    private static final String MARCH = "2026-03-05T12:00:00Z";

    /// By default 20 events a minute.
    @AutoClose
    private static final TestIngestion ingestion =
            TestIngestion.start(TestDatabase.create(), Map.of("keepwell.quota.events-per-minute", 20));

    @BeforeEach
    void forget() throws InterruptedException {
        ingestion.awaitRefresh();
        ingestion.platform().forget();
    }

    @Test
    void call_over_the_events_quota_keeps_nothing_and_passes_when_the_server_said() {
        NewKey key = key(new KeyQuotas(Optional.of(60L), Optional.empty(), Optional.empty()));
        publish(key, "a", 50);

        StatusRuntimeException refused = refused(key, "b", 20);

        assertQuota(refused, "events_per_minute", "60");
        assertThat(kept()).isEqualTo("50");
        // 10 of 60 are left, 20 are asked for; one comes back each second.
        Duration wait = wait(refused);
        assertThat(wait).isEqualTo(Duration.ofSeconds(10));
        ingestion.platform().clock().advance(wait.minusNanos(1_000_000));
        assertQuota(refused(key, "b", 20), "events_per_minute", "60");
        ingestion.platform().clock().advance(Duration.ofMillis(1));
        publish(key, "b", 20);
        assertThat(kept()).isEqualTo("70");
    }

    @Test
    void call_over_the_bytes_quota_keeps_nothing_and_passes_when_the_server_said() {
        PublishEventsRequest request = request("a", 10);
        long bytes = request.getSerializedSize();
        NewKey key = key(new KeyQuotas(Optional.of(20L), Optional.of(bytes), Optional.empty()));
        publish(key, "a", 10);

        StatusRuntimeException refused = refused(key, "b", 5);

        assertQuota(refused, "bytes_per_minute", Long.toString(bytes));
        // About half of the bytes are asked for, and all of them come back within a minute.
        assertThat(wait(refused)).isBetween(Duration.ofSeconds(29), Duration.ofSeconds(31));
        assertThat(kept()).isEqualTo("10");
        ingestion.platform().clock().advance(wait(refused));
        publish(key, "b", 5);
        assertThat(kept()).isEqualTo("15");
    }

    @Test
    void events_of_a_call_that_is_over_the_bytes_quota_are_given_back() {
        Quotas quotas = ingestion.platform().get(Quotas.class);
        Grant grant = grant(new KeyQuotas(Optional.of(10L), Optional.of(100L), Optional.empty()));
        quotas.take(grant, 1, 100);

        for (int i = 0; i < 20; i++) {
            assertQuota(failure(() -> quotas.take(grant, 9, 100)), "bytes_per_minute", "100");
        }

        quotas.take(grant, 9, 0);
        assertQuota(failure(() -> quotas.take(grant, 1, 0)), "events_per_minute", "10");
    }

    @Test
    void call_that_is_larger_than_a_quota_is_not_worth_a_retry() {
        NewKey key = key(new KeyQuotas(Optional.of(5L), Optional.empty(), Optional.empty()));

        StatusRuntimeException refused = refused(key, "a", 6);

        assertQuota(refused, "events_per_minute", "5");
        assertThat(TestIngestion.detail(refused, RetryInfo.class)).isEmpty();
        publish(key, "a", 5);
    }

    @Test
    void key_without_quotas_has_the_default_and_keys_do_not_share() {
        NewKey one = key(KeyQuotas.DEFAULT);
        NewKey other = key(KeyQuotas.DEFAULT);

        publish(one, "a", 20);

        assertQuota(refused(one, "b", 1), "events_per_minute", "20");
        publish(other, "b", 20);
    }

    @Test
    void stream_over_the_quota_is_refused_until_another_one_is_closed() {
        Quotas quotas = ingestion.platform().get(Quotas.class);
        Grant grant = grant(new KeyQuotas(Optional.empty(), Optional.empty(), Optional.of(2)));
        Quotas.OpenSlot first = quotas.openStream(grant);
        try (Quotas.OpenSlot _ = quotas.openStream(grant)) {
            StatusRuntimeException refused = failure(() -> quotas.openStream(grant));
            assertQuota(refused, "streams_at_once", "2");
            assertThat(wait(refused)).isPositive();

            first.close();
            first.close();

            Quotas.OpenSlot third = quotas.openStream(grant);
            assertQuota(failure(() -> quotas.openStream(grant)), "streams_at_once", "2");
            third.close();
        }
        for (int i = 0; i < 2; i++) {
            assertThat(quotas.openStream(grant)).isNotNull();
        }
    }

    @Test
    void question_over_the_quota_is_refused_until_another_one_is_answered() {
        Quotas quotas = ingestion.platform().get(Quotas.class);
        Grant grant = grant(KeyQuotas.DEFAULT);
        List<Quotas.OpenSlot> underWay = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            underWay.add(quotas.openQuery(grant));
        }

        StatusRuntimeException refused = failure(() -> quotas.openQuery(grant));

        assertQuota(refused, "questions_at_once", "8");
        assertThat(wait(refused)).isPositive();
        assertThat(quotas.openQuery(grant(KeyQuotas.DEFAULT))).isNotNull();
        underWay.getFirst().close();
        assertThat(quotas.openQuery(grant)).isNotNull();
    }

    @Test
    void calls_over_a_quota_are_counted() {
        NewKey key = key(new KeyQuotas(Optional.of(5L), Optional.empty(), Optional.empty()));
        publish(key, "a", 5);
        refused(key, "b", 1);
        refused(key, "c", 1);
        ingestion.platform().get(UseCounter.class).flush();

        Period today = Period.of(
                Grain.DAY, LocalDate.ofInstant(ingestion.platform().clock().instant(), ZoneOffset.UTC));
        assertThat(ingestion.platform().get(UseLog.class).uses(today))
                .filteredOn(use -> use.key().equals(key.key().id()))
                .singleElement()
                .satisfies(use -> {
                    assertThat(use.counts().calls()).isEqualTo(3);
                    assertThat(use.counts().callsOverQuota()).isEqualTo(2);
                    assertThat(use.counts().accepted()).isEqualTo(5);
                });
    }

    private static NewKey key(KeyQuotas quotas) {
        return ingestion.key(new KeyTerms("", Set.of(Scope.PUBLISH), Optional.empty(), quotas, Optional.empty()));
    }

    private static Grant grant(KeyQuotas quotas) {
        return Grant.of(key(quotas).key());
    }

    private static void publish(NewKey key, String prefix, int events) {
        assertThat(ingestion
                        .stub("Bearer " + key.text())
                        .publishEvents(request(prefix, events))
                        .getAnswersCount())
                .isEqualTo(events);
    }

    private static StatusRuntimeException refused(NewKey key, String prefix, int events) {
        return failure(() -> ingestion.stub("Bearer " + key.text()).publishEvents(request(prefix, events)));
    }

    private static PublishEventsRequest request(String prefix, int events) {
        PublishEventsRequest.Builder request = PublishEventsRequest.newBuilder();
        for (int i = 0; i < events; i++) {
            request.addEvents(Messages.answer(prefix + "-" + i, "acme", MARCH, 9, ""));
        }
        return request.build();
    }

    private static String kept() {
        return ingestion
                .platform()
                .rows("select count(*) from fact_survey_answer")
                .getFirst();
    }

    private static StatusRuntimeException failure(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        StatusRuntimeException failure = catchThrowableOfType(StatusRuntimeException.class, call);
        assertThat(failure).as("the call should have failed").isNotNull();
        return failure;
    }

    private static Duration wait(StatusRuntimeException failure) {
        var delay = TestIngestion.detail(failure, RetryInfo.class).orElseThrow().getRetryDelay();
        return Duration.ofSeconds(delay.getSeconds(), delay.getNanos());
    }

    private static void assertQuota(StatusRuntimeException failure, String quota, String size) {
        assertThat(failure.getStatus().getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
        ErrorInfo info = TestIngestion.detail(failure, ErrorInfo.class).orElseThrow();
        assertThat(info.getReason()).isEqualTo("QUOTA_EXCEEDED");
        assertThat(info.getMetadataMap()).containsExactlyInAnyOrderEntriesOf(Map.of("quota", quota, "size", size));
    }
}
