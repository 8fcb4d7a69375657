package io.keepwell.client;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import io.keepwell.ingestion.v1.BatchAnswer;
import io.keepwell.ingestion.v1.Disposition;
import io.keepwell.ingestion.v1.Event;
import io.keepwell.ingestion.v1.EventAnswer;
import io.keepwell.ingestion.v1.EventBatch;
import io.keepwell.ingestion.v1.StreamEventsRequest;
import io.keepwell.ingestion.v1.StreamEventsResponse;
import io.keepwell.ingestion.v1.StreamOpening;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Sends events, one after the other, in batches on one stream, and says of each what became of it.
///
/// At most 4 batches are unanswered, and one more is being filled; then `publish` waits. So memory stays
/// bounded, and a slow server slows the caller down. When the stream breaks or the server ends it, another
/// one is opened, and what wasn't answered is sent again in the same batches with the same event ids: the
/// server recognises what it has kept, and answers it DUPLICATE. Events are kept in the order in which they
/// were published.
///
/// Safe for use by several threads. Close it before its client.
///
/// Over 300 lines: one lock guards all of it, and whether it does is checked by reading it in one place.
public final class EventPublisher implements AutoCloseable {
    private static final int MOST_UNANSWERED = 4;
    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(60);

    private final Consumer<ClientResponseObserver<StreamEventsRequest, StreamEventsResponse>> opener;
    private final Batching batching;
    private final Duration patience;
    private final Thread sender;

    private final ReentrantLock lock = new ReentrantLock();
    /// There may be something to do for the sender.
    private final Condition work = lock.newCondition();
    /// There may be room for another event, or an end to what somebody waits for.
    private final Condition room = lock.newCondition();

    // Everything below is guarded by the lock.

    private Batch filling = new Batch();
    /// Batches that take no more events, in their order; the first `sent` of them went over the stream
    /// there is.
    private final Deque<Batch> unanswered = new ArrayDeque<>();

    private int sent;
    private long lastNumber;
    private Optional<Stream> stream = Optional.empty();
    private String resumeToken = "";
    private Optional<StatusRuntimeException> failure = Optional.empty();
    private int failedAttempts;
    private long failingSince;
    private boolean closing;
    /// Events ever published.
    private long taken;
    /// Of these, whose futures were completed.
    private long delivered;
    /// So many of those taken don't wait for more.
    private long flushUntil;

    private final Map<Disposition, Long> answered = new EnumMap<>(Disposition.class);
    private long batches;
    private long bytes;
    private long streams;
    private long resentBatches;

    private record Pending(Event event, CompletableFuture<EventAnswer> answer) {}

    /// Events that go together.
    private static final class Batch {
        private final List<Pending> events = new ArrayList<>();
        private int bytes;
        /// Whether somebody found no room in it.
        private boolean full;
        /// Of the first event.
        private long startedAt;
        /// Given when it takes no more events.
        private long number;
        /// The last time; 0 before the first.
        private long sentAt;

        StreamEventsRequest message() {
            EventBatch.Builder batch = EventBatch.newBuilder().setBatchNumber(number);
            events.forEach(pending -> batch.addEvents(pending.event()));
            return StreamEventsRequest.newBuilder().setBatch(batch).build();
        }
    }

    /// One stream. Messages go in by the sender alone; what comes back is of interest only as long as it is
    /// the publisher's current one.
    private final class Stream implements ClientResponseObserver<StreamEventsRequest, StreamEventsResponse> {
        private @Nullable ClientCallStreamObserver<StreamEventsRequest> requests;
        private Optional<StatusRuntimeException> end = Optional.empty();
        private boolean hasAnswered;

        @Override
        public void beforeStart(ClientCallStreamObserver<StreamEventsRequest> call) {
            requests = call;
        }

        ClientCallStreamObserver<StreamEventsRequest> requests() {
            ClientCallStreamObserver<StreamEventsRequest> call = requests;
            if (call == null) {
                throw new IllegalStateException("the stream was never begun");
            }
            return call;
        }

