package io.keepwell.ingestion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.reflection.v1.ServerReflectionGrpc;
import io.grpc.reflection.v1.ServerReflectionRequest;
import io.grpc.reflection.v1.ServerReflectionResponse;
import io.grpc.stub.MetadataUtils;
import io.grpc.stub.StreamObserver;
import io.keepwell.core.database.TestDatabase;
import io.keepwell.core.suite.RunsOnce;
import io.keepwell.core.suite.Slow;
import io.keepwell.core.suite.UsesDatabase;
import io.keepwell.ingestion.v1.PublishEventsRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// What the gRPC server allows its clients.
@UsesDatabase
@RunsOnce("the server of partners")
@Slow
final class ServerSetupTest {
    private static final int INTAKES_AT_ONCE = 3;

    private static final String MARCH = "2026-03-05T12:00:00Z";

    @Test
    void calls_there_are_are_reported_only_where_that_is_switched_on() throws Exception {
        try (TestIngestion silent = TestIngestion.start()) {
            assertThat(askForService(silent))
                    .failsWithin(20, TimeUnit.SECONDS)
                    .withThrowableThat()
                    .withMessageContaining("UNIMPLEMENTED");
        }
        try (TestIngestion open =
                TestIngestion.start(TestDatabase.create(), Map.of("keepwell.grpc.reflection", "true"))) {
            ServerReflectionResponse response = askForService(open).get(20, TimeUnit.SECONDS);
            assertThat(response.getFileDescriptorResponse().getFileDescriptorProtoList())
                    .as(response.toString())
                    .isNotEmpty();
        }
    }

    private static CompletableFuture<ServerReflectionResponse> askForService(TestIngestion ingestion) {
        Metadata headers = new Metadata();
        headers.put(TestIngestion.AUTHORIZATION, "Bearer " + ingestion.key());
        CompletableFuture<ServerReflectionResponse> answer = new CompletableFuture<>();
        ManagedChannel channel = ingestion.channel();
        StreamObserver<ServerReflectionRequest> requests = ServerReflectionGrpc.newStub(channel)
                .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers))
                .serverReflectionInfo(new StreamObserver<>() {
                    @Override
                    public void onNext(ServerReflectionResponse response) {
                        answer.complete(response);
                    }

                    @Override
                    public void onError(Throwable problem) {
                        answer.completeExceptionally(problem);
                    }

                    @Override
                    public void onCompleted() {}
                });
        requests.onNext(ServerReflectionRequest.newBuilder()
                .setFileContainingSymbol("keepwell.ingestion.v1.IngestionService")
                .build());
        requests.onCompleted();
        return answer;
    }

    /// The first intakes are pending at the database, as many as there may be at once; the last call waits
    /// its turn behind the others until its deadline.
    @Test
    void call_whose_deadline_passed_while_it_waited_is_not_begun() throws Exception {
        try (TestIngestion ingestion = TestIngestion.start(
                        TestDatabase.create(), Map.of("keepwell.db.pool", 24, "keepwell.refresher.enabled", false));
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var stub = ingestion.stub("Bearer " + ingestion.key());
            List<CompletableFuture<?>> held = new ArrayList<>();
            try (AutoCloseable _ = ingestion.holdAnswers()) {
                for (int i = 0; i < 8; i++) {
                    PublishEventsRequest request = one("held-" + i);
                    held.add(CompletableFuture.supplyAsync(() -> stub.publishEvents(request), threads));
                    // Each is an intake of its own, as long as there may be another one.
                    ingestion.awaitHeld(Math.min(i + 1, INTAKES_AT_ONCE));
                }
                StatusRuntimeException late = catchThrowableOfType(
                        StatusRuntimeException.class,
                        () -> stub.withDeadlineAfter(300, TimeUnit.MILLISECONDS).publishEvents(one("late")));
                assertThat(late.getStatus().getCode()).isEqualTo(Status.Code.DEADLINE_EXCEEDED);
            }
            for (CompletableFuture<?> call : held) {
                assertThat(call.get(20, TimeUnit.SECONDS)).isNotNull();
            }
            assertThat(stub.publishEvents(one("after")).getAnswersCount()).isEqualTo(1);
            assertThat(ingestion.platform().rows("select count(*), sum(comment = 'late') from fact_survey_answer"))
                    .containsExactly("9 0");
        }
    }

    private static PublishEventsRequest one(String id) {
        return PublishEventsRequest.newBuilder()
                .addEvents(Messages.answer(id, "acme", MARCH, 9, id))
                .build();
    }
}
