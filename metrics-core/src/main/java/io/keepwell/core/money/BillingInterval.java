package io.keepwell.core.money;

import io.keepwell.core.database.Coded;
import java.math.BigInteger;

/// How long one price pays for.
///
/// @param count how many units, 1 to 120
public record BillingInterval(int count, Unit unit) {
    public static final int MOST = 120;
    private static final BigInteger BILLION = BigInteger.valueOf(1_000_000_000L);

    /// A unit and what a price for it makes in a month, as a fraction: 12 months, 52 weeks or 365 days
    /// are a year. The code is what is stored and never changes.
    public enum Unit implements Coded {
        DAY(1, 365, 12),
        WEEK(2, 52, 12),
        MONTH(3, 1, 1),
        YEAR(4, 1, 12);

        private final int code;
        private final int numerator;
        private final int denominator;

        Unit(int code, int numerator, int denominator) {
            this.code = code;
            this.numerator = numerator;
            this.denominator = denominator;
        }

        @Override
        public int code() {
            return code;
        }
    }

    public BillingInterval {
        if (count < 1 || count > MOST) {
            throw new IllegalArgumentException("an interval counts 1 to " + MOST + " units, not " + count);
        }
    }

    /// What a price for this interval comes to in a month, in its own currency.
    ///
    /// @see #monthlyMicros(long, long, long, long)
    public long monthlyMicros(long priceMicros, long quantity, long discountMicros) {
        return monthlyMicros(priceMicros, quantity, discountMicros, BILLION.longValueExact());
    }

    /// What a price for this interval comes to in a month in another currency, rounded half up at the sixth
    /// decimal: the one place where a recurring amount is rounded.
    ///
    /// @param priceMicros the price of one unit of the product, not negative
    /// @param discountMicros taken off the price of all units; what is left is never less than zero
    /// @param rateBillionths how much of the other currency one unit of the price's is worth
    /// @throws ArithmeticException where the result doesn't fit
    public long monthlyMicros(long priceMicros, long quantity, long discountMicros, long rateBillionths) {
        BigInteger whole = BigInteger.valueOf(priceMicros)
                .multiply(BigInteger.valueOf(quantity))
                .subtract(BigInteger.valueOf(discountMicros))
                .max(BigInteger.ZERO)
                .multiply(BigInteger.valueOf(unit.numerator))
                .multiply(BigInteger.valueOf(rateBillionths));
        BigInteger parts = BigInteger.valueOf((long) count * unit.denominator).multiply(BILLION);
        return whole.shiftLeft(1).add(parts).divide(parts.shiftLeft(1)).longValueExact();
    }
}
