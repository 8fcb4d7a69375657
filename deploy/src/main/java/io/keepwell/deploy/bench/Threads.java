package io.keepwell.deploy.bench;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Work done at the same time.
final class Threads {
    private Threads() {}

    /// Runs all at once, each in a thread of its own, and adds up what they give.
    static long sum(List<? extends Callable<Long>> workers) throws Exception {
        if (workers.size() == 1) {
            return workers.getFirst().call();
        }
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            long sum = 0;
            for (Future<Long> each : threads.invokeAll(workers)) {
                try {
                    sum += each.get();
                } catch (ExecutionException failure) {
                    throw failure.getCause() instanceof Exception cause ? cause : failure;
                }
            }
            return sum;
        }
    }
}
