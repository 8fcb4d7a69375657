package io.keepwell.ingestion.endpoint;

import io.grpc.Context;
import io.grpc.ForwardingServerCall;
import io.grpc.ForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.ServerStreamTracer;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/// Bounds the memory that requests take, however many partners send at once, by calls or over streams,
/// and however slowly.
///
/// There is room for as many bytes under way as a sixteenth of the heap, as sent; turned into events and
/// rows, they take some eight times as much. A request is under way until it is answered; on a stream
/// answers come in the order of the batches. A stream is asked for one message at a time, and only while
/// there is room for it; the rest stays on the way, where flow control holds it back, outside of this
/// process. What was asked for before waits for room; who has waited for five seconds is answered BUSY.
///
/// What arrives is counted from its first byte, before it is a whole request. Twice as many bytes as
/// there is room for may be arriving. Where it is more, connections are read more slowly, and the call
/// that has been sending for longest is answered BUSY, so that nobody who stops in the middle of a
/// request holds up others. Calls of one request take turns in being read, as many as can arrive whole;
/// who is slow loses its turn, but goes on.
@Singleton
final class Admission implements ServerInterceptor {
    private static final int SHARE_OF_HEAP = 16;
    /// Any single request finds room.
    private static final long LEAST_BYTES = 2L * StrictRequests.MOST_BYTES;

    private static final long MOST_BYTES = 256L * 1024 * 1024;
    private static final long LONGEST_WAIT_MILLIS = 5_000;
    private static final long USUAL_TURN_MILLIS = 200;
    /// After each piece of some kilobytes, while more is arriving than may be.
    private static final Duration SLOWDOWN = Duration.ofNanos(200_000);

    private static final Context.Key<Arrivals> ARRIVALS = Context.key("arrivals");

    private final long most;
    private final Semaphore room;
    /// Bytes that have arrived and don't have room yet.
    private final AtomicLong arriving = new AtomicLong();
    /// Those of them that go with calls that are being refused.
    private final AtomicLong going = new AtomicLong();
    /// Calls that may be read at once.
    private final Semaphore turns;
    /// Calls that have a turn.
    private final Set<Admitted> reading = ConcurrentHashMap.newKeySet();
    /// Calls that want to read more as soon as there is room.
    private final Queue<Admitted> waiting = new ConcurrentLinkedQueue<>();
    /// Calls of which something has arrived.
    private final Set<Arrivals> arrivals = ConcurrentHashMap.newKeySet();

    Admission(GrpcSettings settings) {
        long usual = Math.min(Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP, MOST_BYTES);
        this.most = Math.max(settings.requestBytes() == 0 ? usual : settings.requestBytes(), LEAST_BYTES);
        this.room = new Semaphore(Math.toIntExact(most), true);
        this.turns = new Semaphore(Math.toIntExact(mostArriving() / StrictRequests.MOST_BYTES), true);
    }

    /// Bytes of all requests that are arriving or under way.
    long held() {
        return arriving.get() + most - room.availablePermits();
    }

    /// The most that are arriving and under way, but for what comes in while a call is being ended.
    long mostHeld() {
        return mostArriving() + most;
    }

    private long mostArriving() {
        return 2 * most;
    }

