package io.keepwell.ingestion.publish;

import io.grpc.StatusRuntimeException;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.keepwell.core.access.Partner;
import io.keepwell.core.access.PartnerKeys.Grant;
import io.keepwell.ingestion.admission.CallAnswers;
import io.keepwell.ingestion.admission.CallError;
import io.keepwell.ingestion.admission.GrpcSettings;
import io.keepwell.ingestion.v1.BatchAnswer;
import io.keepwell.ingestion.v1.BatchProblem;
import io.keepwell.ingestion.v1.BatchProblemReason;
import io.keepwell.ingestion.v1.EventAnswer;
import io.keepwell.ingestion.v1.EventBatch;
import io.keepwell.ingestion.v1.StreamEventsRequest;
import io.keepwell.ingestion.v1.StreamEventsResponse;
import io.keepwell.ingestion.v1.StreamOpened;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/// One stream of batches. gRPC brings the messages, one at a time; they are mapped at once and put in line.
/// A thread of the stream's own takes them from the line, keeps them and writes all that the stream ever
/// says, so that batches are kept and answered in their order while the next ones are being read.
///
/// A message is asked for only when a batch was answered and the client reads its answers, so the line is
/// never longer than the opening and four batches.
final class EventStream implements StreamObserver<StreamEventsRequest> {
    static final int MOST_UNANSWERED = 4;

    private final Partner partner;
    private final Supplier<Grant> again;
    private final EventBatches batches;
    private final ResumeTokens tokens;
    private final Duration longestIdle;
    private final long endAt;
    private final ServerCallStreamObserver<StreamEventsResponse> answers;
    private final BlockingQueue<Item> line = new LinkedBlockingQueue<>();
    /// Messages that may be asked for as soon as the client reads again.
    private final AtomicInteger owed = new AtomicInteger();
    /// Only for the thread of gRPC.
    private boolean opened;
    /// Only for the thread of gRPC: nothing more is looked at.
    private boolean refused;
    /// Only for the stream's own thread.
    private long lastNumber;

    /// What waits in line.
    private sealed interface Item {
        record Opening(String resumeToken) implements Item {}

        record Batch(long number, EventBatches.Batch batch) implements Item {}

        record BadBatch(long number, BatchProblemReason reason, String message) implements Item {}

        /// Nothing after it is looked at.
        record End(Optional<StatusRuntimeException> error) implements Item {}
    }

    /// @param again looks again whose stream it is, and throws where the key isn't valid any more
    EventStream(
            Partner partner,
            Supplier<Grant> again,
            EventBatches batches,
            ResumeTokens tokens,
            GrpcSettings settings,
            ServerCallStreamObserver<StreamEventsResponse> answers) {
        this.partner = partner;
        this.again = again;
        this.batches = batches;
        this.tokens = tokens;
        this.longestIdle = settings.streamIdle();
        this.endAt = System.nanoTime() + settings.streamAge().toNanos();
        this.answers = answers;
    }

    /// @param ended runs when the stream has ended
    void start(Runnable ended) {
        answers.disableAutoRequest();
        answers.setOnCancelHandler(() -> put(new Item.End(Optional.empty())));
        answers.setOnReadyHandler(this::ask);
        answers.request(1 + MOST_UNANSWERED);
        Thread.ofVirtual().name("event-stream").start(() -> {
            try {
                work();
            } finally {
                ended.run();
            }
        });
    }

    /// Answers what was taken, and ends.
    void stop() {
        put(new Item.End(Optional.of(CallError.STOPPING.exception())));
    }

    @Override
    public void onNext(StreamEventsRequest request) {
        if (refused) {
            return;
        }
        try {
            put(
                    switch (request.getKindCase()) {
                        case OPENING -> opening(request.getOpening().getResumeToken());
                        case BATCH -> batch(request.getBatch());
                        case KIND_NOT_SET ->
                            throw CallError.MALFORMED.exception("A message has neither opening nor batch.");
                    });
        } catch (RuntimeException failure) {
            refused = true;
            put(error(CallAnswers.error(failure)));
        }
    }

    private Item opening(String resumeToken) {
        if (opened) {
            throw CallError.OPENING_MISPLACED.exception();
        }
        opened = true;
        return new Item.Opening(resumeToken);
    }

