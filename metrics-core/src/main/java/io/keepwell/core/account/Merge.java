package io.keepwell.core.account;

import java.time.Instant;

/// That an account is merged into another.
///
/// @param into what it was merged into
/// @param primary where that leads in the end: an account that isn't merged into another
/// @param automatic as profiles say, rather than staff
public record Merge(int account, int into, int primary, boolean automatic, Instant at) {}
