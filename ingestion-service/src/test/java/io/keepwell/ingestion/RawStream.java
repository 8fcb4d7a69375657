package io.keepwell.ingestion;

import io.grpc.Channel;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import io.grpc.stub.MetadataUtils;
import io.keepwell.ingestion.v1.BatchAnswer;
import io.keepwell.ingestion.v1.Event;
import io.keepwell.ingestion.v1.EventBatch;
import io.keepwell.ingestion.v1.IngestionServiceGrpc;
import io.keepwell.ingestion.v1.StreamEventsRequest;
import io.keepwell.ingestion.v1.StreamEventsResponse;
import io.keepwell.ingestion.v1.StreamOpened;
import io.keepwell.ingestion.v1.StreamOpening;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// A stream of events as a partner's own program holds it: message by message.
public final class RawStream implements ClientResponseObserver<StreamEventsRequest, StreamEventsResponse> {
    private static final int LONGEST_WAIT_SECONDS = 20;

    private final BlockingQueue<StreamEventsResponse> responses = new LinkedBlockingQueue<>();
    private final CompletableFuture<StatusRuntimeException> end = new CompletableFuture<>();
    private @Nullable ClientCallStreamObserver<StreamEventsRequest> requests;

    private RawStream() {}

    /// A stream on which nothing was said yet.
    public static RawStream begin(Channel channel, String key) {
        Metadata headers = new Metadata();
        headers.put(TestIngestion.AUTHORIZATION, "Bearer " + key);
        RawStream stream = new RawStream();
        var _ = IngestionServiceGrpc.newStub(channel)
                .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers))
                .streamEvents(stream);
        return stream;
    }

    /// @param resumeToken empty for a new sequence
    public static RawStream open(Channel channel, String key, String resumeToken) {
        RawStream stream = begin(channel, key);
        stream.sendOpening(resumeToken);
        return stream;
    }

    public void sendOpening(String resumeToken) {
        send(StreamEventsRequest.newBuilder()
                .setOpening(StreamOpening.newBuilder().setResumeToken(resumeToken))
                .build());
    }

    public void send(long batchNumber, List<Event> events) {
        send(StreamEventsRequest.newBuilder()
                .setBatch(EventBatch.newBuilder().setBatchNumber(batchNumber).addAllEvents(events))
                .build());
    }

    public void send(StreamEventsRequest request) {
        call().onNext(request);
    }

    /// Ends this side.
    public void finish() {
        call().onCompleted();
    }

    public void cancel() {
        call().cancel("the test has seen enough", null);
    }

    /// Whether the transport takes more without piling it up.
    public boolean isReady() {
        return call().isReady();
    }

    private ClientCallStreamObserver<StreamEventsRequest> call() {
        return Objects.requireNonNull(requests, "the stream was never begun");
    }

    public boolean isOpen() {
        return !end.isDone();
    }

    public StreamOpened opened() throws InterruptedException {
        return next().getOpened();
    }

    public BatchAnswer answer() throws InterruptedException {
        return next().getBatch();
    }

    private StreamEventsResponse next() throws InterruptedException {
        StreamEventsResponse response = responses.poll(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS);
        if (response == null) {
            throw new AssertionError("the server says nothing; the stream's end: " + end);
        }
        return response;
    }

    /// Answers that nobody has asked for yet.
    public int waiting() {
        return responses.size();
    }

    /// How the stream ended; of status OK where nothing was wrong.
    public StatusRuntimeException end() throws InterruptedException {
        try {
            return end.get(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException problem) {
            throw new AssertionError("the stream doesn't end", problem);
        }
    }

    @Override
    public void beforeStart(ClientCallStreamObserver<StreamEventsRequest> call) {
        requests = call;
    }

    @Override
    public void onNext(StreamEventsResponse response) {
        responses.add(response);
    }

    @Override
    public void onError(Throwable problem) {
        end.complete(Status.fromThrowable(problem).asRuntimeException(Status.trailersFromThrowable(problem)));
    }

    @Override
    public void onCompleted() {
        end.complete(Status.OK.asRuntimeException());
    }
}
