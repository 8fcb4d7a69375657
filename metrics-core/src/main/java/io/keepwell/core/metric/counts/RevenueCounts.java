package io.keepwell.core.metric.counts;

import io.keepwell.core.account.AccountAmounts;
import io.keepwell.core.ledger.Measure;
import io.keepwell.core.metric.Calculation;
import io.keepwell.core.metric.Calculations;
import io.keepwell.core.metric.DrillThrough;
import io.keepwell.core.metric.Exclusion;
import io.keepwell.core.metric.Outcome;
import io.keepwell.core.metric.Reads;
import io.keepwell.core.metric.Term;
import io.keepwell.core.metric.TermId;
import io.keepwell.core.metric.Unit;
import io.keepwell.core.metric.ValueFormat;
import io.keepwell.core.money.Money;
import io.keepwell.core.rollup.read.MeasureReader;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntToLongFunction;

/// R: what was received in a period, less what was given back. In micros.
public record RevenueCounts(MeasureReader readings, long received, long refunded, long pending) {
    /// What `paid` reads by account.
    public static final Set<Measure> MONEY = Set.of(Measure.REVENUE, Measure.REFUNDS);

    public static final Reads READS = Reads.of(MONEY).and(Measure.REVENUE_PENDING);

    public static RevenueCounts of(MeasureReader readings) {
        return new RevenueCounts(
                readings,
                readings.sum(Measure.REVENUE),
                readings.sum(Measure.REFUNDS),
                readings.sum(Measure.REVENUE_PENDING));
    }

    public BigDecimal net() {
        return Money.units(Math.subtractExact(received, refunded));
    }

    /// Why there is no revenue to speak of; empty where there is.
    public Optional<Outcome> missing() {
        if (received == 0 && refunded == 0 && pending > 0) {
            return Optional.of(Calculations.missingRate("payments"));
        }
        return readings.hasData(MONEY)
                ? Optional.empty()
                : Optional.of(Calculations.noData("No payment was reported before the end of the period."));
    }

    /// Why there is no revenue to compare with, where that is for want of a rate.
    public Optional<Outcome> withoutRate() {
        return received == 0 && refunded == 0 && pending > 0
                ? Optional.of(Calculations.missingRate("payments of the period before"))
                : Optional.empty();
    }

    /// What each account, of any slice, paid less what it was given back.
    public static IntToLongFunction paid(MeasureReader readings) {
        AccountAmounts received = readings.amounts(Measure.REVENUE);
        AccountAmounts refunded = readings.amounts(Measure.REFUNDS);
        return account -> Math.subtractExact(received.of(account), refunded.of(account));
    }

    public Term termR() {
        return new Term("R", "revenue of the period", net(), Unit.MONEY);
    }

    /// R and what it is made of, after those that a calculation tells first by itself.
    public List<Term> terms(Term... first) {
        List<Term> terms = new ArrayList<>(List.of(first));
        if (!terms.contains(termR())) {
            terms.add(termR());
        }
        terms.add(Calculations.money("received", "payments received", received));
        terms.add(Calculations.money("refunded", "payments given back", refunded));
        return terms;
    }

    public List<Exclusion> exclusions() {
        return List.of(Calculations.pending("payments", pending));
    }

    public DrillThrough drillThrough() {
        return new DrillThrough.Entries(
                new TermId("R"), Set.of(Measure.REVENUE), Set.of(Measure.REFUNDS), Optional.empty(), Unit.MONEY);
    }

    /// How the period's amount is brought to a month, where it has to be.
    public String brought() {
        BigDecimal months = Years.months(readings.period());
        return months.compareTo(BigDecimal.ONE) == 0 ? "" : " ÷ " + ValueFormat.bare(months, Unit.RATIO) + " months";
    }

    /// @param numbers the formula with its numbers in it
    public Calculation calculation(Outcome outcome, String numbers, List<Term> terms, DrillThrough drillThrough) {
        return new Calculation(outcome, base(), numbers, terms, exclusions(), drillThrough);
    }

    public String base() {
        return "revenue of " + ValueFormat.period(readings.period());
    }
}