        @Override
        public void onNext(StreamEventsResponse response) {
            if (response.getKindCase() == StreamEventsResponse.KindCase.BATCH) {
                answered(this, response.getBatch());
            }
        }

        @Override
        public void onError(Throwable problem) {
            ended(this, Status.fromThrowable(problem).asRuntimeException(Status.trailersFromThrowable(problem)));
        }

        @Override
        public void onCompleted() {
            ended(
                    this,
                    Status.UNAVAILABLE
                            .withDescription("the server ended the stream")
                            .asRuntimeException());
        }
    }

    /// @param opener begins a stream that answers to the observer
    /// @param patience how long to go on trying without any answer
    EventPublisher(
            Consumer<ClientResponseObserver<StreamEventsRequest, StreamEventsResponse>> opener,
            Batching batching,
            Duration patience) {
        this.opener = opener;
        this.batching = batching;
        this.patience = patience;
        this.sender = Thread.ofVirtual().name("event-publisher").start(this::send);
    }

    /// Takes an event, as soon as there is room for it.
    ///
    /// @return completes with what became of the event; with a StatusRuntimeException, where the publisher
    ///     gave up before it was answered. What hangs on it must not block: it holds up the answers behind it.
    /// @throws StatusRuntimeException where the publisher has given up, or the thread was interrupted
    /// @throws IllegalArgumentException where the event has more than 3 MiB
    /// @throws IllegalStateException where the publisher was closed
    public CompletableFuture<EventAnswer> publish(Event event) {
        int size = size(event);
        lock.lock();
        try {
            awaitRoom(() -> failure.isPresent() || closing || hasRoom(size));
            requireOpen();
            return add(event, size);
        } finally {
            lock.unlock();
        }
    }

