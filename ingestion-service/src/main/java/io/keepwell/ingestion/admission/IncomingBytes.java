package io.keepwell.ingestion.admission;

import io.grpc.Context;
import io.grpc.Metadata;
import io.grpc.ServerStreamTracer;
import io.grpc.Status;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/// Counts what arrives of requests, from the first byte of each until it is handed over. Where it is more than may be
/// arriving, connections are read more slowly, and the call that has been sending one request for longest is refused.
/// The server has to be given it.
final class IncomingBytes extends ServerStreamTracer.Factory {
    private static final Context.Key<Arriving> ARRIVING = Context.key("arriving");
    /// After each piece of some kilobytes, while more is arriving than may be.
    private static final Duration SLOWDOWN = Duration.ofNanos(200_000);

    private final long most;
    private final AtomicLong held = new AtomicLong();
    /// Bytes of these that go with calls that are being refused.
    private final AtomicLong going = new AtomicLong();
    /// Calls that are in the middle of a request.
    private final Set<Arriving> sending = ConcurrentHashMap.newKeySet();

    /// @param most bytes that may be arriving
    IncomingBytes(long most) {
        this.most = most;
    }

    long most() {
        return most;
    }

    /// Bytes that have arrived and were not handed over yet.
    long held() {
        return held.get();
    }

    /// What arrives of the call whose context this is.
    Arriving ofThisCall() {
        return Objects.requireNonNullElseGet(ARRIVING.get(), Arriving::new);
    }

    @Override
    public ServerStreamTracer newServerStreamTracer(String method, Metadata headers) {
        return new Arriving();
    }

    private void refuseOldest() {
        sending.stream().min(Comparator.comparingLong(Arriving::since)).ifPresent(Arriving::refuse);
    }

    /// What has arrived of one call's requests and was not handed over yet.
    final class Arriving extends ServerStreamTracer {
        /// Of whole requests.
        private final Deque<Long> whole = new ArrayDeque<>();
        /// Of the request that is still arriving.
        private long partial;
        private long since;
        private boolean closed;
        /// What was there of it when it was refused for sending so long.
        private long gone;
        private Optional<Runnable> refusal = Optional.empty();

        /// @param refuse ends the call for good
        synchronized void refuseBy(Runnable refuse) {
            refusal = Optional.of(refuse);
        }

        /// Somebody else counts the first of the whole requests from now on.
        synchronized void handOver() {
            Long bytes = whole.pollFirst();
            held.addAndGet(bytes == null ? 0 : -bytes);
        }

        @Override
        public Context filterContext(Context context) {
            return context.withValue(ARRIVING, this);
        }

        @Override
        public void inboundWireSize(long bytes) {
            synchronized (this) {
                if (closed) {
                    return;
                }
                if (partial == 0) {
                    since = System.nanoTime();
                    sending.add(this);
                }
                partial += bytes;
            }
            if (held.addAndGet(bytes) - going.get() > most) {
                refuseOldest();
            }
            if (held.get() > most) {
                // Calls that are being ended get a head start over what comes in on this connection.
                LockSupport.parkNanos(SLOWDOWN.toNanos());
            }
        }

        @Override
        public synchronized void inboundMessageRead(int number, long wireBytes, long bytes) {
            whole.addLast(partial);
            partial = 0;
            sending.remove(this);
        }

        @Override
        public synchronized void streamClosed(Status status) {
            closed = true;
            held.addAndGet(-partial - whole.stream().mapToLong(bytes -> bytes).sum());
            going.addAndGet(-gone);
            partial = 0;
            whole.clear();
            sending.remove(this);
        }

        private synchronized long since() {
            return since;
        }

        /// Not on the thread that reads from the connection.
        private synchronized void refuse() {
            if (sending.remove(this) && refusal.isPresent()) {
                gone = partial;
                going.addAndGet(gone);
                Thread.ofVirtual().name("refuse-call").start(refusal.get());
            }
        }
    }
}
