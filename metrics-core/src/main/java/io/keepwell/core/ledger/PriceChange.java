package io.keepwell.core.ledger;

import io.keepwell.core.money.CurrencyCode;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// What a subscription came to before a day and from it on.
record PriceChange(SubscriptionPrice before, SubscriptionPrice after) {
    boolean ends() {
        return before.isPaid() && !after.isPaid();
    }

    boolean begins() {
        return !before.isPaid() && after.isPaid();
    }

    /// Whether the price was reported anew in the same currency.
    boolean renews() {
        return before.isPaid()
                && after.isPaid()
                && !after.sentOn().equals(before.sentOn())
                && after.currency().equals(before.currency());
    }

    /// By how much more the price before is worth at another day's rate.
    long effect(ExchangeRates rates, LocalDate day) {
        return rates.monthlyMicros(before.terms().orElseThrow(), day).orElseThrow() - before.monthlyMicros();
    }

    /// By how much more an account's prices are worth by the change of rates alone. Where a running
    /// subscription's price was reported anew in the same foreign currency, the old price is worth what the new
    /// day's rate makes of it. One that ends on the day on which another of the account begins in the same
    /// currency has moved to it.
    ///
    /// @param changes all of the account on that day
    static long exchange(LocalDate day, List<PriceChange> changes, ExchangeRates rates) {
        Set<Optional<CurrencyCode>> begun = changes.stream()
                .filter(change -> change.begins() && change.after().sentOn().equals(day))
                .map(change -> change.after().currency())
                .collect(Collectors.toSet());
        long effect = 0;
        for (PriceChange change : changes) {
            if (change.renews()) {
                effect = Math.addExact(
                        effect, change.effect(rates, change.after().sentOn()));
            } else if (change.ends() && begun.contains(change.before().currency())) {
                effect = Math.addExact(effect, change.effect(rates, day));
            }
        }
        return effect;
    }
}
