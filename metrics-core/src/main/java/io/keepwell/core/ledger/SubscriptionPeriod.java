package io.keepwell.core.ledger;

import java.time.LocalDate;

/// Days on which one subscription came to the same amount a month.
///
/// @param from first day
/// @param to first day after; `Ledger.END` where it still runs
/// @param monthlyMicros of the reporting currency, not negative
public record SubscriptionPeriod(
        int partner, String subscriptionId, LocalDate from, LocalDate to, long monthlyMicros) {}
