package io.keepwell.deploy.run;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.ErrorInfo;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.keepwell.deploy.Failure;
import java.util.Optional;

/// Says in a sentence why a call to the services failed.
public final class CallFailures {
    private CallFailures() {}

    public static Failure failure(StatusRuntimeException problem) {
        String message =
                Optional.ofNullable(problem.getStatus().getDescription()).orElse("no reason given");
        String reason = reason(problem).map(text -> " [" + text + "]").orElse("");
        return switch (problem.getStatus().getCode()) {
            case UNAVAILABLE ->
                new Failure(
                        "The services can't be reached, or can't reach their database: " + message + reason, problem);
            case DEADLINE_EXCEEDED -> new Failure("The services took too long to answer." + reason, problem);
            case OK,
                    CANCELLED,
                    UNKNOWN,
                    INVALID_ARGUMENT,
                    NOT_FOUND,
                    ALREADY_EXISTS,
                    PERMISSION_DENIED,
                    RESOURCE_EXHAUSTED,
                    FAILED_PRECONDITION,
                    ABORTED,
                    OUT_OF_RANGE,
                    UNIMPLEMENTED,
                    INTERNAL,
                    DATA_LOSS,
                    UNAUTHENTICATED -> new Failure(message + reason, problem);
        };
    }

    private static Optional<String> reason(StatusRuntimeException problem) {
        com.google.rpc.Status status = StatusProto.fromThrowable(problem);
        if (status == null) {
            return Optional.empty();
        }
        for (var detail : status.getDetailsList()) {
            if (detail.is(ErrorInfo.class)) {
                try {
                    return Optional.of(detail.unpack(ErrorInfo.class).getReason());
                } catch (InvalidProtocolBufferException unreadable) {
                    return Optional.empty();
                }
            }
        }
        return Optional.empty();
    }
}
