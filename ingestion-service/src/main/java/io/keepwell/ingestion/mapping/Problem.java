package io.keepwell.ingestion.mapping;

import io.keepwell.ingestion.v1.ProblemReason;

/// What is wrong with an event, and where.
///
/// @param field path of the field inside the event
/// @param message for people, in English
public record Problem(String field, ProblemReason reason, String message) {
    /// As partners are reported.
    public io.keepwell.ingestion.v1.Problem toMessage() {
        return io.keepwell.ingestion.v1.Problem.newBuilder()
                .setField(field)
                .setReason(reason)
                .setMessage(message)
                .build();
    }
}
