package io.keepwell.ingestion.admission;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Room for the bytes of requests that are under way, and those who wait for some of it to get free.
final class MemoryBudget {
    private final int most;
    private final Duration longestWait;
    private final Semaphore free;
    private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();

    /// @param most bytes, at least those of one request
    MemoryBudget(int most, Duration longestWait) {
        this.most = most;
        this.longestWait = longestWait;
        this.free = new Semaphore(most, true);
    }

    int most() {
        return most;
    }

    /// Bytes that are under way.
    int held() {
        return most - free.availablePermits();
    }

    /// Waits for so much to be free.
    ///
    /// @return false where it never was in the longest time that anybody waits
    boolean take(int bytes) {
        try {
            return bytes <= most && free.tryAcquire(bytes, longestWait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /// Gives back what was taken. Nobody goes on by that alone.
    void release(int bytes) {
        free.release(bytes);
    }

    /// Whether any request would find room now.
    boolean isThere() {
        return free.availablePermits() >= StrictRequests.MOST_BYTES;
    }

    /// Runs it as soon as somebody finds that there is room.
    void await(Runnable goOn) {
        waiting.add(goOn);
    }

    /// Lets go on who waits: as many as can send whole requests now, and all where nothing is under way.
    void resume() {
        int bytes = free.availablePermits();
        long calls = bytes == most ? Long.MAX_VALUE : bytes / StrictRequests.MOST_BYTES;
        for (; calls > 0 && isThere(); calls--) {
            Runnable next = waiting.poll();
            if (next == null) {
                return;
            }
            next.run();
        }
    }
}
