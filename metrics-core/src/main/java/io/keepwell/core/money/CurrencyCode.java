package io.keepwell.core.money;

import java.util.Currency;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// An ISO 4217 currency.
public record CurrencyCode(String code) {
    private static final Set<String> KNOWN = Currency.getAvailableCurrencies().stream()
            .map(Currency::getCurrencyCode)
            .collect(Collectors.toUnmodifiableSet());

    public CurrencyCode {
        if (!KNOWN.contains(code)) {
            throw new IllegalArgumentException("not an ISO 4217 currency code: " + code);
        }
    }

    public static Optional<CurrencyCode> parse(String code) {
        return KNOWN.contains(code) ? Optional.of(new CurrencyCode(code)) : Optional.empty();
    }

    @Override
    public String toString() {
        return code;
    }
}
