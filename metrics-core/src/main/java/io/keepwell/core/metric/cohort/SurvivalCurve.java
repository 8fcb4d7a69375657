package io.keepwell.core.metric.cohort;

import io.keepwell.core.metric.Calculations;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// Share of customers still there after how long: the product-limit estimate of Kaplan and
/// Meier (1958), with Greenwood's standard error (1926). Who hasn't left yet counts until follow-up
/// ends, and no longer.
///
/// @param steps at each time at which somebody left, in order
/// @param watched how many were watched for just so long, until they left or went out of sight, by time
public record SurvivalCurve(List<Step> steps, SortedMap<Long, Long> watched) {
    private static final MathContext PRECISE = MathContext.DECIMAL64;
    private static final BigDecimal HALF = new BigDecimal("0.5");

    public SurvivalCurve {
        steps = List.copyOf(steps);
        watched = Collections.unmodifiableSortedMap(new TreeMap<>(watched));
    }

    /// How long one was watched.
    ///
    /// @param time in any unit, not negative
    /// @param left whether it ended then; otherwise it was only no longer watched
    public record Subject(long time, boolean left) {}

    /// @param atRisk how many had neither left nor gone out of sight before the time
    /// @param left how many left at the time
    /// @param survival the share that is there beyond the time, from 0 to 1
    /// @param standardError of the share
    public record Step(long time, long atRisk, long left, BigDecimal survival, BigDecimal standardError) {}

    /// How two curves differ.
    ///
    /// @param chiSquare with one degree of freedom: above 3.84 a difference is hardly chance (95 %)
    public record LogRank(BigDecimal chiSquare) {}

    public static SurvivalCurve of(Collection<Subject> subjects) {
        List<Step> steps = new ArrayList<>();
        BigDecimal survival = BigDecimal.ONE;
        BigDecimal sum = BigDecimal.ZERO;
        Counts counts = new Counts(subjects);
        for (long time : counts.times()) {
            long atRisk = counts.atRisk(time);
            long left = counts.left(time);
            BigDecimal stayed = BigDecimal.valueOf(atRisk - left);
            survival = survival.multiply(stayed.divide(BigDecimal.valueOf(atRisk), PRECISE), PRECISE);
            if (stayed.signum() > 0) {
                sum = sum.add(BigDecimal.valueOf(left)
                        .divide(BigDecimal.valueOf(atRisk).multiply(stayed), PRECISE));
            }
            steps.add(new Step(
                    time, atRisk, left, rounded(survival), rounded(survival.multiply(sum.sqrt(PRECISE), PRECISE))));
        }
        return new SurvivalCurve(steps, counts.watchedUntil);
    }

    /// How many there are.
    public long subjects() {
        return atRisk(0);
    }

    /// How many had neither left nor gone out of sight before a time.
    public long atRisk(long time) {
        return watched.tailMap(time).values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    /// How many left up to a time, that time included.
    public long leftUntil(long time) {
        return steps.stream()
                .filter(step -> step.time() <= time)
                .mapToLong(Step::left)
                .sum();
    }

    /// The step that holds at a time; empty where nobody had left by then.
    public Optional<Step> at(long time) {
        return steps.stream().filter(step -> step.time() <= time).reduce((_, later) -> later);
    }

    /// The first time at or after which half or fewer are still there; empty where more than half are to the end.
    public Optional<Long> median() {
        return steps.stream()
                .filter(step -> step.survival().compareTo(HALF) <= 0)
                .findFirst()
                .map(Step::time);
    }

    /// The longest time for which anybody was watched; 0 where there is nobody.
    public long longest() {
        return watched.isEmpty() ? 0 : watched.lastKey();
    }

    /// The log-rank test of Mantel (1966).
    ///
    /// @throws IllegalArgumentException where nobody left, so that there is nothing to compare
    public static LogRank logRank(Collection<Subject> one, Collection<Subject> other) {
        Counts first = new Counts(one);
        Counts second = new Counts(other);
        SortedSet<Long> times = new TreeSet<>(first.times());
        times.addAll(second.times());
        BigDecimal difference = BigDecimal.ZERO;
        BigDecimal variance = BigDecimal.ZERO;
        for (long time : times) {
            BigDecimal ofFirst = BigDecimal.valueOf(first.atRisk(time));
            BigDecimal all = ofFirst.add(BigDecimal.valueOf(second.atRisk(time)));
            BigDecimal left = BigDecimal.valueOf(first.left(time) + second.left(time));
            BigDecimal share = ofFirst.divide(all, PRECISE);
            difference = difference.add(BigDecimal.valueOf(first.left(time))).subtract(left.multiply(share));
            if (all.compareTo(BigDecimal.ONE) > 0) {
                variance = variance.add(left.multiply(share)
                        .multiply(BigDecimal.ONE.subtract(share))
                        .multiply(all.subtract(left))
                        .divide(all.subtract(BigDecimal.ONE), PRECISE));
            }
        }
        if (variance.signum() == 0) {
            throw new IllegalArgumentException("nobody left");
        }
        return new LogRank(rounded(difference.multiply(difference).divide(variance, PRECISE)));
    }

    private static BigDecimal rounded(BigDecimal amount) {
        return amount.setScale(Calculations.SCALE, RoundingMode.HALF_EVEN);
    }

    private static final class Counts {
        private final TreeMap<Long, Long> left = new TreeMap<>();
        private final TreeMap<Long, Long> watchedUntil = new TreeMap<>();
        private final TreeMap<Long, Long> endedBefore = new TreeMap<>();
        private final long all;

        Counts(Collection<Subject> subjects) {
            all = subjects.size();
            for (Subject subject : subjects) {
                watchedUntil.merge(subject.time(), 1L, Long::sum);
                if (subject.left()) {
                    left.merge(subject.time(), 1L, Long::sum);
                }
            }
            long ended = 0;
            for (Map.Entry<Long, Long> entry : watchedUntil.entrySet()) {
                ended += entry.getValue();
                endedBefore.put(entry.getKey() + 1, ended);
            }
        }

        SortedSet<Long> times() {
            return new TreeSet<>(left.keySet());
        }

        long left(long time) {
            return left.getOrDefault(time, 0L);
        }

        long atRisk(long time) {
            Map.Entry<Long, Long> ended = endedBefore.floorEntry(time);
            return all - (ended == null ? 0 : ended.getValue());
        }
    }
}
