package io.keepwell.core.metric.health;

import io.keepwell.core.account.AccountAmounts;
import io.keepwell.core.metric.Calculations;
import io.keepwell.core.metric.Exclusion;
import io.keepwell.core.metric.Outcome;
import io.keepwell.core.metric.Term;
import io.keepwell.core.metric.TermId;
import io.keepwell.core.metric.Unit;
import io.keepwell.core.metric.ValueFormat;
import io.keepwell.core.setting.HealthModel;
import io.keepwell.core.setting.HealthModels;
import io.keepwell.core.setting.HealthPart;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// What explanations of health figures say.
final class HealthTerms {
    private HealthTerms() {}

    /// Why there is no figure; empty where there is one.
    static Optional<Outcome> missing(ScoredCustomers all) {
        if (all.size() == 0) {
            return Optional.of(Calculations.noBase("There were no customers when the period ended."));
        }
        return all.scored().findAny().isEmpty()
                ? Optional.of(
                        Calculations.noData("Of no customer is anything known that its health could be scored by."))
                : Optional.empty();
    }

    /// The mean points of each part that weighs anything, of the customers who have any of it, with its
    /// rule.
    static List<Term> parts(ScoredCustomers all) {
        List<Term> terms = new ArrayList<>();
        for (HealthPart part : HealthPart.ALL) {
            ScoredCustomers.PartSum sum = all.part(part);
            if (sum.customers() > 0) {
                terms.add(new Term(
                        part.label(),
                        "mean points of " + Calculations.base(sum.customers(), "customers") + ". " + part.rule(),
                        BigDecimal.valueOf(sum.points())
                                .divide(
                                        BigDecimal.valueOf(sum.customers()),
                                        Calculations.SCALE,
                                        RoundingMode.HALF_EVEN),
                        Unit.SCORE));
            }
        }
        return terms;
    }

    /// What they were scored by: each version of the model with its weights and limits, and how many
    /// customers have a score by it.
    static List<Term> models(ScoredCustomers all) {
        return all.byVersion().stream()
                .map(scored -> Calculations.count(
                        scored.version()
                                .map(HealthModels.Version::segment)
                                .filter(segment -> !segment.isEmpty())
                                .map(segment -> "model of " + segment)
                                .orElse("model"),
                        "customers scored by "
                                + scored.version()
                                        .map(version -> "the model since " + ValueFormat.day(version.from()))
                                        .orElse("the default model")
                                + " by weights of "
                                + described(scored.version()
                                        .map(HealthModels.Version::model)
                                        .orElse(HealthModel.DEFAULT))
                                + " (a setting)",
                        scored.customers()))
                .toList();
    }

    private static String described(HealthModel model) {
        return HealthPart.ALL.stream()
                        .filter(part -> model.weight(part) > 0)
                        .map(part -> part.label() + " " + model.weight(part))
                        .collect(Collectors.joining(", "))
                + "; red is under " + model.yellowFrom() + ", green from " + model.greenFrom();
    }

    /// How many customers are in each band, and what these pay; the best band first.
    static List<Term> bands(ScoredCustomers all, AccountAmounts balances) {
        List<Term> terms = new ArrayList<>();
        for (HealthModel.Band band : List.of(HealthModel.Band.GREEN, HealthModel.Band.YELLOW, HealthModel.Band.RED)) {
            int[] within = all.in(band);
            long micros = 0;
            for (int place : within) {
                micros = Math.addExact(micros, balances.of(all.account(place)));
            }
            terms.add(Calculations.count(TermId.of(band), "customers in the " + band.id() + " band", within.length));
            terms.add(Calculations.monthly(TermId.mrrOf(band), "what these pay a month", micros));
        }
        return terms;
    }

    /// Customers without a score, and those of whom a part that weighs anything isn't known.
    static List<Exclusion> exclusions(ScoredCustomers all) {
        List<Exclusion> exclusions = new ArrayList<>();
        exclusions.add(new Exclusion(
                "customers without a score, as nothing is known of them",
                all.size() - all.scored().count()));
        for (HealthPart part : HealthPart.ALL) {
            exclusions.add(new Exclusion(
                    "customers scored without " + part.label() + ", as " + part.missing(),
                    all.part(part).scoredWithout()));
        }
        return exclusions;
    }
}
