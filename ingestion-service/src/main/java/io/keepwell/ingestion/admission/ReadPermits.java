package io.keepwell.ingestion.admission;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Turns that calls of one request take in being read. Who is slow loses its turn, but goes on.
final class ReadPermits {
    private static final long USUAL_MILLIS = 200;

    private final Duration longestWait;
    private final Semaphore free;
    private final Set<Permit> taken = ConcurrentHashMap.newKeySet();

    /// @param most calls that are read at once
    ReadPermits(int most, Duration longestWait) {
        this.longestWait = longestWait;
        this.free = new Semaphore(most, true);
    }

    /// Waits for a turn.
    ///
    /// @return empty where none came in the longest time that anybody waits
    Optional<Permit> take() {
        try {
            for (long waited = 0; waited < longestWait.toMillis(); waited += USUAL_MILLIS) {
                if (free.tryAcquire(USUAL_MILLIS, TimeUnit.MILLISECONDS)) {
                    Permit turn = new Permit();
                    taken.add(turn);
                    return Optional.of(turn);
                }
                taken.forEach(Permit::endIfLong);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        return Optional.empty();
    }

    /// One call's turn.
    final class Permit {
        private final long since = System.nanoTime();

        /// Does nothing where it has ended.
        void end() {
            if (taken.remove(this)) {
                free.release();
            }
        }

        private void endIfLong() {
            if (System.nanoTime() - since > TimeUnit.MILLISECONDS.toNanos(USUAL_MILLIS)) {
                end();
            }
        }
    }
}
