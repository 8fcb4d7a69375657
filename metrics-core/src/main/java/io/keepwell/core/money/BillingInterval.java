package io.keepwell.core.money;

import java.math.BigInteger;

/// How long one price pays for.
///
/// @param count how many units, 1 to 120
public record BillingInterval(int count, Unit unit) {
    public static final int MOST = 120;

    /// A unit and the part of a month's price that it makes, as a fraction: 12 months, 52 weeks or 365 days are a year.
    public enum Unit {
        DAY(365, 12),
        WEEK(52, 12),
        MONTH(1, 1),
        YEAR(1, 12);

        private final int numerator;
        private final int denominator;

        Unit(int numerator, int denominator) {
            this.numerator = numerator;
            this.denominator = denominator;
        }
    }

    public BillingInterval {
        if (count < 1 || count > MOST) {
            throw new IllegalArgumentException("an interval counts 1 to " + MOST + " units, not " + count);
        }
    }

    /// What a price for this interval comes to in a month, rounded half up at the sixth decimal: the one place where a
    /// recurring amount is rounded.
    ///
    /// @param priceMicros the price of one unit of the product, not negative
    /// @throws ArithmeticException where the result doesn't fit
    public long monthlyMicros(long priceMicros, long quantity) {
        BigInteger whole = BigInteger.valueOf(priceMicros)
                .multiply(BigInteger.valueOf(quantity))
                .multiply(BigInteger.valueOf(unit.numerator));
        BigInteger parts = BigInteger.valueOf((long) count * unit.denominator);
        return whole.shiftLeft(1).add(parts).divide(parts.shiftLeft(1)).longValueExact();
    }
}
