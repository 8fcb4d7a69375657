package io.keepwell.deploy.importing;

/// A line that gives no event, and why.
///
/// @param line in the file, from 1
/// @param eventId as far as it is known
/// @param field of the event, such as `subscription_change.price.amount`, or the column
record LineProblem(long line, String eventId, String field, String reason, String message) {}
