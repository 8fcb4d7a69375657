package io.keepwell.client;

/// What an `EventPublisher` has done so far. A snapshot; all but the last two only grow.
///
/// @param accepted events answered so, as the next three
/// @param duplicates also those that were kept before a lost connection, and sent again after it
/// @param batches answered
/// @param bytes of events sent, those sent again among them
/// @param streams opened; the first one, and one for each time that a stream ended or broke
/// @param resentBatches batches sent again after that
/// @param unansweredEvents taken from the caller and not answered yet
/// @param unansweredBatches of which these were sent, at most 4
public record PublisherMetrics(
        long accepted,
        long duplicates,
        long rejected,
        long pending,
        long batches,
        long bytes,
        long streams,
        long resentBatches,
        int unansweredEvents,
        int unansweredBatches) {}
