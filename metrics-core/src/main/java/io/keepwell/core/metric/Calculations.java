package io.keepwell.core.metric;

import io.keepwell.core.account.Slice;
import io.keepwell.core.ledger.Measure;
import io.keepwell.core.money.Money;
import io.keepwell.core.rollup.read.MeasureReader;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Steps that formulas share.
public final class Calculations {
    /// Decimals of every value, before it is rounded for reading.
    public static final int SCALE = 10;

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private Calculations() {}

    /// Part of a whole in per cent; without base where the whole isn't more than zero.
    ///
    /// @param noBase what is missing then, a sentence
    public static Outcome percent(BigDecimal part, BigDecimal whole, String noBase) {
        if (whole.signum() <= 0) {
            return noBase(noBase);
        }
        return value(part.multiply(HUNDRED).divide(whole, SCALE, RoundingMode.HALF_EVEN));
    }

    public static Outcome percent(long part, long whole, String noBase) {
        return percent(BigDecimal.valueOf(part), BigDecimal.valueOf(whole), noBase);
    }

    public static Outcome value(BigDecimal amount) {
        BigDecimal scaled = amount.setScale(Math.min(Math.max(amount.scale(), 0), SCALE), RoundingMode.HALF_EVEN);
        return new Outcome.Value(scaled);
    }

    /// A part of a whole in per cent, with both as terms.
    ///
    /// @param noBase what is missing where the whole is zero, a sentence
    public static Calculation share(
            Term part, Term whole, String base, String noBase, List<Exclusion> exclusions, DrillThrough drillThrough) {
        return calculation(
                percent(part.amount(), whole.amount(), noBase),
                base,
                written(part) + " ÷ " + written(whole),
                List.of(part, whole),
                exclusions,
                drillThrough);
    }

    /// As `share`, of a sample of answers: with Wilson's interval.
    public static Calculation sampledShare(
            Term part, Term whole, String base, String noBase, List<Exclusion> exclusions, DrillThrough drillThrough) {
        Calculation share = share(part, whole, base, noBase, exclusions, drillThrough);
        return whole.amount().signum() == 0
                ? share
                : share.within(Interval.ofShare(
                        part.amount().longValueExact(), whole.amount().longValueExact()));
    }

    /// A total divided by how many it is of.
    ///
    /// @param none why there is no figure where there are none, a sentence
    public static Calculation mean(
            Term total, Term count, String none, List<Exclusion> exclusions, DrillThrough drillThrough) {
        Outcome outcome = count.amount().signum() == 0
                ? noBase(none)
                : value(total.amount().divide(count.amount(), SCALE, RoundingMode.HALF_EVEN));
        return calculation(
                outcome,
                written(count) + " " + count.name(),
                written(total) + " ÷ " + written(count),
                List.of(total, count),
                exclusions,
                drillThrough);
    }

    /// A term that is the figure.
    public static Calculation plain(
            Outcome outcome, Term term, String base, List<Exclusion> exclusions, DrillThrough drillThrough) {
        return calculation(outcome, base, written(term), List.of(term), exclusions, drillThrough);
    }

    public static Calculation calculation(
            Outcome outcome,
            String base,
            String numbers,
            List<Term> terms,
            List<Exclusion> exclusions,
            DrillThrough drillThrough) {
        boolean known = outcome instanceof Outcome.Value;
        return new Calculation(outcome, base, known ? numbers : "", terms, exclusions, drillThrough);
    }

    /// A count of things, as people read it.
    public static String base(long count, String things) {
        return ValueFormat.count(count) + " " + things;
    }

    public static Outcome.Unavailable noData(String message) {
        return new Outcome.Unavailable(Outcome.Reason.NO_DATA, message);
    }

    /// One number for each of another; without base where that isn't more than zero.
    ///
    /// @param noBase what is missing then, a sentence
    public static Outcome ratio(BigDecimal part, BigDecimal whole, String noBase) {
        if (whole.signum() <= 0) {
            return noBase(noBase);
        }
        return value(part.divide(whole, SCALE, RoundingMode.HALF_EVEN));
    }

    public static Outcome.Unavailable noBase(String message) {
        return new Outcome.Unavailable(Outcome.Reason.NO_BASE, message);
    }

    /// @param things what is left out, in the plural: `payments`
    public static Outcome.Unavailable missingRate(String things) {
        return new Outcome.Unavailable(
                Outcome.Reason.MISSING_RATE,
                "All " + things + " there are have money of currencies without an exchange rate.");
    }

    /// @param things what is left out, in the plural: `payments`
    public static Exclusion pending(String things, long count) {
        return new Exclusion(things + " in currencies without an exchange rate", count);
    }

    /// Why there is nothing of an amount of money; empty where there is. In a slice zero is no amount: most
    /// is reported for the firm as a whole, and belongs to no slice.
    ///
    /// @param sum of the period and slice
    /// @param things what it is made of, in the plural: `costs`
    /// @param pending how many of these there is no exchange rate for
    public static Optional<Outcome> missing(
            MeasureReader readings, Measure measure, long sum, String things, long pending) {
        if (sum == 0 && pending > 0) {
            return Optional.of(missingRate(things));
        }
        if (!readings.hasData(Set.of(measure))) {
            return Optional.of(noData("No " + things + " were reported before the end of the period."));
        }
        return sum == 0 && !readings.slice().equals(Slice.WHOLE)
                ? Optional.of(
                        noData(
                                "No " + things
                                        + " were reported for accounts in this slice in the period; what is reported for the firm as a whole isn't divided up."))
                : Optional.empty();
    }

    /// The period's sum, of the custom value that was asked about, or of all.
    public static long sum(MeasureReader readings, Measure measure) {
        return readings.customValue()
                .map(detail -> readings.sum(measure, detail))
                .orElseGet(() -> readings.sum(measure));
    }

    /// A list of what such a sum is made of.
    public static DrillThrough entries(TermId standsFor, MeasureReader readings, Measure measure, Unit unit) {
        return new DrillThrough.Entries(standsFor, Set.of(measure), Set.of(), readings.customValue(), unit);
    }

    public static Term money(String symbol, String name, long micros) {
        return new Term(symbol, name, Money.units(micros), Unit.MONEY);
    }

    public static Term count(String symbol, String name, long count) {
        return count(new TermId(symbol), name, count);
    }

    public static Term count(TermId id, String name, long count) {
        return new Term(id, name, BigDecimal.valueOf(count), Unit.COUNT);
    }

    public static Term monthly(String symbol, String name, long micros) {
        return monthly(new TermId(symbol), name, micros);
    }

    public static Term monthly(TermId id, String name, long micros) {
        return new Term(id, name, Money.units(micros), Unit.MONEY_PER_MONTH);
    }

    /// What is set for the firm and enters the figure.
    public static Term setting(String symbol, String name, BigDecimal value, Unit unit) {
        return new Term(symbol, name + " (a setting)", value, unit);
    }

    public static Term settingDays(String name, int days) {
        return setting("days", name, BigDecimal.valueOf(days), Unit.DAYS);
    }

    /// A whole or monetary number inside a written calculation.
    public static String written(Term term) {
        return ValueFormat.bare(term.amount(), term.unit());
    }

    public static String on(LocalDate day) {
        return "on " + ValueFormat.day(day);
    }
}
