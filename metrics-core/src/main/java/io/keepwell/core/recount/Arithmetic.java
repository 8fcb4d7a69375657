package io.keepwell.core.recount;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// Shares, means and quantiles; empty where there is nothing to divide by.
final class Arithmetic {
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private Arithmetic() {}

    /// In per cent.
    static Optional<BigDecimal> share(long part, long whole) {
        return share(BigDecimal.valueOf(part), BigDecimal.valueOf(whole));
    }

    /// In per cent.
    static Optional<BigDecimal> share(BigDecimal part, BigDecimal whole) {
        return each(part.multiply(HUNDRED), whole);
    }

    /// How much for each one.
    static Optional<BigDecimal> each(BigDecimal amount, BigDecimal count) {
        return count.signum() <= 0 ? Optional.empty() : Optional.of(amount.divide(count, MathContext.DECIMAL128));
    }

    /// A plain number.
    static Optional<BigDecimal> number(long number) {
        return Optional.of(BigDecimal.valueOf(number));
    }

    static BigDecimal sum(Collection<BigDecimal> amounts) {
        return amounts.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /// The total divided by how many there are.
    static Optional<BigDecimal> mean(List<Long> amounts, long unit) {
        long total = amounts.stream().mapToLong(Long::longValue).sum();
        return each(BigDecimal.valueOf(total), BigDecimal.valueOf(unit * amounts.size()));
    }

    /// The smallest amount that at least so many of a hundred don't exceed.
    static Optional<BigDecimal> quantile(List<Long> amounts, int percent, long unit) {
        List<Long> bySize = amounts.stream().sorted().toList();
        long notExceeding = 0;
        for (long amount : bySize) {
            notExceeding++;
            if (notExceeding * 100 >= (long) bySize.size() * percent) {
                return each(BigDecimal.valueOf(amount), BigDecimal.valueOf(unit));
            }
        }
        return Optional.empty();
    }
}
