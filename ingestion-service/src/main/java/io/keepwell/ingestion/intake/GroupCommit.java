package io.keepwell.ingestion.intake;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A bounded line in front of work that is dearer by the piece than by the dozen, such as a commit.
/// Whoever works takes all that waits, up to a most, and does it as one; meanwhile the next ones gather.
/// In quiet times everything is done alone and at once. While a group is being worked on, another one is
/// begun when enough waits to be worth it, or has waited long enough.
///
/// @param <A> what a piece is answered with
final class GroupCommit<P extends GroupCommit.Piece<A>, A> implements AutoCloseable {
    private final int mostTogether;
    private final int mostWaiting;
    private final int enough;
    private final Consumer<List<P>> work;
    /// How long a piece waits for those before it where there isn't enough for another group.
    private static final Duration LONGEST_GATHERING = Duration.ofMillis(10);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private final Deque<P> line = new ArrayDeque<>();
    private final List<Thread> workers = new ArrayList<>();
    private int waiting;
    private int working;
    private boolean closed;

    /// Something to be done, and how it ended.
    abstract static class Piece<A> {
        private final int size;
        private final CompletableFuture<A> answer = new CompletableFuture<>();
        /// When it came into line, by `System.nanoTime`.
        long since;

        /// @param size how much of `mostTogether` and `mostWaiting` it takes
        Piece(int size) {
            this.size = size;
        }

        int size() {
            return size;
        }

        CompletableFuture<A> answer() {
            return answer;
        }

        void done(A with) {
            answer.complete(with);
        }

        void failed(RuntimeException failure) {
            answer.completeExceptionally(failure);
        }
    }

    /// @param workers how many groups are worked on at once
    /// @param mostTogether of a group; a larger piece makes a group by itself
    /// @param mostWaiting of all pieces in line
    /// @param enough so much in line is worth a group of its own beside one that is being worked on
    /// @param work answers every piece of a group; what it throws is the answer to those that have none
    GroupCommit(String name, int workers, int mostTogether, int mostWaiting, int enough, Consumer<List<P>> work) {
        this.mostTogether = mostTogether;
        this.mostWaiting = mostWaiting;
        this.enough = enough;
        this.work = work;
        for (int i = 0; i < workers; i++) {
            this.workers.add(Thread.ofVirtual().name(name + "-" + i).start(this::serve));
        }
    }

    /// Hands a piece in and waits until it is done.
    ///
    /// @throws BusyException where the line is full
    A submit(P piece) {
        enter(piece);
        try {
            return piece.answer().join();
        } catch (CompletionException failure) {
            throw failure.getCause() instanceof RuntimeException cause ? cause : failure;
        }
    }

    private void enter(P piece) {
        lock.lock();
        try {
            if (closed || (waiting > 0 && waiting + piece.size() > mostWaiting)) {
                throw new BusyException("no room in line: " + waiting + " of " + mostWaiting + " are waiting");
            }
            piece.since = System.nanoTime();
            waiting += piece.size();
            line.addLast(piece);
            arrived.signal();
        } finally {
            lock.unlock();
        }
    }

    private void serve() {
        for (List<P> group = next(); !group.isEmpty(); group = next()) {
            try {
                work.accept(group);
                group.forEach(piece -> piece.failed(new IllegalStateException("a piece was forgotten")));
            } catch (RuntimeException failure) {
                group.forEach(piece -> piece.failed(failure));
            } finally {
                finished();
            }
        }
    }

    /// @return empty where there will be no more
    private List<P> next() {
        lock.lock();
        try {
            awaitGroup();
            List<P> group = new ArrayList<>();
            int size = 0;
            for (@Nullable P first = line.peekFirst();
                    first != null && (group.isEmpty() || size + first.size() <= mostTogether);
                    first = line.peekFirst()) {
                group.add(line.removeFirst());
                size += first.size();
            }
            waiting -= size;
            if (!group.isEmpty()) {
                working++;
            }
            if (!line.isEmpty()) {
                arrived.signal();
            }
            return group;
        } finally {
            lock.unlock();
        }
    }

    /// Returns when a group may be begun, or there will be none.
    private void awaitGroup() {
        while (true) {
            @Nullable P first = line.peekFirst();
            if (first == null) {
                if (closed) {
                    return;
                }
                arrived.awaitUninterruptibly();
                continue;
            }
            long left = LONGEST_GATHERING.toNanos() - (System.nanoTime() - first.since);
            if (working == 0 || waiting >= enough || left <= 0) {
                return;
            }
            try {
                long _ = arrived.awaitNanos(left);
            } catch (InterruptedException interrupted) {
                throw new IllegalStateException("a worker is never interrupted", interrupted);
            }
        }
    }

    private void finished() {
        lock.lock();
        try {
            working--;
            arrived.signal();
        } finally {
            lock.unlock();
        }
    }

    /// How much is in line.
    int waiting() {
        lock.lock();
        try {
            return waiting;
        } finally {
            lock.unlock();
        }
    }

    /// Takes nothing any more, and returns when all that was taken is done.
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            arrived.signalAll();
        } finally {
            lock.unlock();
        }
        for (Thread worker : workers) {
            try {
                worker.join();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
