package io.keepwell.core.report.run;

import io.keepwell.core.report.MailAddress;
import java.time.Instant;
import java.util.Optional;

/// One run on its way to one recipient.
///
/// @param scope which cut of the run it is: a slice in words, or empty for the whole report
/// @param attempts how often the mail server was called
/// @param problem what came in between the last time, for people; empty where nothing did
/// @param messageId by which the mail is known to mail servers: the same for every attempt
/// @param nextAttemptAt for PENDING: not before
public record Delivery(
        RunId run,
        MailAddress recipient,
        String scope,
        State state,
        int attempts,
        String problem,
        String messageId,
        Instant nextAttemptAt,
        Optional<Instant> deliveredAt) {
    /// How far it came.
    public enum State {
        /// Waits for its first or next attempt.
        PENDING,
        /// Somebody is talking to the mail server about it.
        SENDING,
        /// The mail server took it over.
        DELIVERED,
        /// The mail server may or may not have it: the talk broke off after all was said and before it
        /// answered. It is not sent again by itself, since nobody is to get a report twice.
        UNCERTAIN,
        /// The mail server won't take it, or didn't for too long.
        GIVEN_UP
    }
}
