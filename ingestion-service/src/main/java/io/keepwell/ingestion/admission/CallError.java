package io.keepwell.ingestion.admission;

import com.google.protobuf.Any;
import com.google.rpc.Code;
import com.google.rpc.ErrorInfo;
import com.google.rpc.RetryInfo;
import com.google.rpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// Why a whole call failed: a canonical code, a reason that programs can rely on and a sentence for
/// people.
public enum CallError {
    KEY_MISSING(Code.UNAUTHENTICATED, "Send the partner key as metadata: authorization: Bearer <key>."),
    KEY_UNKNOWN(Code.UNAUTHENTICATED, "The partner key is not known here."),
    KEY_EXPIRED(Code.UNAUTHENTICATED, "The partner key has expired."),
    KEY_REVOKED(Code.UNAUTHENTICATED, "The partner key was revoked."),
    CERTIFICATE_MISSING(Code.UNAUTHENTICATED, "The partner key only works with its own client certificate."),
    SCOPE_MISSING(Code.PERMISSION_DENIED, "The partner key doesn't allow this."),
    BATCH_EMPTY(Code.INVALID_ARGUMENT, "A batch has at least one event."),
    BATCH_TOO_LARGE(Code.INVALID_ARGUMENT, "A batch has at most 1,000 events."),
    BATCH_OUT_OF_ORDER(Code.INVALID_ARGUMENT, "Each batch has a higher number than the one before."),
    OPENING_MISPLACED(Code.INVALID_ARGUMENT, "The first message of a stream is the opening, and no other one is."),
    BAD_RESUME_TOKEN(Code.INVALID_ARGUMENT, "The resume token was not given to this partner, or was altered."),
    BAD_RANGE(Code.INVALID_ARGUMENT, "The days can't be reconciled."),
    MALFORMED(Code.INVALID_ARGUMENT, "The request can't be read."),
    INVALID_QUERY(Code.INVALID_ARGUMENT, "The query is invalid."),
    MESSAGE_TOO_LARGE(Code.RESOURCE_EXHAUSTED, "A request has at most 4 MiB; send smaller batches."),
    BUSY(Code.RESOURCE_EXHAUSTED, "Too much is under way; try again soon."),
    STREAM_IDLE(Code.ABORTED, "No batch came for long; open another stream and resume."),
    STREAM_OLD(Code.ABORTED, "The stream is old; open another one and resume."),
    STOPPING(Code.UNAVAILABLE, "This server is about to stop; send again soon what wasn't answered."),
    QUOTA_EXCEEDED(Code.RESOURCE_EXHAUSTED, "The key's quota is used up."),
    STORAGE_UNAVAILABLE(Code.UNAVAILABLE, "The database is not available; send the same events again soon."),
    INTERNAL(Code.INTERNAL, "Something went wrong here; it was logged.");

    private static final String DOMAIN = "keepwell.io";
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);
    /// A message may repeat what the client said. It travels in metadata of which clients take 8 KiB,
    /// and twice: once with three characters for each byte beyond ASCII, once with four for three.
    private static final int MOST_MESSAGE_BYTES = 1_700;

    private final Code code;
    private final String sentence;

    CallError(Code code, String sentence) {
        this.code = code;
        this.sentence = sentence;
    }

    /// For people.
    public String sentence() {
        return sentence;
    }

    public StatusRuntimeException exception() {
        return exception(sentence);
    }

    /// @param message for people, instead of the usual sentence
    public StatusRuntimeException exception(String message) {
        return exception(
                message,
                Map.of(),
                this == BUSY || this == STORAGE_UNAVAILABLE || this == STOPPING
                        ? Optional.of(RETRY_AFTER)
                        : Optional.empty());
    }

    /// @param message for people, instead of the usual sentence
    /// @param metadata for programs, beside the reason
    /// @param retryAfter when the same call may succeed; empty where it never will
    public StatusRuntimeException exception(
            String message, Map<String, String> metadata, Optional<Duration> retryAfter) {
        Status.Builder status = Status.newBuilder()
                .setCode(code.getNumber())
                .setMessage(shortened(message))
                .addDetails(Any.pack(ErrorInfo.newBuilder()
                        .setDomain(DOMAIN)
                        .setReason(name())
                        .putAllMetadata(metadata)
                        .build()));
        retryAfter.ifPresent(wait -> status.addDetails(Any.pack(RetryInfo.newBuilder()
                .setRetryDelay(com.google.protobuf.Duration.newBuilder()
                        .setSeconds(wait.toSeconds())
                        .setNanos(wait.toNanosPart()))
                .build())));
        return StatusProto.toStatusRuntimeException(status.build());
    }

    private static String shortened(String message) {
        if (message.getBytes(StandardCharsets.UTF_8).length <= MOST_MESSAGE_BYTES) {
            return message;
        }
        StringBuilder kept = new StringBuilder();
        int bytes = 0;
        for (int character : message.codePoints().toArray()) {
            bytes += Character.toString(character).getBytes(StandardCharsets.UTF_8).length;
            if (bytes > MOST_MESSAGE_BYTES) {
                break;
            }
            kept.appendCodePoint(character);
        }
        return kept.append('…').toString();
    }
}
