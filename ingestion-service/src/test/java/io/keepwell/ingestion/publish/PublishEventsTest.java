package io.keepwell.ingestion.publish;

import static io.keepwell.ingestion.v1.Disposition.DISPOSITION_ACCEPTED;
import static io.keepwell.ingestion.v1.Disposition.DISPOSITION_DUPLICATE;
import static io.keepwell.ingestion.v1.Disposition.DISPOSITION_PENDING;
import static io.keepwell.ingestion.v1.Disposition.DISPOSITION_REJECTED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.ErrorInfo;
import com.google.rpc.RetryInfo;
import io.grpc.CallOptions;
import io.grpc.ClientInterceptors;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import io.keepwell.client.PartnerClient;
import io.keepwell.core.access.Partner;
import io.keepwell.core.access.PartnerKeys;
import io.keepwell.core.access.Scope;
import io.keepwell.core.suite.UsesDatabase;
import io.keepwell.ingestion.Messages;
import io.keepwell.ingestion.TestIngestion;
import io.keepwell.ingestion.v1.Disposition;
import io.keepwell.ingestion.v1.Event;
import io.keepwell.ingestion.v1.EventAnswer;
import io.keepwell.ingestion.v1.IngestionServiceGrpc;
import io.keepwell.ingestion.v1.ProblemReason;
import io.keepwell.ingestion.v1.PublishEventsRequest;
import io.keepwell.ingestion.v1.PublishEventsResponse;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The partners' door over a real connection.
@UsesDatabase
final class PublishEventsTest {
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
    void each_event_of_a_batch_is_answered_by_itself_and_in_its_place() {
        assertThat(dispositions(client.publish(List.of(
                        Messages.answer("a", "acme", MARCH, 9, "good"),
                        Messages.answer("b", "acme", MARCH, 11, ""),
                        Messages.start("c", "acme", MARCH, "100.00", "USD"),
                        Messages.answer("a", "acme", MARCH, 9, "good"),
                        Messages.answer("a", "acme", MARCH, 3, "bad"),
                        Messages.start("d", "acme", MARCH, "100.00", "EUR")))))
                .containsExactly(
                        DISPOSITION_ACCEPTED,
                        DISPOSITION_REJECTED,
                        DISPOSITION_PENDING,
                        DISPOSITION_DUPLICATE,
                        DISPOSITION_REJECTED,
                        DISPOSITION_ACCEPTED);

        List<EventAnswer> again = client.publish(List.of(
                Messages.answer("a", "acme", MARCH, 9, "good"),
                Messages.answer("a", "acme", MARCH, 3, "bad"),
                Messages.start("c", "acme", MARCH, "100.00", "USD")));
        assertThat(dispositions(again))
                .containsExactly(DISPOSITION_DUPLICATE, DISPOSITION_REJECTED, DISPOSITION_DUPLICATE);
        assertThat(again.get(1).getProblem().getReason()).isEqualTo(ProblemReason.PROBLEM_REASON_CONFLICT);
        assertThat(again.get(1).getProblem().getField()).isEqualTo("event_id");
        assertThat(again).extracting(EventAnswer::getEventId).containsExactly("a", "a", "c");
    }

    @Test
    void rejected_and_pending_events_say_which_field_and_why() {
        List<EventAnswer> answers = client.publish(List.of(
                Messages.start("a", "acme", MARCH, "1e30", "EUR"),
                Messages.answer("b", "acme", MARCH, 9, "x".repeat(70_000)),
                Messages.start("c", "acme", MARCH, "1.00", "USD"),
                Event.newBuilder().build()));

        assertThat(answers)
                .extracting(answer -> answer.getProblem().getField() + " "
                        + answer.getProblem().getReason())
                .containsExactly(
                        "subscription_change.price.amount PROBLEM_REASON_BAD_FORMAT",
                        "survey_answer.comment PROBLEM_REASON_TOO_LONG",
                        "subscription_change.price.currency_code PROBLEM_REASON_NO_EXCHANGE_RATE",
                        "event_id PROBLEM_REASON_REQUIRED");
        assertThat(answers.get(3).getEventId()).isEmpty();
        assertThat(ingestion.platform().rows("select count(*) from fact_survey_answer"))
                .containsExactly("0");
        assertThat(ingestion.platform().rows("select count(*) from fact_subscription_change"))
                .as("what is pending is kept")
                .containsExactly("1");
    }

    @Test
    void accepted_events_are_in_the_figures_soon() throws InterruptedException {
        client.publish(List.of(
                Messages.start("a", "acme", MARCH, "100.00", "EUR"),
                Messages.start("b", "bolt", MARCH, "50.00", "EUR")));
        ingestion.awaitRefresh();

        assertThat(ingestion
                        .platform()
                        .figure("revenue.mrr", "subscriptions", "2026-03-01", "2026-04-01")
                        .amount()
                        .orElseThrow())
                .isEqualByComparingTo("150");
    }

