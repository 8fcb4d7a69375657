package io.keepwell.ingestion.endpoint;

import io.grpc.ForwardingServerCall;
import io.grpc.ForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import jakarta.inject.Singleton;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/// Bounds the memory that requests take, however many partners send at once.
///
/// Only some calls are read at a time; the others' bytes stay on the way, where flow control holds them back, outside
/// of
/// this process. What was read is let in while requests under way stay within a sixteenth of the heap as sent; turned
/// into events and rows, they take some eight times as much. Others wait, up to another sixteenth. Who has waited for
/// five seconds, or finds no room to wait, is answered BUSY.
///
/// A request is under way until it is answered. On a stream answers come in the order of the batches. Streams are read
/// without waiting for a turn, since they may be silent for long; there are only so many of them.
@Singleton
final class Admission implements ServerInterceptor {
    private static final int SHARE_OF_HEAP = 16;
    /// Any single request finds room.
    private static final long LEAST_BYTES = 2L * StrictRequests.MOST_BYTES;

    private static final long MOST_BYTES = 256L * 1024 * 1024;
    private static final long LONGEST_WAIT_MILLIS = 5_000;

    private final long most = Math.clamp(Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP, LEAST_BYTES, MOST_BYTES);
    private final Semaphore room = new Semaphore(Math.toIntExact(most), true);
    private final AtomicLong waiting = new AtomicLong();
    /// Calls that may be read at once.
    private final Semaphore turns = new Semaphore(Math.toIntExact(2 * most / StrictRequests.MOST_BYTES), true);

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        boolean takesTurn = call.getMethodDescriptor().getType().clientSendsOneMessage();
        if (takesTurn && !waitForTurn()) {
            refuse(call);
            return new ServerCall.Listener<>() {};
        }
        Admitted admitted = new Admitted(takesTurn);
        ServerCall<Q, A> answering = new ForwardingServerCall.SimpleForwardingServerCall<>(call) {
            @Override
            public void sendMessage(A message) {
                super.sendMessage(message);
                admitted.leaveOne();
            }

            @Override
            public void close(Status status, Metadata trailers) {
                admitted.leave();
                if (!admitted.isRefused()) {
                    super.close(status, trailers);
                }
            }
        };
        return new ForwardingServerCallListener.SimpleForwardingServerCallListener<>(
                next.startCall(answering, headers)) {
            @Override
            public void onMessage(Q message) {
                if (admitted.isRefused()) {
                    return;
                }
                if (message instanceof byte[] bytes && !admitted.enter(bytes.length)) {
                    refuse(call);
                    super.onCancel();
                } else {
                    super.onMessage(message);
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
                if (!admitted.isRefused()) {
                    super.onCancel();
                }
            }

            @Override
            public void onComplete() {
                admitted.leave();
                if (!admitted.isRefused()) {
                    super.onComplete();
                }
            }
        };
    }

    private static void refuse(ServerCall<?, ?> call) {
        StatusRuntimeException busy = CallError.BUSY.exception();
        Metadata trailers = busy.getTrailers();
        call.close(busy.getStatus(), trailers == null ? new Metadata() : trailers);
    }

    private boolean waitForTurn() {
        try {
            return turns.tryAcquire(LONGEST_WAIT_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /// The requests of one call that are under way.
    private final class Admitted {
        private final Deque<Integer> sizes = new ArrayDeque<>();
        private boolean hasTurn;
        private boolean refused;
        private boolean ended;

        Admitted(boolean hasTurn) {
            this.hasTurn = hasTurn;
        }

        /// @return false where there is no room, which refuses the call for good
        boolean enter(int bytes) {
            boolean entered = take(bytes);
            synchronized (this) {
                endTurn();
                if (!entered) {
                    refused = true;
                } else if (ended) {
                    room.release(bytes);
                } else {
                    sizes.addLast(bytes);
                }
            }
            return entered;
        }

        private void endTurn() {
            if (hasTurn) {
                hasTurn = false;
                turns.release();
            }
        }

        synchronized boolean isRefused() {
            return refused;
        }

        synchronized void leaveOne() {
            if (!sizes.isEmpty()) {
                room.release(sizes.removeFirst());
            }
        }

        synchronized void leave() {
            ended = true;
            endTurn();
            while (!sizes.isEmpty()) {
                leaveOne();
            }
        }
    }

    private boolean take(int bytes) {
        if (bytes > most) {
            return false;
        }
        if (room.tryAcquire(bytes)) {
            return true;
        }
        try {
            return waiting.addAndGet(bytes) <= most
                    && room.tryAcquire(bytes, LONGEST_WAIT_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            waiting.addAndGet(-bytes);
        }
    }
}
