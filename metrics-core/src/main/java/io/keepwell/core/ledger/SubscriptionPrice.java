package io.keepwell.core.ledger;

import io.keepwell.core.fact.SubscriptionChange;
import io.keepwell.core.money.CurrencyCode;
import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalLong;

/// What a subscription comes to in a month.
///
/// @param monthlyMicros of the reporting currency
/// @param terms empty where none runs
/// @param sentOn the day at whose rate it was converted
record SubscriptionPrice(long monthlyMicros, Optional<SubscriptionChange.Terms> terms, LocalDate sentOn) {
    static final SubscriptionPrice NONE = new SubscriptionPrice(0, Optional.empty(), LocalDate.EPOCH);

    boolean isPaid() {
        return monthlyMicros > 0;
    }

    Optional<CurrencyCode> currency() {
        return terms.map(reported -> reported.price().currency());
    }

    /// @return empty where there is no rate for the price
    static Optional<SubscriptionPrice> of(SubscriptionChange.Terms terms, LocalDate day, ExchangeRates rates) {
        OptionalLong converted = rates.monthlyMicros(terms, day);
        return converted.isPresent()
                ? Optional.of(new SubscriptionPrice(converted.getAsLong(), Optional.of(terms), day))
                : Optional.empty();
    }
}
