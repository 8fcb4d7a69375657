package io.keepwell.core.metric;

import io.keepwell.core.money.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// Steps that formulas share.
final class Calculations {
    /// Decimals of every value, before it is rounded for reading.
    static final int SCALE = 10;

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private Calculations() {}

    /// Part of a whole in per cent; without base where the whole is zero.
    ///
    /// @param noBase what is missing then, a sentence
    static Outcome percent(BigDecimal part, BigDecimal whole, String noBase) {
        if (whole.signum() == 0) {
            return new Outcome.Unavailable(Outcome.Reason.NO_BASE, noBase);
        }
        return value(part.multiply(HUNDRED).divide(whole, SCALE, RoundingMode.HALF_EVEN));
    }

    static Outcome percent(long part, long whole, String noBase) {
        return percent(BigDecimal.valueOf(part), BigDecimal.valueOf(whole), noBase);
    }

    static Outcome value(BigDecimal amount) {
        BigDecimal scaled = amount.setScale(Math.min(Math.max(amount.scale(), 0), SCALE), RoundingMode.HALF_EVEN);
        return new Outcome.Value(scaled);
    }

    /// A part of a whole in per cent, with both as terms.
    ///
    /// @param noBase what is missing where the whole is zero, a sentence
    static Calculation share(Term part, Term whole, String base, String noBase, List<LeftOut> leftOut, Behind behind) {
        return calculation(
                percent(part.amount(), whole.amount(), noBase),
                base,
                written(part) + " ÷ " + written(whole),
                List.of(part, whole),
                leftOut,
                behind);
    }

    /// A total divided by how many it is of.
    ///
    /// @param none why there is no figure where there are none, a sentence
    static Calculation mean(Term total, Term count, String none, List<LeftOut> leftOut, Behind behind) {
        Outcome outcome = count.amount().signum() == 0
                ? noData(none)
                : value(total.amount().divide(count.amount(), SCALE, RoundingMode.HALF_EVEN));
        return calculation(
                outcome,
                written(count) + " " + count.name(),
                written(total) + " ÷ " + written(count),
                List.of(total, count),
                leftOut,
                behind);
    }

    /// A term that is the figure.
    static Calculation plain(Outcome outcome, Term term, String base, List<LeftOut> leftOut, Behind behind) {
        return calculation(outcome, base, written(term), List.of(term), leftOut, behind);
    }

    static Calculation calculation(
            Outcome outcome, String base, String numbers, List<Term> terms, List<LeftOut> leftOut, Behind behind) {
        boolean known = outcome instanceof Outcome.Value;
        return new Calculation(outcome, base, known ? numbers : "", terms, leftOut, Optional.empty(), behind);
    }

    /// A count of things, as people read it.
    static String base(long count, String things) {
        return ValueFormat.count(count) + " " + things;
    }

    static Outcome noData(String message) {
        return new Outcome.Unavailable(Outcome.Reason.NO_DATA, message);
    }

    static Term count(String symbol, String name, long count) {
        return new Term(symbol, name, BigDecimal.valueOf(count), Unit.COUNT);
    }

    static Term monthly(String symbol, String name, long micros) {
        return new Term(symbol, name, Money.units(micros), Unit.MONEY_PER_MONTH);
    }

    /// A whole or monetary number inside a written calculation.
    static String written(Term term) {
        return ValueFormat.bare(term.amount(), term.unit());
    }

    static String on(LocalDate day) {
        return "on " + ValueFormat.day(day);
    }
}
