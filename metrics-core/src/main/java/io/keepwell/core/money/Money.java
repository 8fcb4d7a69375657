package io.keepwell.core.money;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/// An exact amount of a currency, in micros: millionths of its main unit. From 0 to 10^12 main units when read from
/// text.
public record Money(long micros, CurrencyCode currency) {
    public static final int DECIMALS = 6;
    private static final BigDecimal MOST = new BigDecimal("1000000000000");
    private static final Pattern DECIMAL_TEXT = Pattern.compile("[0-9]{1,19}(\\.[0-9]{1,6})?");

    /// The micros that a plain decimal text such as `1250.00` says: empty where it isn't one, has more
    /// than six decimals or is over 10^12.
    public static Optional<Long> parseMicros(String text) {
        if (!DECIMAL_TEXT.matcher(text).matches()) {
            return Optional.empty();
        }
        BigDecimal amount = new BigDecimal(text);
        return amount.compareTo(MOST) > 0
                ? Optional.empty()
                : Optional.of(amount.movePointRight(DECIMALS).longValueExact());
    }

    /// Micros as main units.
    public static BigDecimal units(long micros) {
        return BigDecimal.valueOf(micros, DECIMALS);
    }
}
