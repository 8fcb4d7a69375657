package io.keepwell.core.metric;

import io.keepwell.core.ledger.Quantity;
import io.keepwell.core.money.Money;
import io.keepwell.core.rollup.Readings;
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
            "What customers gained by the product, in their own judgement.",
            List.of(
                    Definition.first(
                                    "gain",
                                    "gain a year",
                                    "R + E + X",
                                    "The gains a year that customers told of in the period: more revenue, less effort, lower expenses.",
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
                                    "The gains told of with a baseline in the same currency, of those baselines.",
                                    "It makes customers of different size comparable.",
                                    "Needs a baseline; gains without one are left out.")
                            .in(Unit.PERCENT),
                    Definition.first(
                                    "count",
                                    "outcomes",
                                    "n",
                                    "Outcomes that customers told of in the period, with or without an amount.",
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

    private static final Set<Quantity> GAINS =
            Set.of(Quantity.OUTCOME_REVENUE, Quantity.OUTCOME_EFFICIENCY, Quantity.OUTCOME_EXPENSE);
    private static final Set<Quantity> NEEDS = Set.of(
            Quantity.OUTCOMES,
            Quantity.OUTCOME_REVENUE,
            Quantity.OUTCOME_EFFICIENCY,
            Quantity.OUTCOME_EXPENSE,
            Quantity.TESTIMONIALS,
            Quantity.OUTCOME_GAIN_ON_BASELINE,
            Quantity.OUTCOME_BASELINE,
            Quantity.OUTCOMES_HELD_BACK);

    @Override
    public MetricInfo info() {
        return INFO;
    }

    @Override
    public Set<Quantity> needs() {
        return NEEDS;
    }

    @Override
    public Calculation calculate(DefinitionId definition, Readings readings) {
        Term revenue = amount("R", "more revenue a year", Set.of(Quantity.OUTCOME_REVENUE), readings);
        Term efficiency = amount("E", "less effort a year", Set.of(Quantity.OUTCOME_EFFICIENCY), readings);
        Term expense = amount("X", "lower expenses a year", Set.of(Quantity.OUTCOME_EXPENSE), readings);
        return switch (definition.id()) {
            case "gain" -> money("gain", "gained a year", List.of(revenue, efficiency, expense), GAINS, readings);
            case "revenue" -> money("R", revenue.name(), List.of(), Set.of(Quantity.OUTCOME_REVENUE), readings);
            case "efficiency" ->
                money("E", efficiency.name(), List.of(), Set.of(Quantity.OUTCOME_EFFICIENCY), readings);
            case "expense" -> money("X", expense.name(), List.of(), Set.of(Quantity.OUTCOME_EXPENSE), readings);
            case "of_baseline" -> ofBaseline(readings);
            case "count" -> count("n", "outcomes told of", Quantity.OUTCOMES, readings);
            case "testimonials" -> count("T", "testimonials", Quantity.TESTIMONIALS, readings);
            default -> throw new IllegalArgumentException("customer outcomes has no definition " + definition);
        };
    }

    private static Term amount(String symbol, String name, Set<Quantity> quantities, Readings readings) {
        long micros = quantities.stream().mapToLong(readings::sum).reduce(0, Math::addExact);
        return new Term(symbol, name, Money.units(micros), Unit.MONEY);
    }

    private static Calculation money(
            String symbol, String name, List<Term> parts, Set<Quantity> quantities, Readings readings) {
        Term total = amount(symbol, name, quantities, readings);
        List<Term> terms = Stream.concat(Stream.of(total), parts.stream()).toList();
        String numbers = parts.isEmpty()
                ? Calculations.written(total)
                : parts.stream().map(Calculations::written).collect(Collectors.joining(" + "));
        return Calculations.calculation(
                unlessHeldBack(total, readings),
                base(readings),
                numbers,
                terms,
                leftOut(readings),
                new Behind.Entries(symbol, quantities, Set.of(), Optional.empty(), Unit.MONEY));
    }

    private static Calculation count(String symbol, String name, Quantity quantity, Readings readings) {
        Term term = Calculations.count(symbol, name, readings.sum(quantity));
        return Calculations.plain(
                unlessNothingTold(term, readings),
                term,
                base(readings),
                List.of(),
                new Behind.Entries(symbol, quantity, Unit.COUNT));
    }

    private static Calculation ofBaseline(Readings readings) {
        return Calculations.share(
                amount("gain", "gained, with a baseline", Set.of(Quantity.OUTCOME_GAIN_ON_BASELINE), readings),
                amount("baseline", "baselines", Set.of(Quantity.OUTCOME_BASELINE), readings),
                base(readings),
                "No gain with a baseline was told of in the period.",
                leftOut(readings),
                new Behind.Entries("gain", Quantity.OUTCOME_GAIN_ON_BASELINE, Unit.MONEY));
    }

    private static Outcome unlessHeldBack(Term total, Readings readings) {
        boolean heldBack = total.amount().signum() == 0 && readings.sum(Quantity.OUTCOMES_HELD_BACK) > 0;
        return heldBack ? Calculations.missingRate("outcomes") : unlessNothingTold(total, readings);
    }

    private static Outcome unlessNothingTold(Term term, Readings readings) {
        return readings.hasData(Quantity.OUTCOMES)
                ? Calculations.value(term.amount())
                : Calculations.noData("No outcome was ever told of before the end of the period.");
    }

    private static String base(Readings readings) {
        return Calculations.base(readings.sum(Quantity.OUTCOMES), "outcomes");
    }

    private static List<LeftOut> leftOut(Readings readings) {
        return List.of(Calculations.heldBack("outcomes", readings.sum(Quantity.OUTCOMES_HELD_BACK)));
    }
}
