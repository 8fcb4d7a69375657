package io.keepwell.core.metric.success;

import io.keepwell.core.ledger.Measure;
import io.keepwell.core.metric.Calculation;
import io.keepwell.core.metric.Calculations;
import io.keepwell.core.metric.Definition;
import io.keepwell.core.metric.DrillThrough;
import io.keepwell.core.metric.Exclusion;
import io.keepwell.core.metric.Formula;
import io.keepwell.core.metric.Metric;
import io.keepwell.core.metric.MetricId;
import io.keepwell.core.metric.MetricInfo;
import io.keepwell.core.metric.Outcome;
import io.keepwell.core.metric.Reads;
import io.keepwell.core.metric.Term;
import io.keepwell.core.metric.TermId;
import io.keepwell.core.metric.Unit;
import io.keepwell.core.rollup.read.MeasureReader;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// success.outcomes: what customers gained by the product.
@Singleton
final class Outcomes implements Metric {
    private static final String NO_OUTCOME = "No outcome was reported before the end of the period.";
    private static final Formula.Counted OUTCOMES =
            new Formula.Counted("n", "reported outcomes", "outcomes", Measure.OUTCOMES);
    private static final Formula.Counted TESTIMONIALS =
            new Formula.Counted("T", "testimonials", "testimonials", Measure.TESTIMONIALS);
    private static final Gain REVENUE = new Gain("R", "more revenue a year", Measure.OUTCOME_REVENUE);
    private static final Gain EFFICIENCY = new Gain("E", "less effort a year", Measure.OUTCOME_EFFICIENCY);
    private static final Gain EXPENSE = new Gain("X", "lower expenses a year", Measure.OUTCOME_EXPENSE);
    private static final Reads READS = Reads.of(Measure.OUTCOMES, Measure.OUTCOMES_PENDING);
    private static final List<Gain> ALL = List.of(REVENUE, EFFICIENCY, EXPENSE);

    private static final MetricInfo INFO = new MetricInfo(
            new MetricId("success.outcomes"),
            "Customer outcomes",
            "Success",
            MetricInfo.Kind.OUTCOME,
            Unit.MONEY,
            MetricInfo.Better.HIGHER,
            "Gains from the product, as estimated by customers.",
            List.of(
                    Definition.first(
                                    "gain",
                                    "gain a year",
                                    "R + E + X",
                                    "The gains a year that customers reported in the period: more revenue, less effort, lower expenses.",
                                    "It is what customers pay for.",
                                    "Customers estimate, and only some report.")
                            .accumulates()
                            .by(gain()),
                    Definition.first(
                                    "revenue",
                                    "more revenue",
                                    "R",
                                    "Of those gains, more revenue.",
                                    "Growth is what customers value most.",
                                    "Many things besides the product make revenue grow.")
                            .accumulates()
                            .by(one(REVENUE)),
                    Definition.first(
                                    "efficiency",
                                    "less effort",
                                    "E",
                                    "Of those gains, less effort for the same.",
                                    "It is closest to what the product does.",
                                    "Saved hours are not always saved money.")
                            .accumulates()
                            .by(one(EFFICIENCY)),
                    Definition.first(
                                    "expense",
                                    "lower expenses",
                                    "X",
                                    "Of those gains, lower expenses.",
                                    "It can be checked by the books.",
                                    "It happens once: the next year it is the new normal.")
                            .accumulates()
                            .by(one(EXPENSE)),
                    Definition.first(
                                    "of_baseline",
                                    "gain on the baseline",
                                    "gain ÷ baseline × 100",
                                    "The gains reported with a baseline in the same currency, of those baselines.",
                                    "It makes customers of different size comparable.",
                                    "Needs a baseline; gains without one are left out.")
                            .in(Unit.PERCENT)
                            .by(
                                    READS.and(Measure.OUTCOME_GAIN_ON_BASELINE, Measure.OUTCOME_BASELINE),
                                    Outcomes::ofBaseline),
                    Definition.first(
                                    "count",
                                    "outcomes",
                                    "n",
                                    "Outcomes that customers reported in the period, with or without an amount.",
                                    "It shows how many see a gain.",
                                    "Small and big ones count alike.")
                            .accumulates()
                            .in(Unit.COUNT)
                            .by(new Formula.Count(OUTCOMES, OUTCOMES, NO_OUTCOME, List.of())),
                    Definition.first(
                                    "testimonials",
                                    "testimonials",
                                    "T",
                                    "Of those outcomes, the ones that the customer says in public, as a testimonial or case study.",
                                    "Who says so in public means it.",
                                    "Some may not speak in public though they would like to.")
                            .accumulates()
                            .in(Unit.COUNT)
                            .by(new Formula.Count(TESTIMONIALS, OUTCOMES, NO_OUTCOME, List.of()))));

    @Override
    public MetricInfo info() {
        return INFO;
    }

    /// One of the things that customers gain.
    private record Gain(String symbol, String name, Measure measure) {
        Term term(MeasureReader readings) {
            return Calculations.money(symbol, name, readings.sum(measure));
        }
    }

    private static Formula gain() {
        Set<Measure> measures = ALL.stream().map(Gain::measure).collect(Collectors.toUnmodifiableSet());
        return new Formula.Custom(Reads.of(measures).and(READS), readings -> {
            long micros = measures.stream().mapToLong(readings::sum).reduce(0, Math::addExact);
            return money(
                    Calculations.money("gain", "gained a year", micros),
                    ALL.stream().map(part -> part.term(readings)).toList(),
                    measures,
                    readings);
        });
    }

    private static Formula one(Gain part) {
        return new Formula.Custom(
                READS.and(part.measure()),
                readings -> money(part.term(readings), List.of(), Set.of(part.measure()), readings));
    }

    private static Calculation money(Term total, List<Term> parts, Set<Measure> measures, MeasureReader readings) {
        List<Term> terms = Stream.concat(Stream.of(total), parts.stream()).toList();
        String numbers = parts.isEmpty()
                ? Calculations.written(total)
                : parts.stream().map(Calculations::written).collect(Collectors.joining(" + "));
        return Calculations.calculation(
                unlessPending(total, readings),
                OUTCOMES.words(readings),
                numbers,
                terms,
                exclusions(readings),
                new DrillThrough.Entries(total.id(), measures, Set.of(), Optional.empty(), Unit.MONEY));
    }

    private static Calculation ofBaseline(MeasureReader readings) {
        return Calculations.share(
                Calculations.money("gain", "gained, with a baseline", readings.sum(Measure.OUTCOME_GAIN_ON_BASELINE)),
                Calculations.money("baseline", "baselines", readings.sum(Measure.OUTCOME_BASELINE)),
                OUTCOMES.words(readings),
                "No gain with a baseline was reported in the period.",
                exclusions(readings),
                new DrillThrough.Entries(new TermId("gain"), Measure.OUTCOME_GAIN_ON_BASELINE, Unit.MONEY));
    }

    private static Outcome unlessPending(Term total, MeasureReader readings) {
        if (total.amount().signum() == 0 && readings.sum(Measure.OUTCOMES_PENDING) > 0) {
            return Calculations.missingRate("outcomes");
        }
        return readings.hasData(Measure.OUTCOMES)
                ? Calculations.value(total.amount())
                : Calculations.noData(NO_OUTCOME);
    }

    private static List<Exclusion> exclusions(MeasureReader readings) {
        return List.of(Calculations.pending("outcomes", readings.sum(Measure.OUTCOMES_PENDING)));
    }
}
