package io.keepwell.core.metric;

import io.keepwell.core.ledger.Measure;
import io.keepwell.core.money.Money;
import io.keepwell.core.rollup.MeasureReader;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// success.outcomes: what customers gained by the product.
@Singleton
final class Outcomes implements Metric {
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
                                    "Customers estimate, and only some tell.")
                            .accumulates(),
                    Definition.first(
                                    "revenue",
                                    "more revenue",
                                    "R",
                                    "Of those gains, more revenue.",
                                    "Growth is what customers value most.",
                                    "Many things besides the product make revenue grow.")
                            .accumulates(),
                    Definition.first(
                                    "efficiency",
                                    "less effort",
                                    "E",
                                    "Of those gains, less effort for the same.",
                                    "It is closest to what the product does.",
                                    "Saved hours are not always saved money.")
                            .accumulates(),
                    Definition.first(
                                    "expense",
                                    "lower expenses",
                                    "X",
                                    "Of those gains, lower expenses.",
                                    "It can be checked by the books.",
                                    "It happens once: the next year it is the new normal.")
                            .accumulates(),
                    Definition.first(
                                    "of_baseline",
                                    "gain on the baseline",
                                    "gain ÷ baseline × 100",
                                    "The gains reported with a baseline in the same currency, of those baselines.",
                                    "It makes customers of different size comparable.",
                                    "Needs a baseline; gains without one are left out.")
                            .in(Unit.PERCENT),
                    Definition.first(
                                    "count",
                                    "outcomes",
                                    "n",
                                    "Outcomes that customers reported in the period, with or without an amount.",
                                    "It shows how many see a gain.",
                                    "Small and big ones count alike.")
                            .accumulates()
                            .in(Unit.COUNT),
                    Definition.first(
                                    "testimonials",
                                    "testimonials",
                                    "T",
                                    "Of those outcomes, the ones that the customer says in public, as a testimonial or case study.",
                                    "Who says so in public means it.",
                                    "Some may not speak in public though they would like to.")
                            .accumulates()
                            .in(Unit.COUNT)));

    private static final Set<Measure> GAINS =
            Set.of(Measure.OUTCOME_REVENUE, Measure.OUTCOME_EFFICIENCY, Measure.OUTCOME_EXPENSE);
    private static final Set<Measure> NEEDS = Set.of(
            Measure.OUTCOMES,
            Measure.OUTCOME_REVENUE,
            Measure.OUTCOME_EFFICIENCY,
            Measure.OUTCOME_EXPENSE,
            Measure.TESTIMONIALS,
            Measure.OUTCOME_GAIN_ON_BASELINE,
            Measure.OUTCOME_BASELINE,
            Measure.OUTCOMES_PENDING);

    @Override
    public MetricInfo info() {
        return INFO;
    }

    @Override
    public Set<Measure> needs() {
        return NEEDS;
    }

    @Override
    public Calculation calculate(DefinitionId definition, MeasureReader readings) {
        Term revenue = amount("R", "more revenue a year", Set.of(Measure.OUTCOME_REVENUE), readings);
        Term efficiency = amount("E", "less effort a year", Set.of(Measure.OUTCOME_EFFICIENCY), readings);
        Term expense = amount("X", "lower expenses a year", Set.of(Measure.OUTCOME_EXPENSE), readings);
        return switch (definition.id()) {
            case "gain" -> money("gain", "gained a year", List.of(revenue, efficiency, expense), GAINS, readings);
            case "revenue" -> money("R", revenue.name(), List.of(), Set.of(Measure.OUTCOME_REVENUE), readings);
            case "efficiency" -> money("E", efficiency.name(), List.of(), Set.of(Measure.OUTCOME_EFFICIENCY), readings);
            case "expense" -> money("X", expense.name(), List.of(), Set.of(Measure.OUTCOME_EXPENSE), readings);
            case "of_baseline" -> ofBaseline(readings);
            case "count" -> count("n", "reported outcomes", Measure.OUTCOMES, readings);
            case "testimonials" -> count("T", "testimonials", Measure.TESTIMONIALS, readings);
            default -> throw new IllegalArgumentException("customer outcomes has no definition " + definition);
        };
    }

    private static Term amount(String symbol, String name, Set<Measure> measures, MeasureReader readings) {
        long micros = measures.stream().mapToLong(readings::sum).reduce(0, Math::addExact);
        return new Term(symbol, name, Money.units(micros), Unit.MONEY);
    }

    private static Calculation money(
            String symbol, String name, List<Term> parts, Set<Measure> measures, MeasureReader readings) {
        Term total = amount(symbol, name, measures, readings);
        List<Term> terms = Stream.concat(Stream.of(total), parts.stream()).toList();
        String numbers = parts.isEmpty()
                ? Calculations.written(total)
                : parts.stream().map(Calculations::written).collect(Collectors.joining(" + "));
        return Calculations.calculation(
                unlessPending(total, readings),
                base(readings),
                numbers,
                terms,
                exclusions(readings),
                new DrillThrough.Entries(symbol, measures, Set.of(), Optional.empty(), Unit.MONEY));
    }

    private static Calculation count(String symbol, String name, Measure measure, MeasureReader readings) {
        Term term = Calculations.count(symbol, name, readings.sum(measure));
        return Calculations.plain(
                unlessNothingReported(term, readings),
                term,
                base(readings),
                List.of(),
                new DrillThrough.Entries(symbol, measure, Unit.COUNT));
    }

    private static Calculation ofBaseline(MeasureReader readings) {
        return Calculations.share(
                amount("gain", "gained, with a baseline", Set.of(Measure.OUTCOME_GAIN_ON_BASELINE), readings),
                amount("baseline", "baselines", Set.of(Measure.OUTCOME_BASELINE), readings),
                base(readings),
                "No gain with a baseline was reported in the period.",
                exclusions(readings),
                new DrillThrough.Entries("gain", Measure.OUTCOME_GAIN_ON_BASELINE, Unit.MONEY));
    }

    private static Outcome unlessPending(Term total, MeasureReader readings) {
        boolean pending = total.amount().signum() == 0 && readings.sum(Measure.OUTCOMES_PENDING) > 0;
        return pending ? Calculations.missingRate("outcomes") : unlessNothingReported(total, readings);
    }

    private static Outcome unlessNothingReported(Term term, MeasureReader readings) {
        return readings.hasData(Measure.OUTCOMES)
                ? Calculations.value(term.amount())
                : Calculations.noData("No outcome was reported before the end of the period.");
    }

    private static String base(MeasureReader readings) {
        return Calculations.base(readings.sum(Measure.OUTCOMES), "outcomes");
    }

    private static List<Exclusion> exclusions(MeasureReader readings) {
        return List.of(Calculations.pending("outcomes", readings.sum(Measure.OUTCOMES_PENDING)));
    }
}
