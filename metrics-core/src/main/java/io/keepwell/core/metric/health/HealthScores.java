package io.keepwell.core.metric.health;

import io.keepwell.core.account.AccountAmounts;
import io.keepwell.core.account.AccountSet;
import io.keepwell.core.account.Dimension;
import io.keepwell.core.ledger.Measure;
import io.keepwell.core.rollup.read.MeasureReader;
import io.keepwell.core.setting.HealthModel;
import io.keepwell.core.setting.HealthModels;
import io.keepwell.core.setting.HealthPart;
import io.keepwell.core.time.Period;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// Scores the health of customers by the rules of `HealthPart`. What happened to a customer counts
/// wherever it stood then.
public final class HealthScores {
    /// Since the CSM sentiment is a kind of event.
    static final int VERSION = 3;

    static final LocalDate VERSION_SINCE = LocalDate.of(2026, 12, 1);

    private static final int ALL = HealthModel.MOST_POINTS;
    private static final int HALF = ALL / 2;
    /// Amounts below can be multiplied by twice ALL.
    private static final long MOST_EXACT = Long.MAX_VALUE / (4 * ALL);

    private final MeasureReader readings;
    private final LocalDate end;
    private final AccountSet customers;

    private HealthScores(MeasureReader readings, LocalDate end) {
        this.readings = readings;
        this.end = end;
        this.customers = readings.customersAt(end);
    }

    /// The health of all the slice's customers when the day begins; also of those without a score.
    ///
    /// @param readings of whatever period; all cells of `HealthReads` of the end can be read
    static ScoredCustomers of(MeasureReader readings, LocalDate end) {
        return of(readings, end, readings.healthModels());
    }

    /// @param models by which they are scored
    static ScoredCustomers of(MeasureReader readings, LocalDate end, HealthModels models) {
        HealthScores scores = new HealthScores(readings, end);
        List<ScoredCustomers.Segment> segments = new ArrayList<>();
        readings.by(Dimension.SEGMENT)
                .forEach((segment, within) -> segments.add(new ScoredCustomers.Segment(
                        segment, models.versionOn(end.minusDays(1), segment), within.customersAt(end))));
        Map<HealthPart, byte[]> points = new EnumMap<>(HealthPart.class);
        HealthPart.ALL.forEach(part -> points.put(part, scores.points(part)));
        return new ScoredCustomers(segments, points);
    }

    /// By account number.
    private byte[] points(HealthPart part) {
        return switch (part) {
            case REVENUE_BY_PRODUCT -> revenueByProduct();
            case CUSTOMER_GROWTH -> customerGrowth();
            case RETURNING -> returning();
            case USAGE_TREND -> usageTrend();
            case NPS -> nps();
            case CSAT -> csat();
            case TICKETS -> states(Measure.ASKING, Measure.OPEN_TICKET, Measure.LATE_TICKET);
            case RENEWAL -> states(Measure.RENEWAL_REPORTED, Measure.RENEWAL_NEAR, Measure.RENEWAL_DECLINED);
            case PAYMENTS -> payments();
            case CSM_SENTIMENT -> csmSentiment();
        };
    }

    /// Of nobody anything is known.
    private byte[] unknown() {
        byte[] points = new byte[customers.end()];
        Arrays.fill(points, ScoredCustomers.UNKNOWN);
        return points;
    }

    /// Gives some customers so many points.
    private void give(byte[] points, AccountSet accounts, int number) {
        accounts.and(customers).forEach(account -> points[account] = (byte) number);
    }

    /// Of those who are in a state that is worse only.
    private void giveOfKnown(byte[] points, AccountSet accounts, int number) {
        accounts.and(customers).forEach(account -> {
            if (points[account] != ScoredCustomers.UNKNOWN) {
                points[account] = (byte) number;
            }
        });
    }

    /// No points in the worst state, half of them in the bad one.
    private byte[] states(Measure known, Measure bad, Measure worst) {
        byte[] points = unknown();
        give(points, readings.allMembersBefore(known, end), ALL);
        giveOfKnown(points, readings.allSwitchedInAt(bad, end), HALF);
        giveOfKnown(points, readings.allSwitchedInAt(worst, end), 0);
        return points;
    }

    /// From so many months before the end until so many before it.
    private MeasureReader months(int first, int last) {
        return readings.over(new Period(end.minusMonths(first), end.minusMonths(last)));
    }

