package io.keepwell.deploy.chaos;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/// With what calls failed. Safe for use by several threads.
final class Failures {
    /// Those that clients are told to try again.
    private static final Set<Status.Code> EXPECTED = EnumSet.of(
            Status.Code.UNAVAILABLE,
            Status.Code.DEADLINE_EXCEEDED,
            Status.Code.ABORTED,
            Status.Code.RESOURCE_EXHAUSTED);

    private final Map<String, Long> counts = new ConcurrentHashMap<>();
    private final Queue<String> strange = new ConcurrentLinkedQueue<>();

    void note(StatusRuntimeException failure) {
        Status.Code code = failure.getStatus().getCode();
        counts.merge(code.name(), 1L, Long::sum);
        boolean connectionLost = failure.getStatus().getCause() instanceof IOException;
        if (!EXPECTED.contains(code) && !connectionLost) {
            strange.add("a call failed with " + failure.getMessage());
        }
    }

    Map<String, Long> counts() {
        return new TreeMap<>(counts);
    }

    /// Those that no fault explains.
    Queue<String> strange() {
        return strange;
    }
}
