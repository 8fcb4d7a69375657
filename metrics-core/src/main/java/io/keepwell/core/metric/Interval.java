package io.keepwell.core.metric;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/// Between which values the true one probably lies where answers are a sample: a 95 % confidence interval, so
/// that 95 of 100 intervals made this way hold the true value. It needn't lie evenly about the figure, and
/// holds for few answers and for unanimous ones.
///
/// @param low in the metric's unit
/// @param high not less than `low`
public record Interval(BigDecimal low, BigDecimal high) {
    private static final MathContext PRECISE = MathContext.DECIMAL64;
    private static final BigDecimal Z = new BigDecimal("1.959963984540054");
    private static final BigDecimal Z_SQUARED = Z.multiply(Z, PRECISE);
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final BigDecimal TWO = BigDecimal.TWO;

    /// How an interval is made.
    public enum Method {
        /// Of a share.
        WILSON("the score interval of a share (Wilson, J. Am. Stat. Assoc. 22 (1927) 209)"),
        /// Of the difference of two shares of one sample.
        BONETT_PRICE(
                "the Wald interval of a difference of two shares of one sample, with one more answer of each of both"
                        + " kinds (Bonett and Price, J. Educ. Behav. Stat. 37 (2012) 479)");

        private final String words;

        Method(String words) {
            this.words = words;
        }

        /// What it is and where it is published, without an article of its own.
        public String words() {
            return words;
        }
    }

    public Interval {
        if (low.compareTo(high) > 0) {
            throw new IllegalArgumentException("an interval goes up, not from " + low + " to " + high);
        }
    }

    /// Of a share in per cent: Wilson's score interval.
    ///
    /// @param part 0 to `whole`
    /// @param whole at least 1
    static Interval ofShare(long part, long whole) {
        if (whole < 1 || part < 0 || part > whole) {
            throw new IllegalArgumentException("no share: " + part + " of " + whole);
        }
        BigDecimal n = BigDecimal.valueOf(whole);
        BigDecimal share = BigDecimal.valueOf(part).divide(n, PRECISE);
        BigDecimal scale = BigDecimal.ONE.add(Z_SQUARED.divide(n, PRECISE));
        BigDecimal middle =
                share.add(Z_SQUARED.divide(n.multiply(TWO), PRECISE)).divide(scale, PRECISE);
        BigDecimal half = share.multiply(BigDecimal.ONE.subtract(share))
                .divide(n, PRECISE)
                .add(Z_SQUARED.divide(n.multiply(n).multiply(BigDecimal.valueOf(4)), PRECISE))
                .sqrt(PRECISE)
                .multiply(Z)
                .divide(scale, PRECISE);
        return within(BigDecimal.ZERO, middle, half);
    }

    /// Of the difference of two shares of one sample, in points of 100, −100 to 100: a Wald interval with one
    /// more answer of either kind (Bonett and Price).
    ///
    /// @param plus how many count up
    /// @param minus how many others count down
    /// @param all at least 1, those that don't count included
    public static Interval ofDifference(long plus, long minus, long all) {
        BigDecimal more = BigDecimal.valueOf(all + 2);
        BigDecimal middle = BigDecimal.valueOf(plus - minus).divide(more, PRECISE);
        return within(BigDecimal.ONE.negate(), middle, Z.multiply(error(plus, minus, all), PRECISE));
    }

    /// The standard error of such a difference, in points of 100.
    public static BigDecimal standardError(long plus, long minus, long all) {
        return scaled(error(plus, minus, all));
    }

    private static BigDecimal error(long plus, long minus, long all) {
        if (all < 1 || plus < 0 || minus < 0 || plus + minus > all) {
            throw new IllegalArgumentException("no shares: " + plus + " and " + minus + " of " + all);
        }
        BigDecimal more = BigDecimal.valueOf(all + 2);
        BigDecimal either = BigDecimal.valueOf(plus + minus + 2).divide(more, PRECISE);
        BigDecimal difference = BigDecimal.valueOf(plus - minus).divide(more, PRECISE);
        return either.subtract(difference.multiply(difference))
                .divide(more, PRECISE)
                .sqrt(PRECISE);
    }

    /// Whether the change from one figure to another of an independent sample may be chance alone: whether
    /// the interval of their difference holds zero. That reaches as far as the root of the sum of the squares
    /// of both distances to the bounds that lie towards the other figure (square-and-add: Newcombe, Stat.
    /// Med. 17 (1998) 873; Zou and Donner, Stat. Med. 27 (2008) 1693).
    public static boolean mayBeChance(BigDecimal from, Interval ofFrom, BigDecimal to, Interval ofTo) {
        BigDecimal change = to.subtract(from);
        BigDecimal earlier = change.signum() > 0 ? ofFrom.high().subtract(from) : from.subtract(ofFrom.low());
        BigDecimal later =
                change.signum() > 0 ? to.subtract(ofTo.low()) : ofTo.high().subtract(to);
        BigDecimal squares = earlier.pow(2, PRECISE).add(later.pow(2, PRECISE), PRECISE);
        return change.pow(2, PRECISE).compareTo(squares) <= 0;
    }

    private static Interval within(BigDecimal least, BigDecimal middle, BigDecimal half) {
        return new Interval(
                scaled(middle.subtract(half).max(least)),
                scaled(middle.add(half).min(BigDecimal.ONE)));
    }

    private static BigDecimal scaled(BigDecimal share) {
        return share.multiply(HUNDRED).setScale(Calculations.SCALE, RoundingMode.HALF_EVEN);
    }
}
