package io.keepwell.core.metric;

/// What was deliberately not counted, and why.
///
/// @param reason as people read it: `joined and left within the period`
public record Exclusion(String reason, long count) {}