    private byte[] revenueByProduct() {
        MeasureReader earlier = months(2 * HealthPart.SPAN_MONTHS, HealthPart.SPAN_MONTHS);
        MeasureReader later = months(HealthPart.SPAN_MONTHS, 0);
        long[] whole = new long[customers.end()];
        long[] kept = new long[customers.end()];
        for (String product : earlier.allCustomValues(Measure.ORDER_VALUE)) {
            AccountAmounts before = earlier.amounts(Measure.ORDER_VALUE, product);
            AccountAmounts now = later.amounts(Measure.ORDER_VALUE, product);
            customers.forEach(account -> {
                long ordered = before.of(account);
                whole[account] = Math.addExact(whole[account], ordered);
                kept[account] = Math.addExact(kept[account], Math.min(ordered, now.of(account)));
            });
        }
        byte[] points = unknown();
        customers.forEach(account -> {
            if (whole[account] > 0) {
                points[account] = (byte) percent(kept[account], whole[account]);
            }
        });
        return points;
    }

    private byte[] customerGrowth() {
        AccountAmounts before = readings.amountsBefore(Measure.MRR_BALANCE, end.minusMonths(HealthPart.SPAN_MONTHS));
        AccountAmounts now = readings.amountsBefore(Measure.MRR_BALANCE, end);
        byte[] points = unknown();
        customers.forEach(account -> {
            if (before.of(account) > 0) {
                int change = percent(now.of(account), before.of(account)) - ALL;
                points[account] = (byte) Math.clamp(HealthPart.STEADY_POINTS + (long) change, 0, ALL);
            }
        });
        return points;
    }

    private byte[] returning() {
        byte[] points = unknown();
        give(points, readings.allMembersBefore(Measure.ORDERING, end.minusMonths(HealthPart.SPAN_MONTHS)), 0);
        giveOfKnown(points, months(HealthPart.SPAN_MONTHS, 0).allMembers(Measure.ORDERING), ALL);
        return points;
    }

    private byte[] usageTrend() {
        byte[] recent = new byte[customers.end()];
        byte[] earlier = new byte[customers.end()];
        for (int week = 0; week < HealthReads.WEEKS; week++) {
            byte[] weeks = week < HealthPart.RECENT_WEEKS ? recent : earlier;
            readings.over(new Period(end.minusWeeks(week + 1L), end.minusWeeks(week)))
                    .allMembers(Measure.USING)
                    .and(customers)
                    .forEach(account -> weeks[account]++);
        }
        byte[] points = unknown();
        give(points, readings.allMembersBefore(Measure.USING, end), 0);
        customers.forEach(account -> {
            if (recent[account] > 0) {
                points[account] = (byte) trend(recent[account], earlier[account]);
            }
        });
        return points;
    }

    /// @param recentWeeks in which the product was used, more than none
    private static int trend(int recentWeeks, int earlierWeeks) {
        return earlierWeeks == 0
                ? ALL
                : Math.min(
                        ALL,
                        percent(
                                (long) recentWeeks * HealthPart.EARLIER_WEEKS,
                                (long) earlierWeeks * HealthPart.RECENT_WEEKS));
    }

    private byte[] nps() {
        MeasureReader answered = months(HealthPart.ANSWER_MONTHS, 0);
        MeasureReader.Latest promoters = answered.allLatest(Measure.NPS_LATEST);
        byte[] points = unknown();
        give(points, promoters.no(), HALF);
        giveOfKnown(points, answered.allLatest(Measure.NPS_LATEST_DETRACTOR).yes(), 0);
        give(points, promoters.yes(), ALL);
        return points;
    }

    private byte[] csat() {
        MeasureReader.Latest positive = months(HealthPart.ANSWER_MONTHS, 0).allLatest(Measure.CSAT_LATEST);
        byte[] points = unknown();
        give(points, positive.no(), 0);
        give(points, positive.yes(), ALL);
        return points;
    }

    private byte[] payments() {
        byte[] points = unknown();
        give(points, readings.allMembersBefore(Measure.PAYMENT_TRIED, end), ALL);
        giveOfKnown(points, readings.allSwitchedInAt(Measure.PAYMENT_TROUBLE, end), 0);
        return points;
    }

    private byte[] csmSentiment() {
        AccountAmounts sentiments = readings.amountsBefore(Measure.CSM_SENTIMENT, end);
        byte[] points = unknown();
        readings.allSwitchedInAt(Measure.CSM_SENTIMENT_HOLDS, end)
                .and(customers)
                .forEach(account -> points[account] = (byte) Math.toIntExact(sentiments.of(account)));
        return points;
    }

    /// Rounded to whole per cents, half of one upwards.
    ///
    /// @param part not negative
    /// @param whole more than zero
    private static int percent(long part, long whole) {
        if (part < MOST_EXACT && whole < MOST_EXACT) {
            return (int) Math.min(Integer.MAX_VALUE, (2 * ALL * part + whole) / (2 * whole));
        }
        return BigDecimal.valueOf(part)
                .multiply(BigDecimal.valueOf(ALL))
                .divide(BigDecimal.valueOf(whole), 0, RoundingMode.HALF_UP)
                .min(BigDecimal.valueOf(Integer.MAX_VALUE))
                .intValueExact();
    }
}
