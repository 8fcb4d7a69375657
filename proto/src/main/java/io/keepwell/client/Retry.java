package io.keepwell.client;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.RetryInfo;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/// When to try a failed call again: after pauses that double from 0.2 to 5 seconds, each shortened by
/// chance to down to its half, so that clients don't all come back at once, but never sooner than the
/// server asks for.
final class Retry {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final int MOST_DOUBLINGS = 10;

    private Retry() {}

    /// Whether the same call may well succeed later.
    static boolean passes(StatusRuntimeException failure) {
        return switch (failure.getStatus().getCode()) {
            case UNAVAILABLE, DEADLINE_EXCEEDED, ABORTED -> true;
            // Else the request itself is too large.
            case RESOURCE_EXHAUSTED -> askedPause(failure).isPresent();
            // So ends a call whose connection goes at the very moment in which it begins.
            case UNKNOWN -> failure.getStatus().getCause() instanceof IOException;
            case OK,
                    CANCELLED,
                    INVALID_ARGUMENT,
                    NOT_FOUND,
                    ALREADY_EXISTS,
                    PERMISSION_DENIED,
                    FAILED_PRECONDITION,
                    OUT_OF_RANGE,
                    UNIMPLEMENTED,
                    INTERNAL,
                    DATA_LOSS,
                    UNAUTHENTICATED -> false;
        };
    }

    /// @param attempt how many attempts failed before this one
    static Duration pause(int attempt, StatusRuntimeException failure) {
        long longest = Math.min(LONGEST_PAUSE.toMillis(), FIRST_PAUSE.toMillis() << Math.min(attempt, MOST_DOUBLINGS));
        Duration own = Duration.ofMillis(ThreadLocalRandom.current().nextLong(longest / 2, longest));
        return askedPause(failure).filter(asked -> asked.compareTo(own) > 0).orElse(own);
    }

    /// How long the server asks to wait.
    private static Optional<Duration> askedPause(StatusRuntimeException failure) {
        com.google.rpc.Status status = StatusProto.fromThrowable(failure);
        if (status == null) {
            return Optional.empty();
        }
        for (Any detail : status.getDetailsList()) {
            if (detail.is(RetryInfo.class)) {
                try {
                    var delay = detail.unpack(RetryInfo.class).getRetryDelay();
                    return Optional.of(Duration.ofSeconds(delay.getSeconds(), delay.getNanos()));
                } catch (InvalidProtocolBufferException unreadable) {
                    return Optional.empty();
                }
            }
        }
        return Optional.empty();
    }
}
