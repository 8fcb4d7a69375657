package io.keepwell.core.rollup;

import io.keepwell.core.account.Slice;
import java.time.LocalDate;

/// Facts of one day whose money counts nowhere, as there is no exchange rate for its currency.
///
/// @param kind of the facts, as in the contract: `payment`
/// @param currency the first one, where a fact has money of several
/// @param leaf the slice in which their accounts stood on that day
public record HeldBack(LocalDate day, String kind, String currency, Slice leaf, long count) {
    HeldBack withCount(long other) {
        return new HeldBack(day, kind, currency, leaf, other);
    }
}
