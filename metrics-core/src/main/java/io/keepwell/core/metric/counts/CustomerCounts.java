package io.keepwell.core.metric.counts;

import io.keepwell.core.account.AccountSet;
import io.keepwell.core.ledger.Measure;
import io.keepwell.core.metric.Calculation;
import io.keepwell.core.metric.Calculations;
import io.keepwell.core.metric.DrillThrough;
import io.keepwell.core.metric.Exclusion;
import io.keepwell.core.metric.Formula;
import io.keepwell.core.metric.Outcome;
import io.keepwell.core.metric.Reads;
import io.keepwell.core.metric.Term;
import io.keepwell.core.metric.ValueFormat;
import io.keepwell.core.rollup.read.MeasureReader;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/// The four letters of customer retention for a period and slice.
///
/// A slice's opening customers stay its own to the end: one who moved to another owner or segment has
/// not left. Who moved into the slice was not won by it.
///
/// @param opening S: customers when the period began
/// @param closing E: customers when it ended
/// @param joined N: of E, those that were nobody's customers when it began
/// @param lost L: of S, those that are nobody's customers when it ended
/// @param cancellations how often an account's last subscription ended, whoever it was
public record CustomerCounts(
        MeasureReader readings,
        AccountSet opening,
        AccountSet closing,
        AccountSet joined,
        AccountSet lost,
        long cancellations) {
    /// Customers everywhere: who was whose customer is only known from all of them.
    public static final Reads READS =
            Reads.of(Measure.CUSTOMERS, Measure.CANCELLATIONS, Measure.PENDING).everywhere(Set.of(Measure.CUSTOMERS));

    /// Calculated by code from the counts.
    public static Formula formula(Function<CustomerCounts, Calculation> calculation) {
        return new Formula.Custom(READS, readings -> calculation.apply(of(readings)));
    }

    public static CustomerCounts of(MeasureReader readings) {
        AccountSet opening = readings.customersAt(readings.period().from());
        AccountSet closing = readings.customersAt(readings.period().to());
        return new CustomerCounts(
                readings,
                opening,
                closing,
                closing.minus(readings.allCustomersAt(readings.period().from())),
                opening.minus(readings.allCustomersAt(readings.period().to())),
                readings.sum(Measure.CANCELLATIONS));
    }

    public long s() {
        return opening.size();
    }

    public long e() {
        return closing.size();
    }

    public long n() {
        return joined.size();
    }

    public long l() {
        return lost.size();
    }

    public Term termS() {
        return Calculations.count(
                "S", "customers " + Calculations.on(readings.period().from()), s());
    }

    public Term termE() {
        return Calculations.count(
                "E", "customers " + Calculations.on(readings.period().to()), e());
    }

    public Term termN() {
        return Calculations.count(
                "N", "of E, not customers " + Calculations.on(readings.period().from()), n());
    }

    public Term termL() {
        return Calculations.count(
                "L", "of S, gone " + Calculations.on(readings.period().to()), l());
    }

    /// Reported for the whole firm only: a customer whom a slice lost may have left from another slice, so
    /// that a slice's cancellations can't be set off against its losses.
    List<Exclusion> exclusions() {
        if (!readings.slice().isWhole()) {
            return List.of(pending());
        }
        return List.of(
                new Exclusion(
                        "cancellations of customers who joined and left within the period, or came back",
                        cancellations - l()),
                pending());
    }

    /// What is left out of a metric that has nothing to do with who joined and left in between.
    public Exclusion pending() {
        return MrrCounts.pending(readings);
    }

    /// A part of S in per cent.
    public Outcome ofOpening(long part) {
        return share(part, s(), readings.period().from(), "There were no customers when the period began.");
    }

    /// A part of E in per cent.
    public Outcome ofClosing(long part) {
        return share(part, e(), readings.period().to(), "There were no customers when the period ended.");
    }

    private Outcome share(long part, long customers, LocalDate on, String nobody) {
        return customers == 0 && MrrCounts.pending(readings, on) > 0
                ? Calculations.missingRate("subscriptions of customers " + Calculations.on(on))
                : Calculations.percent(part, customers, nobody);
    }

    /// S, E, N and L, but for those that a calculation tells first by itself.
    public List<Term> terms(Term... first) {
        List<Term> terms = new ArrayList<>(List.of(first));
        List.of(termS(), termE(), termN(), termL()).stream()
                .filter(term -> terms.stream().noneMatch(each -> each.id().equals(term.id())))
                .forEach(terms::add);
        return terms;
    }

    /// @param numbers the formula with its numbers in it
    public Calculation calculation(Outcome outcome, String numbers, List<Term> terms, DrillThrough drillThrough) {
        return new Calculation(outcome, base(), numbers, terms, exclusions(), drillThrough);
    }

    public String base() {
        return ValueFormat.count(s()) + " customers "
                + Calculations.on(readings.period().from());
    }
}
