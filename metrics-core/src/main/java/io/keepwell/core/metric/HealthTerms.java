package io.keepwell.core.metric;

import io.keepwell.core.setting.HealthModel;
import io.keepwell.core.setting.HealthPart;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What explanations of health figures say.
final class HealthTerms {
    private HealthTerms() {}

    /// Why there is no figure; empty where there is one.
    static Optional<Outcome> missing(Collection<AccountHealth> all) {
        if (all.isEmpty()) {
            return Optional.of(Calculations.noBase("There were no customers when the period ended."));
        }
        return all.stream().noneMatch(health -> health.score().isPresent())
                ? Optional.of(
                        Calculations.noData("Of no customer is anything known that its health could be scored by."))
                : Optional.empty();
    }

    /// The mean points of each part that weighs anything, of the customers who have any of it, with its
    /// rule.
    static List<Term> parts(Collection<AccountHealth> all) {
        List<Term> terms = new ArrayList<>();
        for (HealthPart part : HealthPart.ALL) {
            List<Integer> points = all.stream()
                    .filter(health -> health.contribution(part).isPresent())
                    .map(health -> health.points().getOrDefault(part, 0))
                    .toList();
            if (!points.isEmpty()) {
                long sum = points.stream().mapToLong(Integer::longValue).sum();
                terms.add(new Term(
                        part.label(),
                        "mean points of " + Calculations.base(points.size(), "customers") + ". " + part.rule(),
                        BigDecimal.valueOf(sum)
                                .divide(BigDecimal.valueOf(points.size()), Calculations.SCALE, RoundingMode.HALF_EVEN),
                        Unit.SCORE));
            }
        }
        return terms;
    }

    /// How many customers are in each band, and what these pay, in micros by account; the best band
    /// first.
    static List<Term> bands(Collection<AccountHealth> all, Map<Integer, Long> balances) {
        List<Term> terms = new ArrayList<>();
        for (HealthModel.Band band : List.of(HealthModel.Band.GREEN, HealthModel.Band.YELLOW, HealthModel.Band.RED)) {
            List<AccountHealth> within = all.stream()
                    .filter(health -> health.band().equals(Optional.of(band)))
                    .toList();
            long micros = within.stream()
                    .mapToLong(health -> balances.getOrDefault(health.account(), 0L))
                    .reduce(0, Math::addExact);
            terms.add(Calculations.count(band.id(), "customers in the " + band.id() + " band", within.size()));
            terms.add(Calculations.monthly("MRR " + band.id(), "what these pay a month", micros));
        }
        return terms;
    }

    /// Customers without a score, and those of whom a part that weighs anything isn't known.
    static List<LeftOut> leftOut(Collection<AccountHealth> all) {
        List<LeftOut> leftOut = new ArrayList<>();
        leftOut.add(new LeftOut(
                "customers without a score, as nothing is known of them",
                all.stream().filter(health -> health.score().isEmpty()).count()));
        for (HealthPart part : HealthPart.ALL) {
            leftOut.add(new LeftOut(
                    "customers scored without " + part.label() + ", as " + part.missing(),
                    all.stream()
                            .filter(health -> health.score().isPresent()
                                    && health.model().weight(part) > 0
                                    && !health.points().containsKey(part))
                            .count()));
        }
        return leftOut;
    }
}
