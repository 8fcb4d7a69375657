package io.keepwell.ingestion.admission;

import io.grpc.ForwardingServerCall;
import io.grpc.ForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;

/// Bounds the memory that requests take, however many partners send at once, by calls or over streams, and however
/// slowly.
///
/// There is room for as many bytes under way as a sixteenth of the heap, as sent; turned into events and rows, they
/// take some eight times as much. A request is under way until it is answered; on a stream answers come in the order
/// of the batches. A stream is asked for one message at a time, and only while there is room for it; the rest stays on
/// the way, where flow control holds it back, outside of this process. What was asked for before waits for room; who
/// has waited for five seconds is answered BUSY.
///
/// What arrives is counted from its first byte, before it is a whole request. Twice as many bytes as there is room for
/// may be arriving. Where it is more, connections are read more slowly, and the call that has been sending for longest
/// is answered BUSY, so that nobody who stops in the middle of a request holds up others. Calls of one request take
/// turns in being read, as many as can arrive whole; who is slow loses its turn, but goes on.
@Singleton
public final class Admission implements ServerInterceptor {
    private static final int SHARE_OF_HEAP = 16;
    /// Any single request finds room.
    private static final long LEAST_BYTES = 2L * StrictRequests.MOST_BYTES;

    private static final long MOST_BYTES = 256L * 1024 * 1024;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    private final MemoryBudget room;
    private final IncomingBytes arrivals;
    private final ReadPermits turns;

    Admission(GrpcSettings settings) {
        long usual = Math.min(Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP, MOST_BYTES);
        long most = Math.max(settings.requestBytes() == 0 ? usual : settings.requestBytes(), LEAST_BYTES);
        this.room = new MemoryBudget(Math.toIntExact(most), LONGEST_WAIT);
        this.arrivals = new IncomingBytes(2 * most);
        this.turns = new ReadPermits(Math.toIntExact(arrivals.most() / StrictRequests.MOST_BYTES), LONGEST_WAIT);
    }

    /// Bytes of all requests that are arriving or under way.
    long held() {
        return arrivals.held() + room.held();
    }

    /// The most that are arriving and under way, but for what comes in while a call is being ended.
    long mostHeld() {
        return arrivals.most() + room.most();
    }

    public IncomingBytes arrivals() {
        return arrivals;
    }

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        boolean isStream = !call.getMethodDescriptor().getType().clientSendsOneMessage();
        Optional<ReadPermits.Permit> turn = isStream ? Optional.empty() : turns.take();
        if (!isStream && turn.isEmpty()) {
            CallAnswers.refuse(call, CallError.BUSY.exception());
            return new ServerCall.Listener<>() {};
        }
        IncomingBytes.Arriving arriving = arrivals.ofThisCall();
        AdmittedCall admitted = new AdmittedCall(call, room, turn, arriving);
        arriving.refuseBy(admitted::refuse);
        return new Requests<>(next.startCall(new Answers<>(call, admitted, isStream), headers), admitted);
    }

    /// What the client says, as long as the call isn't refused.
    private static final class Requests<Q> extends ForwardingServerCallListener.SimpleForwardingServerCallListener<Q> {
        private final AdmittedCall admitted;

        Requests(ServerCall.Listener<Q> service, AdmittedCall admitted) {
            super(service);
            this.admitted = admitted;
        }

        @Override
        public void onMessage(Q message) {
            if (admitted.isRefused()) {
                return;
            }
            if (message instanceof byte[] bytes && !admitted.enter(bytes.length)) {
                admitted.refuse();
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
    }

    /// What the service says, as long as the call isn't refused.
    private static final class Answers<Q, A> extends ForwardingServerCall.SimpleForwardingServerCall<Q, A> {
        private final AdmittedCall admitted;
        private final boolean waitsForRoom;

        Answers(ServerCall<Q, A> call, AdmittedCall admitted, boolean waitsForRoom) {
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
}
