package io.keepwell.client;

import io.grpc.CallCredentials;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.keepwell.ingestion.v1.Date;
import io.keepwell.ingestion.v1.DescribeFirmRequest;
import io.keepwell.ingestion.v1.DescribeFirmResponse;
import io.keepwell.ingestion.v1.Event;
import io.keepwell.ingestion.v1.EventAnswer;
import io.keepwell.ingestion.v1.IngestionServiceGrpc;
import io.keepwell.ingestion.v1.PublishEventsRequest;
import io.keepwell.ingestion.v1.ReconcileDaysRequest;
import io.keepwell.ingestion.v1.ReconcileDaysResponse;
import io.keepwell.ingestion.v1.ValidateEventsRequest;
import io.keepwell.query.v1.CompareDefinitionsRequest;
import io.keepwell.query.v1.CompareDefinitionsResponse;
import io.keepwell.query.v1.ExplainRevisionRequest;
import io.keepwell.query.v1.ExplainRevisionResponse;
import io.keepwell.query.v1.ListMetricsRequest;
import io.keepwell.query.v1.ListMetricsResponse;
import io.keepwell.query.v1.MetricQueryServiceGrpc;
import io.keepwell.query.v1.QueryCohortsRequest;
import io.keepwell.query.v1.QueryCohortsResponse;
import io.keepwell.query.v1.QueryMetricRequest;
import io.keepwell.query.v1.QueryMetricResponse;
import io.keepwell.query.v1.QuerySurvivalRequest;
import io.keepwell.query.v1.QuerySurvivalResponse;
import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;

/// Talks to Keepwell for a partner. Calls that failed for a passing reason are made again with the same
/// event ids, which is safe, since repeats are recognised. Safe for use by several threads.
public final class PartnerClient implements AutoCloseable {
    /// How many events a call takes.
    public static final int MOST_EVENTS = 1_000;

    /// How many bytes the events of one call, and so a single event, may have: well under the server's
    /// limit of 4 MiB.
    public static final int MOST_BYTES = 3 * 1024 * 1024;

    private static final Metadata.Key<String> AUTHORIZATION =
            Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);
    private static final Duration DEADLINE = Duration.ofSeconds(60);
    /// Servers cut off who asks more often than every 30 seconds.
    private static final Duration KEEP_ALIVE = Duration.ofSeconds(45);

    private static final Duration KEEP_ALIVE_ANSWER = Duration.ofSeconds(15);

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
                alive(Grpc.newChannelBuilder(target, InsecureChannelCredentials.create()))
                        .build(),
                key,
                patience);
    }

    /// Notices a connection that has gone without a word, such as behind a firewall that forgot it,
    /// while calls or streams are open on it.
    static ManagedChannelBuilder<?> alive(ManagedChannelBuilder<?> channel) {
        return channel.keepAliveTime(KEEP_ALIVE.toSeconds(), TimeUnit.SECONDS)
                .keepAliveTimeout(KEEP_ALIVE_ANSWER.toSeconds(), TimeUnit.SECONDS)
                .keepAliveWithoutCalls(false);
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
        return inBatches(
                events,
                batch -> ingestion()
                        .publishEvents(PublishEventsRequest.newBuilder()
                                .addAllEvents(batch)
                                .build())
                        .getAnswersList());
    }

    private List<EventAnswer> inBatches(List<Event> events, Function<List<Event>, List<EventAnswer>> call) {
        List<EventAnswer> answers = new ArrayList<>(events.size());
        int start = 0;
        while (start < events.size()) {
            int end = endOfBatch(events, start);
            List<Event> batch = events.subList(start, end);
            answers.addAll(patiently(() -> call.apply(batch)));
            start = end;
        }
        return answers;
    }

    private IngestionServiceGrpc.IngestionServiceBlockingStub ingestion() {
        return IngestionServiceGrpc.newBlockingStub(channel)
                .withCallCredentials(credentials)
                .withDeadlineAfter(DEADLINE);
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

    /// For many events: sends them one by one over a stream.
    public EventPublisher publisher() {
        return publisher(Batching.USUAL);
    }

    /// @param batching how events are put together
    public EventPublisher publisher(Batching batching) {
        return new EventPublisher(
                observer -> {
                    // The publisher makes pauses of its own.
                    channel.resetConnectBackoff();
                    var _ = IngestionServiceGrpc.newStub(channel)
                            .withCallCredentials(credentials)
                            .streamEvents(observer);
                },
                batching,
                patience);
    }

    /// What would become of events if they were published now; nothing is kept.
    ///
    /// @return one answer for each event, in their order
    /// @throws StatusRuntimeException as `publish`
    public List<EventAnswer> validate(List<Event> events) {
        return inBatches(
                events,
                batch -> ingestion()
                        .validateEvents(ValidateEventsRequest.newBuilder()
                                .addAllEvents(batch)
                                .build())
                        .getAnswersList());
    }

    /// What is kept of this partner.
    ///
    /// @param from first day, in the reporting zone
    /// @param to first day after the range, at most 366 days later
    public ReconcileDaysResponse reconcile(LocalDate from, LocalDate to) {
        ReconcileDaysRequest request = ReconcileDaysRequest.newBuilder()
                .setFrom(date(from))
                .setTo(date(to))
                .build();
        return patiently(() -> ingestion().reconcileDays(request));
    }

    /// By which zone and in which currency the firm counts.
    public DescribeFirmResponse firm() {
        return patiently(() -> ingestion().describeFirm(DescribeFirmRequest.getDefaultInstance()));
    }

    private static Date date(LocalDate day) {
        return Date.newBuilder()
                .setYear(day.getYear())
                .setMonth(day.getMonthValue())
                .setDay(day.getDayOfMonth())
                .build();
    }

    /// Every metric with its definitions.
    public ListMetricsResponse metrics() {
        return patiently(() -> queries().listMetrics(ListMetricsRequest.getDefaultInstance()));
    }

    public QueryMetricResponse query(QueryMetricRequest request) {
        return patiently(() -> queries().queryMetric(request));
    }

    public CompareDefinitionsResponse compare(CompareDefinitionsRequest request) {
        return patiently(() -> queries().compareDefinitions(request));
    }

    public ExplainRevisionResponse explainRevision(ExplainRevisionRequest request) {
        return patiently(() -> queries().explainRevision(request));
    }

    public QueryCohortsResponse cohorts(QueryCohortsRequest request) {
        return patiently(() -> queries().queryCohorts(request));
    }

    public QuerySurvivalResponse survival(QuerySurvivalRequest request) {
        return patiently(() -> queries().querySurvival(request));
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
                if (!Retry.passes(failure) || System.nanoTime() >= giveUpAt) {
                    throw failure;
                }
                pause(attempt, failure);
            }
        }
    }

    private static void pause(int attempt, StatusRuntimeException failure) {
        try {
            Thread.sleep(Retry.pause(attempt, failure));
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
