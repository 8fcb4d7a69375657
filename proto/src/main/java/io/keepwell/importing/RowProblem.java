package io.keepwell.importing;

/// Why a row gives no event, or not all of them.
///
/// @param line of the file in which the row begins, from 1
/// @param eventId as far as it is known
/// @param field of the event, such as `subscription_change.price.amount`, or the column
/// @param reason a code such as `BAD_VALUE`, or one of the contract's
public record RowProblem(long line, String eventId, String field, String reason, String message) {}
