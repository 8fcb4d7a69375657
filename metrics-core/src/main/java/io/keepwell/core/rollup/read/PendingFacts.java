package io.keepwell.core.rollup.read;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;

/// Facts whose money counts nowhere, as there is no exchange rate for its currency: all those of a kind
/// and a currency among the ones that were asked about.
///
/// @param kind of the facts, as in the contract: `payment`
/// @param currency the first one, where a fact has money of several
/// @param count how many facts
/// @param days on how many days these were
/// @param firstDays the first of those days, in order, `MOST_DAYS` at most
public record PendingFacts(String kind, String currency, long count, long days, List<LocalDate> firstDays) {
    /// How many days are named at most.
    public static final int MOST_DAYS = 5;

    static final Comparator<PendingFacts> ORDER =
            Comparator.comparing(PendingFacts::kind).thenComparing(PendingFacts::currency);

    public PendingFacts {
        firstDays = List.copyOf(firstDays);
    }

    /// @param countOn how many facts by day
    static PendingFacts of(String kind, String currency, SortedMap<LocalDate, Long> countOn) {
        return new PendingFacts(
                kind,
                currency,
                countOn.values().stream().mapToLong(Long::longValue).sum(),
                countOn.size(),
                countOn.keySet().stream().limit(MOST_DAYS).toList());
    }
}