    /// Counts what arrives. The server has to be told of it.
    ServerStreamTracer.Factory arrivals() {
        return new ServerStreamTracer.Factory() {
            @Override
            public ServerStreamTracer newServerStreamTracer(String method, Metadata headers) {
                return new Arrivals();
            }
        };
    }

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        boolean takesTurn = call.getMethodDescriptor().getType().clientSendsOneMessage();
        if (takesTurn && !waitForTurn()) {
            refuse(call);
            return new ServerCall.Listener<>() {};
        }
        Admitted admitted = new Admitted(call, Objects.requireNonNullElseGet(ARRIVALS.get(), Arrivals::new), takesTurn);
        return new ForwardingServerCallListener.SimpleForwardingServerCallListener<>(
                next.startCall(new Answering<>(call, admitted, !takesTurn), headers)) {
            @Override
            public void onMessage(Q message) {
                if (admitted.isRefused()) {
                    return;
                }
                if (message instanceof byte[] bytes && !admitted.enter(bytes.length)) {
                    admitted.refuseNow();
                } else {
                    super.onMessage(message);
                    admitted.handedIn();
                }
            }

            @Override
            public void onHalfClose() {
                if (!admitted.isRefused()) {
                    super.onHalfClose();
                }
            }

            @Override
            public void onReady() {
                if (!admitted.isRefused()) {
                    super.onReady();
                }
            }

            @Override
            public void onCancel() {
                admitted.leave();
                super.onCancel();
            }

            // A call that was refused has come to nothing for the service.
            @Override
            public void onComplete() {
                admitted.leave();
                if (admitted.isRefused()) {
                    super.onCancel();
                } else {
                    super.onComplete();
                }
            }
        };
    }

    /// What the service says, as long as the call isn't refused.
    private static final class Answering<Q, A> extends ForwardingServerCall.SimpleForwardingServerCall<Q, A> {
        private final Admitted admitted;
        private final boolean waitsForRoom;

        Answering(ServerCall<Q, A> call, Admitted admitted, boolean waitsForRoom) {
            super(call);
            this.admitted = admitted;
            this.waitsForRoom = waitsForRoom;
        }

        @Override
        public void request(int messages) {
            if (waitsForRoom) {
                admitted.request(messages);
            } else {
                super.request(messages);
            }
        }

        @Override
        public void sendHeaders(Metadata headers) {
            admitted.unlessRefused(() -> super.sendHeaders(headers));
        }

        @Override
        public void sendMessage(A message) {
            admitted.unlessRefused(() -> super.sendMessage(message));
            admitted.leaveOne();
        }

        @Override
        public void close(Status status, Metadata trailers) {
            admitted.leave();
            admitted.unlessRefused(() -> super.close(status, trailers));
        }
    }

    private static void refuse(ServerCall<?, ?> call) {
        StatusRuntimeException busy = CallError.BUSY.exception();
        Metadata trailers = busy.getTrailers();
        call.close(busy.getStatus(), trailers == null ? new Metadata() : trailers);
    }

    private boolean waitForTurn() {
        try {
            for (long waited = 0; waited < LONGEST_WAIT_MILLIS; waited += USUAL_TURN_MILLIS) {
                if (turns.tryAcquire(USUAL_TURN_MILLIS, TimeUnit.MILLISECONDS)) {
                    return true;
                }
                reading.forEach(Admitted::endLongTurn);
            }
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private boolean take(int bytes) {
        try {
            return bytes <= most && room.tryAcquire(bytes, LONGEST_WAIT_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /// Whether a whole request would find room now.
    private boolean hasRoom() {
        return room.availablePermits() >= StrictRequests.MOST_BYTES;
    }

    /// Lets calls go on that wait for room: as many as can send whole requests now, and all where
    /// nothing is under way.
    private void resume() {
        int free = room.availablePermits();
        long calls = free == most ? Long.MAX_VALUE : free / StrictRequests.MOST_BYTES;
        for (; calls > 0 && hasRoom(); calls--) {
            Admitted next = waiting.poll();
            if (next == null) {
                return;
            }
            next.goOn();
        }
    }

    /// The requests of one call that are under way.
    private final class Admitted {
        private final ServerCall<?, ?> call;
        private final Arrivals arrived;
        private final Deque<Integer> sizes = new ArrayDeque<>();
        private final long since = System.nanoTime();
        /// Messages that the service has asked for, and that the client is asked for as soon as there is
        /// room.
        private int wanted;
        /// Whether the client was asked for a message that the service doesn't have yet.
        private boolean asked;
        private boolean hasTurn;
        private boolean refused;
        private boolean ended;

        Admitted(ServerCall<?, ?> call, Arrivals arrived, boolean hasTurn) {
            this.call = call;
            this.arrived = arrived;
            this.hasTurn = hasTurn;
            if (hasTurn) {
                reading.add(this);
            }
            arrived.belongTo(this);
        }

        /// @return false where there is no room
        boolean enter(int bytes) {
            boolean entered = take(bytes);
            synchronized (this) {
                endTurn();
                if (entered && ended) {
                    room.release(bytes);
                } else if (entered) {
                    sizes.addLast(bytes);
                }
            }
            arrived.handedOver();
            return entered;
        }

        private synchronized void endTurn() {
            if (hasTurn) {
                hasTurn = false;
                reading.remove(this);
                turns.release();
            }
        }

        void endLongTurn() {
            if (System.nanoTime() - since > TimeUnit.MILLISECONDS.toNanos(USUAL_TURN_MILLIS)) {
                endTurn();
            }
        }

        void request(int messages) {
            synchronized (this) {
                wanted += messages;
            }
            goOnOrWait();
        }

        /// The service has what was asked for.
        void handedIn() {
            synchronized (this) {
                asked = false;
            }
            goOnOrWait();
        }

        private void goOnOrWait() {
            goOn();
            if (hasRoom()) {
                // It may have been left just now, and nobody else may leave any more.
                resume();
            }
        }

        /// Asks the client for one message more, if one is wanted and there is room.
        void goOn() {
            synchronized (this) {
                if (wanted == 0 || asked) {
                    return;
                }
                if (!hasRoom()) {
                    waiting.add(this);
                    return;
                }
                asked = true;
                wanted--;
            }
            call.request(1);
        }

        synchronized boolean isRefused() {
            return refused;
        }

        synchronized void unlessRefused(Runnable work) {
            if (!refused) {
                work.run();
            }
        }

        /// Ends the call for good. What was kept of it and not answered yet is found to be there when it
        /// is sent again.
        void refuseNow() {
            unlessRefused(() -> {
                refused = true;
                refuse(call);
            });
            leave();
        }

        void leaveOne() {
            synchronized (this) {
                if (!sizes.isEmpty()) {
                    room.release(sizes.removeFirst());
                }
            }
            resume();
        }

        void leave() {
            synchronized (this) {
                ended = true;
                endTurn();
                while (!sizes.isEmpty()) {
                    room.release(sizes.removeFirst());
                }
            }
            resume();
        }
    }

    /// What has arrived of one call's requests and was not handed over yet.
    private final class Arrivals extends ServerStreamTracer {
        /// Of whole requests.
        private final Deque<Long> whole = new ArrayDeque<>();
        /// Of the request that is still arriving.
        private long partial;
        private long since;
        private boolean closed;
        /// What was there of it when it was refused for sending so long.
        private long gone;
        private Optional<Admitted> call = Optional.empty();

        @Override
        public Context filterContext(Context context) {
            return context.withValue(ARRIVALS, this);
        }

        synchronized void belongTo(Admitted owner) {
            call = Optional.of(owner);
        }

        @Override
        public void inboundWireSize(long bytes) {
            synchronized (this) {
                if (closed) {
                    return;
                }
                if (partial == 0) {
                    since = System.nanoTime();
                    arrivals.add(this);
                }
                partial += bytes;
            }
            if (arriving.addAndGet(bytes) - going.get() > mostArriving()) {
                refuseOldest();
            }
            if (arriving.get() > mostArriving()) {
                // Calls that are being ended get a head start over what comes in on this connection.
                LockSupport.parkNanos(SLOWDOWN.toNanos());
            }
        }

        @Override
        public synchronized void inboundMessageRead(int number, long wireBytes, long bytes) {
            whole.addLast(partial);
            partial = 0;
            arrivals.remove(this);
        }

        void handedOver() {
            synchronized (this) {
                Long bytes = whole.pollFirst();
                arriving.addAndGet(bytes == null ? 0 : -bytes);
            }
            resume();
        }

        @Override
        public void streamClosed(Status status) {
            synchronized (this) {
                closed = true;
                arriving.addAndGet(
                        -partial - whole.stream().mapToLong(bytes -> bytes).sum());
                going.addAndGet(-gone);
                partial = 0;
                whole.clear();
                arrivals.remove(this);
            }
            resume();
        }

        synchronized long since() {
            return since;
        }

        /// Not on the thread that reads from the connection.
        synchronized void refuse() {
            if (arrivals.remove(this) && call.isPresent()) {
                gone = partial;
                going.addAndGet(gone);
                Thread.ofVirtual().name("refuse-call").start(call.get()::refuseNow);
            }
        }
    }

    private void refuseOldest() {
        arrivals.stream().min(Comparator.comparingLong(Arrivals::since)).ifPresent(Arrivals::refuse);
    }
}
