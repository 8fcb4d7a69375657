package io.keepwell.core.metric;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// A metric's answer for one period and slice.
///
/// @param base what the figure rests on, as people read it: `7,043 customers on 1 Jan 2024`
/// @param numbers the formula with its numbers in it: `1,869 ÷ 7,043`
/// @param interval between which values the true one probably lies, where the figure is of a sample
/// @param drillThrough how to list the records of it
/// @param approximate whether the outcome is within one per cent rather than exact
public record Calculation(
        Outcome outcome,
        String base,
        String numbers,
        List<Term> terms,
        List<Exclusion> exclusions,
        Optional<Interval> interval,
        DrillThrough drillThrough,
        boolean approximate) {
    public Calculation {
        terms = List.copyOf(terms);
        exclusions = exclusions.stream().filter(item -> item.count() != 0).toList();
    }

    /// Exact.
    public Calculation(
            Outcome outcome,
            String base,
            String numbers,
            List<Term> terms,
            List<Exclusion> exclusions,
            Optional<Interval> interval,
            DrillThrough drillThrough) {
        this(outcome, base, numbers, terms, exclusions, interval, drillThrough, false);
    }

    /// Exact, without an interval.
    public Calculation(
            Outcome outcome,
            String base,
            String numbers,
            List<Term> terms,
            List<Exclusion> exclusions,
            DrillThrough drillThrough) {
        this(outcome, base, numbers, terms, exclusions, Optional.empty(), drillThrough);
    }

    /// The term with an id; empty where the calculation has none.
    public Optional<Term> term(TermId id) {
        return terms.stream().filter(term -> term.id().equals(id)).findFirst();
    }

    /// How much the figure rests on, for comparing figures of one definition: the largest of its counts,
    /// or of its other terms where it has none. Zero where there is nothing.
    public BigDecimal size() {
        return largest(term -> term.unit() == Unit.COUNT)
                .or(() -> largest(_ -> true))
                .orElse(BigDecimal.ZERO);
    }

    private Optional<BigDecimal> largest(Predicate<Term> which) {
        return terms.stream().filter(which).map(term -> term.amount().abs()).max(Comparator.naturalOrder());
    }

    /// The same with one more term.
    public Calculation with(Term more) {
        List<Term> all = new ArrayList<>(terms);
        all.add(more);
        return new Calculation(outcome, base, numbers, all, exclusions, interval, drillThrough, approximate);
    }

    /// The same, with what was left out of it.
    Calculation leavingOut(List<Exclusion> some) {
        return new Calculation(outcome, base, numbers, terms, some, interval, drillThrough, approximate);
    }

    /// The same, with an outcome that is within one per cent.
    Calculation approximately() {
        return new Calculation(outcome, base, numbers, terms, exclusions, interval, drillThrough, true);
    }

    /// The same, of a sample.
    Calculation within(Interval between) {
        return new Calculation(
                outcome, base, numbers, terms, exclusions, Optional.of(between), drillThrough, approximate);
    }

    /// The same with no figure, so that there is no formula with numbers either.
    public Calculation unavailable(Outcome.Unavailable because) {
        return new Calculation(because, base, "", terms, exclusions, drillThrough);
    }
}
