package io.keepwell.ingestion.admission;

import io.grpc.ServerCall;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/// The requests of one call that are under way, and the room that they take.
final class AdmittedCall {
    private final ServerCall<?, ?> call;
    private final MemoryBudget room;
    private final Optional<ReadPermits.Permit> turn;
    private final IncomingBytes.Arriving arriving;
    private final Deque<Integer> sizes = new ArrayDeque<>();
    /// Messages that the service has asked for, and that the client is asked for as soon as there is room.
    private int wanted;
    /// Whether the client was asked for a message that the service doesn't have yet.
    private boolean asked;
    private boolean refused;
    private boolean ended;

    AdmittedCall(
            ServerCall<?, ?> call,
            MemoryBudget room,
            Optional<ReadPermits.Permit> turn,
            IncomingBytes.Arriving arriving) {
        this.call = call;
        this.room = room;
        this.turn = turn;
        this.arriving = arriving;
    }

    /// A request has come, and waits for room.
    ///
    /// @return false where there is none
    boolean enter(int bytes) {
        boolean entered = room.take(bytes);
        synchronized (this) {
            endTurn();
            if (entered && ended) {
                room.release(bytes);
            } else if (entered) {
                sizes.addLast(bytes);
            }
        }
        arriving.handOver();
        room.resume();
        return entered;
    }

    private void endTurn() {
        turn.ifPresent(ReadPermits.Permit::end);
    }

    /// The service wants so many messages more.
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
        if (room.isThere()) {
            // It may have been left just now, and nobody else may leave any more.
            room.resume();
        }
    }

    /// Asks the client for one message more, if one is wanted and there is room.
    private void goOn() {
        synchronized (this) {
            if (wanted == 0 || asked) {
                return;
            }
            if (!room.isThere()) {
                room.await(this::goOn);
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

    /// Ends the call for good. What was kept of it and not answered yet is found to be there when it is sent again.
    void refuse() {
        unlessRefused(() -> {
            refused = true;
            CallAnswers.refuse(call, CallError.BUSY.exception());
        });
        leave();
    }

    /// The oldest request is answered.
    void leaveOne() {
        synchronized (this) {
            if (!sizes.isEmpty()) {
                room.release(sizes.removeFirst());
            }
        }
        room.resume();
    }

    /// The call is over.
    void leave() {
        synchronized (this) {
            ended = true;
            endTurn();
            while (!sizes.isEmpty()) {
                room.release(sizes.removeFirst());
            }
        }
        room.resume();
    }
}
