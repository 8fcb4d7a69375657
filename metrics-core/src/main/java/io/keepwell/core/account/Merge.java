package io.keepwell.core.account;

import java.time.Instant;

/// That an account counts as part of another.
///
/// @param into what it was merged into
/// @param whole where that leads in the end: an account that is no part of another
/// @param automatic as profiles say, rather than staff
public record Merge(int account, int into, int whole, boolean automatic, Instant at) {}
