package io.keepwell.core.access;

import java.time.Instant;
import java.time.LocalDate;

/// Events of a partner that were rejected on a day for the same reason. An event that is sent again unchanged is
/// rejected and counted again.
///
/// @param events how many
/// @param example the latest of them
public record EventRefusal(Cause cause, long events, Example example) {
    /// What was wrong with them.
    ///
    /// @param day of the reporting zone on which they were rejected
    /// @param kind what the events reported, such as `survey_answer`; `unknown` where that can't be known
    /// @param reason as the contract names it, without its prefix, such as `out_of_range`
    /// @param field path inside the event
    public record Cause(int partner, LocalDate day, String kind, String reason, String field) {}

    /// @param eventId the partner's own, cut to 128 characters; may be empty
    /// @param at when it was rejected
    public record Example(String eventId, Instant at) {}

    /// Both together, of the same cause.
    public EventRefusal plus(EventRefusal other) {
        return new EventRefusal(
                cause, events + other.events, example.at().isAfter(other.example.at()) ? example : other.example);
    }
}