    @Test
    void client_sends_more_events_than_a_call_takes_in_several_calls() {
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < 2_500; i++) {
            events.add(Messages.answer("id-" + i, "account-" + i % 50, MARCH, i % 11, ""));
        }
        assertThat(dispositions(client.publish(events))).hasSize(2_500).containsOnly(DISPOSITION_ACCEPTED);
        assertThat(dispositions(client.publish(events))).hasSize(2_500).containsOnly(DISPOSITION_DUPLICATE);
    }

    @Test
    void client_keeps_calls_of_large_events_under_the_servers_limit() {
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < 150; i++) {
            events.add(Messages.answer("id-" + i, "acme", MARCH, 9, "x".repeat(65_000)));
        }
        assertThat(dispositions(client.publish(events))).hasSize(150).containsOnly(DISPOSITION_ACCEPTED);
    }

    @Test
    void ids_and_account_names_of_partners_do_not_collide() throws InterruptedException {
        Partner other = ingestion.platform().get(PartnerKeys.class).partner("other");
        List<Event> mine = List.of(
                Messages.start("a", "acme", MARCH, "100.00", "EUR"), Messages.answer("b", "acme", MARCH, 9, "mine"));
        List<Event> theirs = List.of(
                Messages.start("a", "acme", MARCH, "7.00", "EUR"), Messages.answer("b", "acme", MARCH, 1, "theirs"));
        try (PartnerClient otherClient = ingestion.client(other, Duration.ZERO)) {
            assertThat(dispositions(client.publish(mine))).containsOnly(DISPOSITION_ACCEPTED);
            assertThat(dispositions(otherClient.publish(theirs))).containsOnly(DISPOSITION_ACCEPTED);
            assertThat(dispositions(otherClient.publish(theirs))).containsOnly(DISPOSITION_DUPLICATE);
        }
        ingestion.awaitRefresh();

        assertThat(ingestion.platform().rows("select count(distinct account) from mrr_movement"))
                .containsExactly("2");
    }

    @Test
    void empty_and_too_large_batches_are_refused_whole() {
        assertError(
                failure(() -> ownStub().publishEvents(PublishEventsRequest.getDefaultInstance())),
                Status.Code.INVALID_ARGUMENT,
                "BATCH_EMPTY");
        PublishEventsRequest.Builder tooMany = PublishEventsRequest.newBuilder();
        for (int i = 0; i <= 1_000; i++) {
            tooMany.addEvents(Messages.answer("id-" + i, "acme", MARCH, 9, ""));
        }
        assertError(
                failure(() -> ownStub().publishEvents(tooMany.build())),
                Status.Code.INVALID_ARGUMENT,
                "BATCH_TOO_LARGE");
        assertThat(ingestion.platform().rows("select count(*) from fact_survey_answer"))
                .containsExactly("0");
    }

    @Test
    void message_over_four_mebibytes_is_too_large_and_not_worth_a_retry() {
        assertError(
                failure(() -> ownStub().publishEvents(large(70))), Status.Code.RESOURCE_EXHAUSTED, "MESSAGE_TOO_LARGE");
        assertThat(failure(() -> ownStub().publishEvents(large(200)))
                        .getStatus()
                        .getCode())
                .as("what is far too large, the transport refuses")
                .isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
        assertThat(ingestion.platform().rows("select count(*) from fact_survey_answer"))
                .containsExactly("0");
    }

    private static PublishEventsRequest large(int events) {
        PublishEventsRequest.Builder large = PublishEventsRequest.newBuilder();
        for (int i = 0; i < events; i++) {
            large.addEvents(Messages.answer("id-" + i, "acme", MARCH, 9, "x".repeat(65_000)));
        }
        return large.build();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Basic abc", "kw_0123", "Bearer"})
    void call_without_a_key_is_unauthenticated(String authorization) {
        assertError(
                failure(() -> ingestion.stub(authorization).publishEvents(one())),
                Status.Code.UNAUTHENTICATED,
                "KEY_MISSING");
    }

    @Test
    void unknown_expired_and_revoked_keys_say_so() {
        Partner partner = ingestion.platform().partner();
        assertError(
                failure(() -> ingestion.stub("Bearer kw_" + "0".repeat(64)).publishEvents(one())),
                Status.Code.UNAUTHENTICATED,
                "KEY_UNKNOWN");

        Instant now = ingestion.platform().clock().instant();
        String soonOver = ingestion.key(partner, EnumSet.allOf(Scope.class), now.plusSeconds(60));
        assertThat(ingestion.stub("Bearer " + soonOver).publishEvents(one()).getAnswersCount())
                .isEqualTo(1);
        ingestion.platform().clock().advance(Duration.ofSeconds(60));
        assertError(
                failure(() -> ingestion.stub("Bearer " + soonOver).publishEvents(one())),
                Status.Code.UNAUTHENTICATED,
                "KEY_EXPIRED");
    }

    @Test
    void key_without_the_scope_is_denied() {
        String query = ingestion.key(ingestion.platform().partner(), Set.of(Scope.QUERY));

        assertError(
                failure(() -> ingestion.stub("Bearer " + query).publishEvents(one())),
                Status.Code.PERMISSION_DENIED,
                "SCOPE_MISSING");
        assertThat(ingestion.platform().rows("select count(*) from fact_survey_answer"))
                .containsExactly("0");
    }

    @Test
    void health_is_reported_without_a_key() {
        assertThat(HealthGrpc.newBlockingStub(ingestion.channel())
                        .check(HealthCheckRequest.getDefaultInstance())
                        .getStatus())
                .isEqualTo(HealthCheckResponse.ServingStatus.SERVING);
    }

    @Test
    void text_that_is_not_utf8_is_named_by_its_place() {
        Event good = Messages.answer("a", "acme", MARCH, 9, "good");
        Event marked = Messages.answer("b", "acme", MARCH, 9, "MARK");
        byte[] bytes = PublishEventsRequest.newBuilder()
                .addEvents(good)
                .addEvents(marked)
                .build()
                .toByteArray();
        int mark = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("MARK");
        bytes[mark + 1] = (byte) 0xff;

        StatusRuntimeException failure = failure(() -> publishRaw(bytes));

        assertError(failure, Status.Code.INVALID_ARGUMENT, "MALFORMED");
        assertThat(failure.getStatus().getDescription()).contains("events[1].survey_answer.comment");
        assertThat(ingestion.platform().rows("select count(*) from fact_survey_answer"))
                .containsExactly("0");
    }

    @Test
    void calls_go_on_after_one_that_was_refused() {
        for (int i = 0; i < 20; i++) {
            failure(() -> publishRaw(new byte[] {1}));
        }
        assertThat(client.publish(one().getEventsList())).hasSize(1);
    }

    @Test
    void request_that_can_not_be_read_is_malformed() {
        byte[] cut = Arrays.copyOf(one().toByteArray(), 20);

        assertError(failure(() -> publishRaw(cut)), Status.Code.INVALID_ARGUMENT, "MALFORMED");
        assertError(
                failure(() -> publishRaw(new byte[] {(byte) 0xff, (byte) 0xff, 1, 2})),
                Status.Code.INVALID_ARGUMENT,
                "MALFORMED");
    }

    private static PublishEventsResponse publishRaw(byte[] bytes) {
        MethodDescriptor<byte[], PublishEventsResponse> method =
                MethodDescriptor.<byte[], PublishEventsResponse>newBuilder()
                        .setType(MethodDescriptor.MethodType.UNARY)
                        .setFullMethodName(
                                IngestionServiceGrpc.getPublishEventsMethod().getFullMethodName())
                        .setRequestMarshaller(new Raw())
                        .setResponseMarshaller(
                                IngestionServiceGrpc.getPublishEventsMethod().getResponseMarshaller())
                        .build();
        Metadata headers = new Metadata();
        headers.put(TestIngestion.AUTHORIZATION, "Bearer " + ownKey());
        return ClientCalls.blockingUnaryCall(
                ClientInterceptors.intercept(ingestion.channel(), MetadataUtils.newAttachHeadersInterceptor(headers)),
                method,
                CallOptions.DEFAULT,
                bytes);
    }

    /// Bytes as they are.
    private static final class Raw implements MethodDescriptor.Marshaller<byte[]> {
        @Override
        public InputStream stream(byte[] value) {
            return new ByteArrayInputStream(value);
        }

        @Override
        public byte[] parse(InputStream stream) {
            throw new UnsupportedOperationException("only requests are raw");
        }
    }

    private static String ownKey() {
        return ingestion.key(ingestion.platform().partner(), EnumSet.allOf(Scope.class));
    }

    private static IngestionServiceGrpc.IngestionServiceBlockingStub ownStub() {
        return ingestion.stub("Bearer " + ownKey());
    }

    private static PublishEventsRequest one() {
        return PublishEventsRequest.newBuilder()
                .addEvents(Messages.answer("one", "acme", MARCH, 9, "good"))
                .build();
    }

    private static List<Disposition> dispositions(List<EventAnswer> answers) {
        return answers.stream().map(EventAnswer::getDisposition).toList();
    }

    private static StatusRuntimeException failure(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        StatusRuntimeException failure = catchThrowableOfType(StatusRuntimeException.class, call);
        assertThat(failure).as("the call should have failed").isNotNull();
        return failure;
    }

    private static void assertError(StatusRuntimeException failure, Status.Code code, String reason) {
        assertThat(failure.getStatus().getCode()).as(failure.toString()).isEqualTo(code);
        List<ErrorInfo> infos = TestIngestion.rich(failure).getDetailsList().stream()
                .filter(detail -> detail.is(ErrorInfo.class))
                .map(detail -> {
                    try {
                        return detail.unpack(ErrorInfo.class);
                    } catch (InvalidProtocolBufferException broken) {
                        throw new AssertionError(broken);
                    }
                })
                .toList();
        assertThat(infos).singleElement().satisfies(info -> {
            assertThat(info.getReason()).isEqualTo(reason);
            assertThat(info.getDomain()).isEqualTo("keepwell.io");
        });
        assertThat(TestIngestion.rich(failure).getDetailsList())
                .as("only what passes is worth a retry")
                .noneMatch(detail -> detail.is(RetryInfo.class));
    }
}
