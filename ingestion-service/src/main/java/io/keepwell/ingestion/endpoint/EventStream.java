package io.keepwell.ingestion.endpoint;

import io.grpc.StatusRuntimeException;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.keepwell.core.access.Partner;
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

/// One stream of batches. gRPC brings the messages, one at a time; they are mapped at once and put in line.
/// A thread of the stream's own takes them from the line, keeps them and writes all that the stream ever
/// says, so that batches are kept and answered in their order while the next ones are being read.
///
/// A message is asked for only when a batch was answered and the client reads its answers, so the line is
/// never longer than the opening and four batches.
final class EventStream implements StreamObserver<StreamEventsRequest> {
    static final int MOST_UNANSWERED = 4;

    private final Partner partner;
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
    /// Only for the stream's own thread.
    private long lastNumber;

    /// What waits in line.
    private sealed interface Item {
        record Opening(String resumeToken) implements Item {}

        record Batch(long number, List<EventBatches.Mapped> events) implements Item {}

        record BadBatch(long number, BatchProblemReason reason, String message) implements Item {}

        /// Nothing after it is looked at.
        record End(Optional<StatusRuntimeException> error) implements Item {}
    }

    EventStream(
            Partner partner,
            EventBatches batches,
            ResumeTokens tokens,
            GrpcSettings settings,
            ServerCallStreamObserver<StreamEventsResponse> answers) {
        this.partner = partner;
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
        put(
                switch (request.getKindCase()) {
                    case OPENING -> opening(request.getOpening().getResumeToken());
                    case BATCH -> batch(request.getBatch());
                    case KIND_NOT_SET ->
                        error(CallError.MALFORMED.exception("A message has neither opening nor batch."));
                });
    }

    private Item opening(String resumeToken) {
        if (opened) {
            return error(CallError.OPENING_MISPLACED.exception());
        }
        opened = true;
        return new Item.Opening(resumeToken);
    }

    private Item batch(EventBatch batch) {
        if (!opened) {
            return error(CallError.OPENING_MISPLACED.exception());
        }
        long number = batch.getBatchNumber();
        return EventBatches.problem(batch.getEventsList())
                .<Item>map(problem -> new Item.BadBatch(number, reason(problem), problem.sentence()))
                .orElseGet(() -> new Item.Batch(number, batches.map(batch.getEventsList())));
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
            answers.onError(Answering.error(failure));
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
        List<EventBatches.Mapped> events = new ArrayList<>(first.events());
        while (line.peek() instanceof Item.Batch batch
                && batch.number() > lastNumber
                && events.size() + batch.events().size() <= EventBatches.MOST_EVENTS) {
            line.remove();
            lastNumber = batch.number();
            together.add(batch);
            events.addAll(batch.events());
        }
        List<EventAnswer> kept = batches.keep(partner, events);
        int start = 0;
        for (Item.Batch batch : together) {
            int end = start + batch.events().size();
            answer(BatchAnswer.newBuilder().setBatchNumber(batch.number()).addAllAnswers(kept.subList(start, end)));
            start = end;
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