    /// As `publish`, but answers the caller instead of waiting.
    ///
    /// @return empty where there is no room just now: nothing was taken
    public Optional<CompletableFuture<EventAnswer>> tryPublish(Event event) {
        int size = size(event);
        lock.lock();
        try {
            requireOpen();
            return hasRoom(size) ? Optional.of(add(event, size)) : Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    /// Sends what waits for more, and returns when everything published before is answered.
    ///
    /// @throws StatusRuntimeException where the publisher gave up, or the thread was interrupted
    public void flush() {
        lock.lock();
        try {
            long until = taken;
            flushUntil = until;
            work.signal();
            awaitRoom(() -> failure.isPresent() || delivered >= until);
            requireNoFailure();
        } finally {
            lock.unlock();
        }
    }

    /// What was done so far.
    public PublisherMetrics metrics() {
        lock.lock();
        try {
            return new PublisherMetrics(
                    count(Disposition.DISPOSITION_ACCEPTED),
                    count(Disposition.DISPOSITION_DUPLICATE),
                    count(Disposition.DISPOSITION_REJECTED),
                    count(Disposition.DISPOSITION_PENDING),
                    batches,
                    bytes,
                    streams,
                    resentBatches,
                    Math.toIntExact(taken - delivered),
                    sent);
        } finally {
            lock.unlock();
        }
    }

    /// Flushes, and ends the stream. Takes no more events from now on.
    ///
    /// @throws StatusRuntimeException where the publisher gave up before everything was answered
    @Override
    public void close() {
        lock.lock();
        try {
            closing = true;
            work.signal();
            room.signalAll();
        } finally {
            lock.unlock();
        }
        try {
            sender.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            sender.interrupt();
            throw interrupted();
        }
        flush();
    }

    // ---- for the caller's threads, with the lock

    private static int size(Event event) {
        int size = event.getSerializedSize();
        if (size > PartnerClient.MOST_BYTES) {
            throw new IllegalArgumentException(
                    "an event has at most " + PartnerClient.MOST_BYTES + " bytes; this one has " + size);
        }
        return size;
    }

    private boolean hasRoom(int size) {
        if (filling.events.isEmpty()
                || (filling.events.size() < batching.events() && filling.bytes + size <= batching.bytes())) {
            return true;
        }
        filling.full = true;
        work.signal();
        return false;
    }

    private CompletableFuture<EventAnswer> add(Event event, int size) {
        CompletableFuture<EventAnswer> answer = new CompletableFuture<>();
        if (filling.events.isEmpty()) {
            filling.startedAt = System.nanoTime();
            work.signal();
        }
        filling.events.add(new Pending(event, answer));
        filling.bytes += size;
        taken++;
        if (filling.events.size() == batching.events()) {
            filling.full = true;
            work.signal();
        }
        return answer;
    }

    private void requireOpen() {
        requireNoFailure();
        if (closing) {
            throw new IllegalStateException("the publisher was closed");
        }
    }

    private void requireNoFailure() {
        if (failure.isPresent()) {
            // A fresh one for everybody: an exception that is thrown twice can't be suppressed by itself.
            throw failure.get().getStatus().asRuntimeException(failure.get().getTrailers());
        }
    }

    private void awaitRoom(BooleanSupplier holds) {
        try {
            while (!holds.getAsBoolean()) {
                room.await();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw interrupted();
        }
    }

    private static StatusRuntimeException interrupted() {
        return Status.CANCELLED.withDescription("interrupted").asRuntimeException();
    }

    private long count(Disposition disposition) {
        return answered.getOrDefault(disposition, 0L);
    }

    // ---- the sender's thread

    private void send() {
        try {
            Optional<Batch> batch = nextBatch();
            while (batch.isPresent()) {
                StreamEventsRequest message = batch.get().message();
                over().onNext(message);
                batch = nextBatch();
            }
            endStream();
        } catch (StatusRuntimeException given) {
            giveUp(given);
        } catch (InterruptedException interrupted) {
            giveUp(interrupted());
        } catch (RuntimeException bug) {
            giveUp(Status.INTERNAL.withCause(bug).asRuntimeException());
            throw bug;
        }
    }

    /// Waits for a batch to send, and for a stream to send it over.
    ///
    /// @return empty where the publisher was closed and everything is answered
    /// @throws StatusRuntimeException where it is time to give up
    private Optional<Batch> nextBatch() throws InterruptedException {
        lock.lock();
        try {
            while (true) {
                leaveEndedStream();
                takeFilling();
                if (sent < unanswered.size()) {
                    if (stream.isEmpty()) {
                        openStream();
                    }
                    return Optional.of(takeNext());
                }
                if (closing && delivered == taken) {
                    return Optional.empty();
                }
                if (sent > 0 && untilAnswerIsLate() <= 0) {
                    breakStream(Status.DEADLINE_EXCEEDED.withDescription("no answer for " + LONGEST_ANSWER));
                } else {
                    var _ = work.awaitNanos(untilWork());
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /// Where the stream has ended, gets ready for another one, after a pause where that is called for.
    private void leaveEndedStream() throws InterruptedException {
        Optional<StatusRuntimeException> end = stream.flatMap(each -> each.end);
        if (end.isEmpty()) {
            return;
        }
        // Streams that the server ends after a while are nothing to worry about.
        boolean isUsual = end.get().getStatus().getCode() == Status.Code.ABORTED && stream.orElseThrow().hasAnswered;
        stream = Optional.empty();
        sent = 0;
        if (unanswered.isEmpty() || isUsual) {
            return;
        }
        if (failedAttempts == 0) {
            failingSince = System.nanoTime();
        }
        if (!Retry.passes(end.get()) || System.nanoTime() - failingSince >= patience.toNanos()) {
            throw end.get();
        }
        long left = Retry.pause(failedAttempts, end.get()).toNanos();
        failedAttempts++;
        while (left > 0) {
            left = work.awaitNanos(left);
        }
    }

    private void takeFilling() {
        boolean isReady = !filling.events.isEmpty()
                && (filling.full || closing || taken - filling.events.size() < flushUntil || untilLingered() <= 0);
        if (isReady && unanswered.size() < MOST_UNANSWERED) {
            lastNumber++;
            filling.number = lastNumber;
            unanswered.add(filling);
            filling = new Batch();
            room.signalAll();
        }
    }

    private void openStream() {
        Stream opened = new Stream();
        stream = Optional.of(opened);
        streams++;
        opener.accept(opened);
        opened.requests()
                .onNext(StreamEventsRequest.newBuilder()
                        .setOpening(StreamOpening.newBuilder().setResumeToken(resumeToken))
                        .build());
    }

    private Batch takeNext() {
        Batch next = unanswered.stream().skip(sent).findFirst().orElseThrow();
        sent++;
        if (next.sentAt != 0) {
            resentBatches++;
        }
        next.sentAt = System.nanoTime();
        bytes += next.bytes;
        return next;
    }

    private ClientCallStreamObserver<StreamEventsRequest> over() {
        lock.lock();
        try {
            return stream.orElseThrow().requests();
        } finally {
            lock.unlock();
        }
    }

    /// How long nothing needs to be done, unless something comes.
    private long untilWork() {
        long longest = Long.MAX_VALUE;
        if (!filling.events.isEmpty() && unanswered.size() < MOST_UNANSWERED) {
            longest = untilLingered();
        }
        if (sent > 0) {
            longest = Math.min(longest, untilAnswerIsLate());
        }
        return longest;
    }

    private long untilLingered() {
        return filling.startedAt + batching.linger().toNanos() - System.nanoTime();
    }

    private long untilAnswerIsLate() {
        return unanswered.element().sentAt + LONGEST_ANSWER.toNanos() - System.nanoTime();
    }

    private void breakStream(Status why) {
        Stream broken = stream.orElseThrow();
        broken.end = Optional.of(why.asRuntimeException());
        broken.requests().cancel(why.getDescription(), null);
    }

    private void endStream() {
        lock.lock();
        try {
            stream.filter(each -> each.end.isEmpty())
                    .ifPresent(each -> each.requests().onCompleted());
        } finally {
            lock.unlock();
        }
    }

    private void giveUp(StatusRuntimeException why) {
        List<Pending> left = new ArrayList<>();
        lock.lock();
        try {
            failure = Optional.of(why);
            if (stream.isPresent() && stream.get().end.isEmpty()) {
                breakStream(Status.CANCELLED.withDescription("the publisher gave up"));
            }
            unanswered.forEach(batch -> left.addAll(batch.events));
            left.addAll(filling.events);
            room.signalAll();
        } finally {
            lock.unlock();
        }
        left.forEach(pending -> pending.answer().completeExceptionally(why));
    }

    // ---- gRPC's threads

    private void answered(Stream from, BatchAnswer answer) {
        Batch batch;
        lock.lock();
        try {
            if (!stream.equals(Optional.of(from)) || from.end.isPresent()) {
                return;
            }
            batch = unanswered.peekFirst();
            if (batch == null || sent == 0 || !answers(batch, answer)) {
                breakStream(Status.INTERNAL.withDescription(
                        "the server answered batch " + answer.getBatchNumber() + " out of turn, or not wholly"));
                work.signal();
                return;
            }
            unanswered.removeFirst();
            sent--;
            batches++;
            failedAttempts = 0;
            from.hasAnswered = true;
            resumeToken = answer.getResumeToken();
            answer.getAnswersList().forEach(each -> answered.merge(each.getDisposition(), 1L, Long::sum));
            work.signal();
        } finally {
            lock.unlock();
        }
        deliver(batch, answer);
    }

    private static boolean answers(Batch batch, BatchAnswer answer) {
        return answer.getBatchNumber() == batch.number && answer.getAnswersCount() == batch.events.size();
    }

    private void deliver(Batch batch, BatchAnswer answer) {
        for (int i = 0; i < batch.events.size(); i++) {
            batch.events.get(i).answer().complete(answer.getAnswers(i));
        }
        lock.lock();
        try {
            delivered += batch.events.size();
            work.signal();
            room.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void ended(Stream which, StatusRuntimeException why) {
        lock.lock();
        try {
            if (which.end.isEmpty()) {
                which.end = Optional.of(why);
                work.signal();
            }
        } finally {
            lock.unlock();
        }
    }
}
