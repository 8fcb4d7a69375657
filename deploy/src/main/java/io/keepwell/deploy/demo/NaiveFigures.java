package io.keepwell.deploy.demo;

import io.keepwell.core.fact.Story;
import io.keepwell.core.fact.SubscriptionChange;
import io.keepwell.core.fact.SurveyAnswer;
import io.keepwell.core.time.Period;
import io.keepwell.core.time.ReportingZone;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/// The demo's figures, worked out straight from the list of what was told, day by day and without anything that the
/// services use: what `--check` holds them against.
final class NaiveFigures {
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private final ReportingZone zone;
    private final Map<String, List<Story.Told>> byAccount;

    NaiveFigures(List<Story.Told> told, ReportingZone zone) {
        this.zone = zone;
        this.byAccount = told.stream()
                .sorted(Comparator.comparing(Story.Told::occurredAt))
                .collect(Collectors.groupingBy(Story.Told::account));
    }

    /// Metric to value by its default definition.
    Map<String, BigDecimal> of(Period period) {
        Map<String, Long> opening = paid(period.from());
        Map<String, Long> closing = paid(period.to());
        long lost = opening.keySet().stream()
                .filter(account -> !closing.containsKey(account))
                .count();
        Map<String, BigDecimal> figures = new LinkedHashMap<>();
        figures.put("revenue.mrr", BigDecimal.valueOf(sum(closing), 6));
        figures.put("retention.customer_churn", percent(lost, opening.size()));
        figures.put("retention.customer_retention", percent(opening.size() - lost, opening.size()));
        figures.put("retention.revenue_churn", percent(shrunk(period), sum(opening)));
        figures.put("retention.grr", percent(kept(opening, closing, true), sum(opening)));
        figures.put("retention.nrr", percent(kept(opening, closing, false), sum(opening)));
        figures.put("voice.nps", nps(period));
        return figures;
    }

    /// What each customer paid a month when the day began, in micros.
    private Map<String, Long> paid(LocalDate day) {
        return byAccount.entrySet().stream()
                .map(entry -> Map.entry(entry.getKey(), paid(entry.getValue(), day)))
                .filter(entry -> entry.getValue() > 0)
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /// The demo's customers have one subscription each, which starts, changes or is cancelled for a later day.
    private long paid(List<Story.Told> told, LocalDate day) {
        long amount = 0;
        Optional<LocalDate> end = Optional.empty();
        for (Story.Told each : told) {
            if (!zone.dayOf(each.occurredAt()).isBefore(day)) {
                break;
            }
            if (each.fact() instanceof SubscriptionChange change) {
                amount = change.terms()
                        .map(SubscriptionChange.Terms::monthlyMicros)
                        .orElse(amount);
                end = change.step() == SubscriptionChange.Step.CANCEL ? change.endsOn() : Optional.empty();
            }
        }
        return end.filter(last -> last.isBefore(day)).isPresent() ? 0 : amount;
    }

    /// What customers paid less from one day to the next, added up over the period.
    private long shrunk(Period period) {
        long total = 0;
        for (List<Story.Told> told : byAccount.values()) {
            long before = paid(told, period.from());
            for (LocalDate day = period.from().plusDays(1); !day.isAfter(period.to()); day = day.plusDays(1)) {
                long after = paid(told, day);
                total += Math.max(0, before - after);
                before = after;
            }
        }
        return total;
    }

    private static long kept(Map<String, Long> opening, Map<String, Long> closing, boolean capped) {
        ToLongFunction<Map.Entry<String, Long>> kept = entry -> {
            long after = closing.getOrDefault(entry.getKey(), 0L);
            return capped ? Math.min(entry.getValue(), after) : after;
        };
        return opening.entrySet().stream().mapToLong(kept).sum();
    }

    private BigDecimal nps(Period period) {
        List<SurveyAnswer> answers = byAccount.values().stream()
                .flatMap(List::stream)
                .filter(each -> period.contains(zone.dayOf(each.occurredAt())))
                .filter(each -> each.fact() instanceof SurveyAnswer)
                .map(each -> (SurveyAnswer) each.fact())
                .toList();
        long promoters = answers.stream().filter(answer -> answer.score() > 8).count();
        long detractors = answers.stream().filter(answer -> answer.score() < 7).count();
        return percent(promoters - detractors, answers.size());
    }

    private static long sum(Map<String, Long> paid) {
        return paid.values().stream().mapToLong(Long::longValue).sum();
    }

    private static BigDecimal percent(long part, long whole) {
        return BigDecimal.valueOf(part).multiply(HUNDRED).divide(BigDecimal.valueOf(whole), 10, RoundingMode.HALF_EVEN);
    }
}
