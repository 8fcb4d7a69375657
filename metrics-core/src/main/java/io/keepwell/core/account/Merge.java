package io.keepwell.core.account;

import java.time.Instant;

/// That an account was merged into another and counts as that one.
///
/// @param into what it was merged into
/// @param primary where that leads in the end: the primary account, merged into no other
/// @param automatic as profiles say, rather than staff
public record Merge(int account, int into, int primary, boolean automatic, Instant at) {}
