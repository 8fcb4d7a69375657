package io.keepwell.core.rollup.rebuild;

import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/// Works on one thing after the other on a thread of its own, and hands over what came of each, in
/// order. It is one thing ahead of whoever takes them, so that two of them are in memory at most.
final class ReadAhead {
    private ReadAhead() {}

    /// Takes what came of a thing.
    @FunctionalInterface
    interface Taker<R> {
        void take(R result) throws SQLException;
    }

    /// @param work done on the other thread; where it fails, so does this, after what came before was
    ///     taken
    static <T, R> void each(Iterable<T> things, Function<T, R> work, Taker<R> taker) throws SQLException {
        try (ExecutorService other = Executors.newSingleThreadExecutor(
                Thread.ofPlatform().name("rebuild-reader").daemon(true).factory())) {
            Queue<Future<R>> waiting = new ArrayDeque<>();
            for (T thing : things) {
                waiting.add(other.submit(() -> work.apply(thing)));
                if (waiting.size() == 2) {
                    taker.take(result(waiting.remove()));
                }
            }
            while (!waiting.isEmpty()) {
                taker.take(result(waiting.remove()));
            }
        }
    }

    private static <R> R result(Future<R> future) {
        try {
            return future.get();
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(failure.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while ledger and cells are made anew", interrupted);
        }
    }
}
