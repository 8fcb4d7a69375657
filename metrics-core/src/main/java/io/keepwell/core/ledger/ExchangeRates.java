package io.keepwell.core.ledger;

import io.keepwell.core.fact.ExchangeRate;
import io.keepwell.core.fact.SubscriptionChange;
import io.keepwell.core.fact.store.StoredFact;
import io.keepwell.core.money.CurrencyCode;
import io.keepwell.core.money.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/// What foreign money is worth in the reporting currency, day by day. Of several rates reported for one day
/// the last one holds. A rate serves its own day and, where no newer one was reported, some days more: rates
/// aren't made on holidays.
public final class ExchangeRates {
    private static final int RATE_DECIMALS = 9;

    private final CurrencyCode reporting;
    private final int mostDays;
    private final Map<CurrencyCode, TreeMap<LocalDate, Long>> billionths = new HashMap<>();

    /// @param reporting rates into other currencies are of no use
    /// @param mostDays how many days after its own a rate still serves
    public ExchangeRates(CurrencyCode reporting, int mostDays, Collection<StoredFact<ExchangeRate>> rates) {
        this.reporting = reporting;
        this.mostDays = mostDays;
        rates.stream().sorted(StoredFact.ORDER).forEach(stored -> {
            ExchangeRate rate = stored.fact();
            if (rate.targetCurrency().equals(reporting)) {
                billionths
                        .computeIfAbsent(rate.sourceCurrency(), _ -> new TreeMap<>())
                        .put(stored.day(), rate.rateBillionths());
            }
        });
    }

    /// Whether there is no rate into the reporting currency, whatever the day.
    public boolean isEmpty() {
        return billionths.isEmpty();
    }

    /// An amount in micros of the reporting currency, rounded half up: empty where there is no rate for
    /// the day.
    public OptionalLong convert(Money money, LocalDate day) {
        if (isReporting(money.currency())) {
            return OptionalLong.of(money.micros());
        }
        OptionalLong rate = billionths(money.currency(), day);
        return rate.isEmpty()
                ? rate
                : OptionalLong.of(BigDecimal.valueOf(money.micros())
                        .multiply(BigDecimal.valueOf(rate.getAsLong(), RATE_DECIMALS))
                        .setScale(0, RoundingMode.HALF_UP)
                        .longValueExact());
    }

    /// A rate that is wanted and isn't there.
    ///
    /// @param from the first day without it: the one after the last day that the rate before it serves, or
    ///     the day itself where there is none before
    /// @param last the day of the rate before it
    public record Missing(CurrencyCode source, CurrencyCode target, LocalDate from, Optional<LocalDate> last) {}

    /// The rate that converting an amount on a day takes; empty where it can be converted.
    public Optional<Missing> missing(CurrencyCode currency, LocalDate day) {
        if (isReporting(currency) || billionths(currency, day).isPresent()) {
            return Optional.empty();
        }
        Optional<LocalDate> last = Optional.ofNullable(
                billionths.getOrDefault(currency, new TreeMap<>()).floorKey(day));
        LocalDate from = last.map(before -> before.plusDays(mostDays + 1L)).orElse(day);
        return Optional.of(new Missing(currency, reporting, from, last));
    }

    /// What a month of a subscription comes to in micros of the reporting currency, rounded half up:
    /// empty where there is no rate for the day. In foreign money it isn't what is made of the terms' own
    /// monthly amount, which is rounded already.
    OptionalLong monthlyMicros(SubscriptionChange.Terms terms, LocalDate day) {
        if (isReporting(terms.price().currency())) {
            return OptionalLong.of(terms.monthlyMicros());
        }
        OptionalLong rate = billionths(terms.price().currency(), day);
        return rate.isEmpty() ? rate : OptionalLong.of(terms.monthlyMicros(rate.getAsLong()));
    }

    /// How much of the reporting currency one unit of a foreign one is worth.
    private OptionalLong billionths(CurrencyCode currency, LocalDate day) {
        TreeMap<LocalDate, Long> ofCurrency = billionths.get(currency);
        Map.Entry<LocalDate, Long> rate = ofCurrency == null ? null : ofCurrency.floorEntry(day);
        return rate == null || rate.getKey().plusDays(mostDays).isBefore(day)
                ? OptionalLong.empty()
                : OptionalLong.of(rate.getValue());
    }

    public boolean isReporting(CurrencyCode currency) {
        return currency.equals(reporting);
    }
}
