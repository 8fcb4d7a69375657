package io.keepwell.ingestion.admission;

import io.grpc.Context;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.keepwell.core.database.DatabaseException;
import io.keepwell.core.metric.InvalidQueryException;
import io.keepwell.core.metric.query.QueryBudget;
import io.keepwell.ingestion.intake.BusyException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Answers a call, and turns failures into the contract's errors. The one place where they are logged.
public final class CallAnswers {
    private static final Logger LOG = LoggerFactory.getLogger(CallAnswers.class);

    private CallAnswers() {}

    /// Does the work and answers with what it gives, unless nobody waits for it any more.
    public static <A> void answer(StreamObserver<A> observer, Supplier<A> work) {
        // Without a handler, answering a call that was cancelled meanwhile would be an error.
        ((ServerCallStreamObserver<A>) observer).setOnCancelHandler(() -> {});
        if (Context.current().isCancelled()) {
            return;
        }
        A answer;
        try {
            answer = work.get();
        } catch (QueryBudget.GivenUpException _) {
            return;
        } catch (RuntimeException failure) {
            observer.onError(error(failure));
            return;
        }
        observer.onNext(answer);
        observer.onCompleted();
    }

    /// Ends a call with an error.
    public static void refuse(ServerCall<?, ?> call, StatusRuntimeException error) {
        Metadata trailers = error.getTrailers();
        call.close(error.getStatus(), trailers == null ? new Metadata() : trailers);
    }

    /// The contract's error for a failure.
    public static StatusRuntimeException error(RuntimeException failure) {
        return switch (failure) {
            case StatusRuntimeException said -> said;
            case BusyException _ -> CallError.BUSY.exception();
            case InvalidQueryException query ->
                CallError.INVALID_QUERY.exception(
                        String.valueOf(query.getMessage()), Map.of("field", query.field()), Optional.empty());
            case RuntimeException gone
            when DatabaseException.isUnavailable(gone) -> {
                LOG.error("event=storage_unavailable", gone);
                yield CallError.STORAGE_UNAVAILABLE.exception();
            }
            default -> {
                LOG.error("event=call_failed", failure);
                yield CallError.INTERNAL.exception();
            }
        };
    }
}
