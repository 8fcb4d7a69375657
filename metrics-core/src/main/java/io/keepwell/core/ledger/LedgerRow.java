package io.keepwell.core.ledger;

import io.keepwell.core.account.Slice;
import java.time.LocalDate;

/// Something an account's facts come to, on one day: what cells are added up from, and what is listed behind a figure.
///
/// @param sliceKey the slice it counts for
/// @param customValue what the measure is broken down by; empty where it isn't
/// @param amount in the measure's own unit: a count, micros, seconds
/// @param item what it is about: a ticket, an order; may be empty
public record LedgerRow(
        int account, Measure measure, LocalDate day, Slice sliceKey, String customValue, long amount, String item) {}
