package io.keepwell.core.ledger;

import io.keepwell.core.account.Slice;
import java.time.LocalDate;

/// The slice key an account stood in from one day until another.
///
/// @param from first day
/// @param to first day after; `Ledger.END` where it still holds
public record AccountVersion(LocalDate from, LocalDate to, Slice sliceKey) {}