    private Item batch(EventBatch batch) {
        if (!opened) {
            throw CallError.OPENING_MISPLACED.exception();
        }
        long number = batch.getBatchNumber();
        Optional<CallError> problem = EventBatches.problem(batch.getEventsList());
        if (problem.isPresent()) {
            return new Item.BadBatch(
                    number, reason(problem.get()), problem.get().sentence());
        }
        return new Item.Batch(number, batches.take(again.get(), batch.getEventsList(), batch.getSerializedSize()));
    }

    private static BatchProblemReason reason(CallError problem) {
        return problem == CallError.BATCH_EMPTY
                ? BatchProblemReason.BATCH_PROBLEM_REASON_EMPTY
                : BatchProblemReason.BATCH_PROBLEM_REASON_TOO_LARGE;
    }

    private static Item error(StatusRuntimeException error) {
        return new Item.End(Optional.of(error));
    }

    @Override
    public void onError(Throwable gone) {
        put(new Item.End(Optional.empty()));
    }

    @Override
    public void onCompleted() {
        put(new Item.End(Optional.empty()));
    }

    private void put(Item item) {
        line.add(item);
    }

    private void work() {
        try {
            Item item = next();
            while (!(item instanceof Item.End(Optional<StatusRuntimeException> error))) {
                handle(item);
                item = next();
            }
            if (error.isPresent()) {
                throw error.get();
            }
            answers.onCompleted();
        } catch (RuntimeException failure) {
            answers.onError(CallAnswers.error(failure));
        }
    }

    private Item next() {
        if (answers.isCancelled()) {
            return new Item.End(Optional.empty());
        }
        long left = endAt - System.nanoTime();
        boolean isOld = left < longestIdle.toNanos();
        try {
            Item item = line.poll(isOld ? left : longestIdle.toNanos(), TimeUnit.NANOSECONDS);
            if (item == null || left <= 0) {
                return error((isOld ? CallError.STREAM_OLD : CallError.STREAM_IDLE).exception());
            }
            return item;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return error(CallError.STOPPING.exception());
        }
    }

    private void handle(Item item) {
        switch (item) {
            case Item.Opening(String resumeToken) -> open(resumeToken);
            case Item.Batch batch -> keep(batch);
            case Item.BadBatch(long number, BatchProblemReason reason, String message) -> {
                checkOrder(number);
                answer(BatchAnswer.newBuilder()
                        .setBatchNumber(number)
                        .setProblem(BatchProblem.newBuilder().setReason(reason).setMessage(message)));
            }
            case Item.End _ -> throw new IllegalStateException("an end is nothing to handle");
        }
    }

    private void open(String resumeToken) {
        lastNumber = resumeToken.isEmpty() ? 0 : tokens.read(partner, resumeToken);
        answers.onNext(StreamEventsResponse.newBuilder()
                .setOpened(StreamOpened.newBuilder()
                        .setLastAnsweredBatchNumber(lastNumber)
                        .setMostUnansweredBatches(MOST_UNANSWERED))
                .build());
    }

    /// Keeps the batch, and those behind it in line, as far as they make no more than one batch, in one go.
    private void keep(Item.Batch first) {
        checkOrder(first.number());
        List<Item.Batch> together = new ArrayList<>(List.of(first));
        int events = first.batch().size();
        while (line.peek() instanceof Item.Batch next
                && next.number() > lastNumber
                && events + next.batch().size() <= EventBatches.MOST_EVENTS) {
            line.remove();
            lastNumber = next.number();
            together.add(next);
            events += next.batch().size();
        }
        List<List<EventAnswer>> kept = batches.keep(
                again.get(), together.stream().map(Item.Batch::batch).toList());
        for (int i = 0; i < together.size(); i++) {
            answer(BatchAnswer.newBuilder()
                    .setBatchNumber(together.get(i).number())
                    .addAllAnswers(kept.get(i)));
        }
    }

    private void checkOrder(long number) {
        if (number <= lastNumber) {
            throw CallError.BATCH_OUT_OF_ORDER.exception("Batch " + number + " came after batch " + lastNumber
                    + "; each has a higher number than the one before.");
        }
        lastNumber = number;
    }

    private void answer(BatchAnswer.Builder answer) {
        answers.onNext(StreamEventsResponse.newBuilder()
                .setBatch(answer.setResumeToken(tokens.write(partner, answer.getBatchNumber())))
                .build());
        owed.incrementAndGet();
        if (answers.isReady()) {
            ask();
        }
    }

    private void ask() {
        int messages = owed.getAndSet(0);
        if (messages > 0) {
            answers.request(messages);
        }
    }
}
