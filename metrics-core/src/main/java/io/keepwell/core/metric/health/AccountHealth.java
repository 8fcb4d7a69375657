package io.keepwell.core.metric.health;

import io.keepwell.core.setting.HealthModel;
import io.keepwell.core.setting.HealthPart;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// One customer's health at the end of a day.
///
/// @param segment in which it stood
/// @param model by which it is scored
/// @param points from 0 to 100, of each part that anything is known of
public record AccountHealth(int account, String segment, HealthModel model, Map<HealthPart, Integer> points) {
    /// Decimals of a score before it is rounded for reading. More than a figure has, so that a mean of
    /// scores has all of its own.
    private static final int SCALE = 12;

    public AccountHealth {
        EnumMap<HealthPart, Integer> copy = new EnumMap<>(HealthPart.class);
        copy.putAll(points);
        points = Collections.unmodifiableMap(copy);
    }

    /// From 0 to 100: the mean of the points, weighted by the model. Empty where no part that weighs
    /// anything has points.
    public Optional<BigDecimal> score() {
        long weight = weight();
        return weight == 0
                ? Optional.empty()
                : Optional.of(divide(
                        points.entrySet().stream()
                                .mapToLong(part -> (long) model.weight(part.getKey()) * part.getValue())
                                .sum(),
                        weight));
    }

    /// Empty where there is no score.
    public Optional<HealthModel.Band> band() {
        return score().map(model::band);
    }

    /// How many points of the score come from the part; all contributions add up to the score. Empty
    /// where the part has no points, or none of them counts.
    public Optional<BigDecimal> contribution(HealthPart part) {
        Integer own = points.get(part);
        return own == null || model.weight(part) == 0
                ? Optional.empty()
                : Optional.of(divide((long) model.weight(part) * own, weight()));
    }

    /// Of all parts that have points.
    private long weight() {
        return points.keySet().stream().mapToLong(model::weight).sum();
    }

    /// Points, times what they weigh, by all weights.
    static BigDecimal divide(long points, long weight) {
        return BigDecimal.valueOf(points).divide(BigDecimal.valueOf(weight), SCALE, RoundingMode.HALF_EVEN);
    }

    /// The band and the points of each part, as people read it: `red · usage trend 20, last NPS answer
    /// 0`.
    String described() {
        return band().map(HealthModel.Band::id).orElse("no score") + " · "
                + points.entrySet().stream()
                        .filter(part -> model.weight(part.getKey()) > 0)
                        .map(part -> part.getKey().label() + " " + part.getValue())
                        .collect(Collectors.joining(", "));
    }
}
