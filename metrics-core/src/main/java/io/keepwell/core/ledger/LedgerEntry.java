package io.keepwell.core.ledger;

import io.keepwell.core.account.Slice;
import java.time.LocalDate;

/// Something an account's facts come to, on one day: what cells are added up from, and what is listed behind a figure.
///
/// @param leaf the slice it counts for
/// @param detail what the quantity is told apart by; empty where it isn't
/// @param amount in the quantity's own unit: a count, micros, seconds
/// @param item what it is about: a ticket, an order; may be empty
public record LedgerEntry(
        int account, Quantity quantity, LocalDate day, Slice leaf, String detail, long amount, String item) {}
