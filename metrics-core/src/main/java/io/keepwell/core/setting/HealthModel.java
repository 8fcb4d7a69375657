package io.keepwell.core.setting;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/// How health scores are made: what each part weighs, and where the bands begin.
///
/// @param weights of every part, from 0 to 1,000; 0 for a part that isn't used, and at least one more
///     than 0
/// @param yellowFrom the lowest score that isn't red, from 0 to 100
/// @param greenFrom the lowest score that is green, from `yellowFrom` to 100
public record HealthModel(Map<HealthPart, Integer> weights, int yellowFrom, int greenFrom) {
    public static final int MOST_WEIGHT = 1_000;
    public static final int MOST_POINTS = 100;

    public static final HealthModel DEFAULT = new HealthModel(
            Map.of(
                    HealthPart.REVENUE_BY_PRODUCT, 10,
                    HealthPart.CUSTOMER_GROWTH, 15,
                    HealthPart.RETURNING, 5,
                    HealthPart.USAGE_TREND, 25,
                    HealthPart.NPS, 10,
                    HealthPart.CSAT, 5,
                    HealthPart.TICKETS, 10,
                    HealthPart.RENEWAL, 5,
                    HealthPart.PAYMENTS, 10,
                    HealthPart.CSM_SENTIMENT, 5),
            40,
            70);

    /// Where a score lies.
    public enum Band {
        RED,
        YELLOW,
        GREEN;

        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public HealthModel {
        EnumMap<HealthPart, Integer> all = new EnumMap<>(HealthPart.class);
        HealthPart.ALL.forEach(part -> all.put(part, 0));
        all.putAll(weights);
        all.forEach((part, weight) -> {
            if (weight < 0 || weight > MOST_WEIGHT) {
                throw new IllegalArgumentException(
                        "the weight of " + part.id() + " is from 0 to " + MOST_WEIGHT + ", not " + weight);
            }
        });
        if (all.values().stream().allMatch(weight -> weight == 0)) {
            throw new IllegalArgumentException("at least one part must weigh more than 0");
        }
        if (yellowFrom < 0 || greenFrom < yellowFrom || greenFrom > MOST_POINTS) {
            throw new IllegalArgumentException("yellow begins at 0 or more, green not below yellow and at most at "
                    + MOST_POINTS + ", not at " + yellowFrom + " and " + greenFrom);
        }
        weights = Collections.unmodifiableMap(all);
    }

    public int weight(HealthPart part) {
        return weights.getOrDefault(part, 0);
    }

    /// The band of a score that is a quotient. Where it is rounded to more decimals than the divisor has
    /// digits, the rounded score is in the same band.
    ///
    /// @param by more than 0
    public Band band(long points, long by) {
        if (points < yellowFrom * by) {
            return Band.RED;
        }
        return points < greenFrom * by ? Band.YELLOW : Band.GREEN;
    }

    /// The band of a score from 0 to 100.
    public Band band(BigDecimal score) {
        if (score.compareTo(BigDecimal.valueOf(yellowFrom)) < 0) {
            return Band.RED;
        }
        return score.compareTo(BigDecimal.valueOf(greenFrom)) < 0 ? Band.YELLOW : Band.GREEN;
    }
}
