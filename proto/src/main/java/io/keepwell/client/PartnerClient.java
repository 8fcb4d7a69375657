package io.keepwell.client;

import com.google.rpc.RetryInfo;
import io.grpc.CallCredentials;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.keepwell.ingestion.v1.Event;
import io.keepwell.ingestion.v1.EventAnswer;
import io.keepwell.ingestion.v1.IngestionServiceGrpc;
import io.keepwell.ingestion.v1.PublishEventsRequest;
import io.keepwell.query.v1.ListMetricsRequest;
import io.keepwell.query.v1.ListMetricsResponse;
import io.keepwell.query.v1.MetricQueryServiceGrpc;
import io.keepwell.query.v1.QueryFiguresRequest;
import io.keepwell.query.v1.QueryFiguresResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// Talks to Keepwell for a partner. Calls that failed for a passing reason are made again with the same event ids,
/// which is safe, since repeats are recognised. Safe for use by several threads.
public final class PartnerClient implements AutoCloseable {
    /// How many events a call takes.
    public static final int MOST_EVENTS = 1_000;

    /// Events of one call stay well under the server's limit of 4 MiB.
    private static final int MOST_BYTES = 3 * 1024 * 1024;

    private static final Metadata.Key<String> AUTHORIZATION =
            Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);
    private static final Duration DEADLINE = Duration.ofSeconds(60);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final ManagedChannel channel;
    private final CallCredentials credentials;
    private final Duration patience;

    private PartnerClient(ManagedChannel channel, String key, Duration patience) {
        this.channel = channel;
        this.credentials = new Bearer(key);
        this.patience = patience;
    }

    /// Without encryption: for this machine, or behind a proxy that encrypts.
    ///
    /// @param target such as `127.0.0.1:9090`
    /// @param patience how long to go on trying what fails for a passing reason
    public static PartnerClient plaintext(String target, String key, Duration patience) {
        return new PartnerClient(
                Grpc.newChannelBuilder(target, InsecureChannelCredentials.create())
                        .build(),
                key,
                patience);
    }

    /// With TLS, trusting what the Java platform trusts.
    public static PartnerClient tls(String target, String key, Duration patience) throws IOException {
        return tls(target, key, patience, Tls.PLATFORM);
    }

    /// With TLS.
    ///
    /// @throws IOException where a file can't be read
    public static PartnerClient tls(String target, String key, Duration patience, Tls tls) throws IOException {
        return new PartnerClient(tls.channel(target), key, patience);
    }

    /// Sends events, in as many calls as are needed, and returns when all are answered.
    ///
    /// @return one answer for each event, in their order
    /// @throws StatusRuntimeException where a call failed for good, or for longer than the patience lasts
    public List<EventAnswer> publish(List<Event> events) {
        List<EventAnswer> answers = new ArrayList<>(events.size());
        int start = 0;
        while (start < events.size()) {
            int end = endOfBatch(events, start);
            PublishEventsRequest request = PublishEventsRequest.newBuilder()
                    .addAllEvents(events.subList(start, end))
                    .build();
            answers.addAll(patiently(() -> IngestionServiceGrpc.newBlockingStub(channel)
                            .withCallCredentials(credentials)
                            .withDeadlineAfter(DEADLINE)
                            .publishEvents(request))
                    .getAnswersList());
            start = end;
        }
        return answers;
    }

    private static int endOfBatch(List<Event> events, int start) {
        int bytes = 0;
        int end = start;
        while (end < events.size() && end - start < MOST_EVENTS) {
            bytes += events.get(end).getSerializedSize();
            if (bytes > MOST_BYTES && end > start) {
                break;
            }
            end++;
        }
        return end;
    }

    /// Every metric with its definitions.
    public ListMetricsResponse metrics() {
        return patiently(() -> queries().listMetrics(ListMetricsRequest.getDefaultInstance()));
    }

    public QueryFiguresResponse query(QueryFiguresRequest request) {
        return patiently(() -> queries().queryFigures(request));
    }

    private MetricQueryServiceGrpc.MetricQueryServiceBlockingStub queries() {
        return MetricQueryServiceGrpc.newBlockingStub(channel)
                .withCallCredentials(credentials)
                .withMaxInboundMessageSize(64 * 1024 * 1024)
                .withDeadlineAfter(DEADLINE);
    }

    private <T> T patiently(Supplier<T> call) {
        long giveUpAt = System.nanoTime() + patience.toNanos();
        for (int attempt = 0; ; attempt++) {
            try {
                return call.get();
            } catch (StatusRuntimeException failure) {
                if (!passes(failure) || System.nanoTime() >= giveUpAt) {
                    throw failure;
                }
                pause(attempt, failure);
            }
        }
    }

    private static boolean passes(StatusRuntimeException failure) {
        return switch (failure.getStatus().getCode()) {
            case UNAVAILABLE, DEADLINE_EXCEEDED, ABORTED -> true;
            case RESOURCE_EXHAUSTED -> isBackPressure(failure);
            case OK,
                    CANCELLED,
                    UNKNOWN,
                    INVALID_ARGUMENT,
                    NOT_FOUND,
                    ALREADY_EXISTS,
                    PERMISSION_DENIED,
                    FAILED_PRECONDITION,
                    OUT_OF_RANGE,
                    UNIMPLEMENTED,
                    INTERNAL,
                    DATA_LOSS,
                    UNAUTHENTICATED -> false;
        };
    }

    /// Whether the server said when to try again, as it doesn't when the request itself is too large.
    private static boolean isBackPressure(StatusRuntimeException failure) {
        com.google.rpc.Status status = StatusProto.fromThrowable(failure);
        return status != null && status.getDetailsList().stream().anyMatch(detail -> detail.is(RetryInfo.class));
    }

    private static void pause(int attempt, StatusRuntimeException failure) {
        long longest = Math.min(LONGEST_PAUSE.toMillis(), FIRST_PAUSE.toMillis() << Math.min(attempt, 10));
        try {
            Thread.sleep(ThreadLocalRandom.current().nextLong(longest / 2, longest));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw failure;
        }
    }

    /// Ends the connection; calls under way get ten seconds.
    @Override
    public void close() {
        try {
            boolean ended = channel.shutdown().awaitTermination(10, TimeUnit.SECONDS);
            if (!ended) {
                channel.shutdownNow();
            }
        } catch (InterruptedException interrupted) {
            channel.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    private static final class Bearer extends CallCredentials {
        private final Metadata headers = new Metadata();

        Bearer(String key) {
            headers.put(AUTHORIZATION, "Bearer " + key);
        }

        @Override
        public void applyRequestMetadata(RequestInfo request, Executor executor, MetadataApplier applier) {
            try {
                applier.apply(headers);
            } catch (RuntimeException failure) {
                applier.fail(Status.UNAUTHENTICATED.withCause(failure));
            }
        }
    }
}
