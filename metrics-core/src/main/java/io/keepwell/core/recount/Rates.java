package io.keepwell.core.recount;

import io.keepwell.core.fact.ExchangeRate;
import io.keepwell.core.money.CurrencyCode;
import io.keepwell.core.money.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/// What money is worth in the firm's own currency, by the last rate reported for the day or one of the days before on
/// which a rate still serves.
final class Rates {
    private final CurrencyCode own;
    private final int daysThatOneServes;
    private final Map<CurrencyCode, NavigableMap<LocalDate, BigDecimal>> rates = new HashMap<>();

    Rates(CurrencyCode own, int daysThatOneServes) {
        this.own = own;
        this.daysThatOneServes = daysThatOneServes;
    }

    /// Of several rates of a currency for one day the one that is reported last holds.
    void send(ExchangeRate rate, LocalDate day) {
        if (rate.targetCurrency().equals(own)) {
            rates.computeIfAbsent(rate.sourceCurrency(), _ -> new TreeMap<>())
                    .put(day, BigDecimal.valueOf(rate.rateBillionths(), 9));
        }
    }

    /// How much of the own currency one unit is worth.
    Optional<BigDecimal> rate(CurrencyCode currency, LocalDate day) {
        if (currency.equals(own)) {
            return Optional.of(BigDecimal.ONE);
        }
        return Optional.ofNullable(rates.get(currency))
                .map(ofCurrency -> ofCurrency.floorEntry(day))
                .filter(entry -> !entry.getKey().isBefore(day.minusDays(daysThatOneServes)))
                .map(Map.Entry::getValue);
    }

    /// The amount in the own currency, to millionths.
    Optional<BigDecimal> worth(Money money, LocalDate day) {
        return rate(money.currency(), day)
                .map(rate ->
                        BigDecimal.valueOf(money.micros(), 6).multiply(rate).setScale(6, RoundingMode.HALF_UP));
    }
}
