package io.keepwell.core.metric;

import io.keepwell.core.account.AccountAmounts;
import io.keepwell.core.account.AccountSet;
import io.keepwell.core.account.Dimension;
import io.keepwell.core.ledger.Quantity;
import io.keepwell.core.money.Money;
import io.keepwell.core.rollup.CellRequest;
import io.keepwell.core.rollup.Readings;
import io.keepwell.core.setting.HealthModel;
import io.keepwell.core.setting.HealthModels;
import io.keepwell.core.setting.HealthPart;
import io.keepwell.core.time.Period;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.IntStream;

/// Scores the health of customers by the rules of `HealthPart`. What happened to a customer counts
/// wherever it stood then.
final class HealthScores {
    static final Set<Quantity> NEEDS = Set.of(
            Quantity.CUSTOMERS,
            Quantity.ORDERING,
            Quantity.ACTIVE_ACCOUNTS,
            Quantity.NPS_LATEST,
            Quantity.NPS_LATEST_DETRACTOR,
            Quantity.CSAT_LATEST,
            Quantity.ASKING,
            Quantity.OPEN_TICKET,
            Quantity.LATE_TICKET,
            Quantity.RENEWAL_TOLD,
            Quantity.RENEWAL_NEAR,
            Quantity.RENEWAL_DECLINED,
            Quantity.PAYMENT_TRIED,
            Quantity.PAYMENT_TROUBLE,
            Quantity.JUDGED,
            Quantity.JUDGEMENT,
            Quantity.ORDER_VALUE,
            Quantity.MRR_BALANCE);
    static final Set<Quantity> BY_ACCOUNT = Set.of(Quantity.JUDGEMENT, Quantity.ORDER_VALUE, Quantity.MRR_BALANCE);

    private static final int WEEKS = HealthPart.RECENT_WEEKS + HealthPart.EARLIER_WEEKS;
    private static final int WEEK = 7;
    private static final int ALL = HealthModel.MOST_POINTS;
    private static final int HALF = ALL / 2;

    private final Readings readings;
    private final LocalDate end;
    private final AccountSet customers;
    private final Map<HealthPart, Map<Integer, Integer>> points = new EnumMap<>(HealthPart.class);

    private HealthScores(Readings readings, LocalDate end) {
        this.readings = readings;
        this.end = end;
        this.customers = readings.customersAt(end);
    }

    /// The days besides that one on which periods begin or end for which a quantity is read for scores.
    ///
    /// @param end the day after the one of whose end the scores are
    static List<LocalDate> otherDays(Quantity quantity, LocalDate end) {
        return switch (quantity) {
            case ACTIVE_ACCOUNTS ->
                IntStream.rangeClosed(1, WEEKS)
                        .mapToObj(weeks -> end.minusDays((long) WEEK * weeks))
                        .toList();
            case MRR_BALANCE, ORDERING -> List.of(end.minusDays(HealthPart.SPAN_DAYS));
            case ORDER_VALUE ->
                List.of(end.minusDays(HealthPart.SPAN_DAYS), end.minusDays(2L * HealthPart.SPAN_DAYS));
            case NPS_LATEST, NPS_LATEST_DETRACTOR, CSAT_LATEST -> List.of(end.minusDays(HealthPart.ANSWER_DAYS));
            default -> List.of();
        };
    }

    /// The cells that are read for scores of some days.
    ///
    /// @param ends each the day after the one of whose end the scores are
    static CellRequest cells(Collection<LocalDate> ends) {
        Map<Quantity, SortedSet<LocalDate>> boundaries = new EnumMap<>(Quantity.class);
        for (Quantity quantity : NEEDS) {
            SortedSet<LocalDate> days = new TreeSet<>(ends);
            ends.forEach(end -> days.addAll(otherDays(quantity, end)));
            boundaries.put(quantity, days);
        }
        return new CellRequest(boundaries, BY_ACCOUNT);
    }

    /// The health of all the slice's customers when the day begins, by account; also of those without a
    /// score.
    ///
    /// @param readings of whatever period; all `days` of the end can be read
    static SortedMap<Integer, AccountHealth> of(Readings readings, LocalDate end) {
        return of(readings, end, readings.healthModels());
    }

    /// @param models by which they are scored
    static SortedMap<Integer, AccountHealth> of(Readings readings, LocalDate end, HealthModels models) {
        HealthScores scores = new HealthScores(readings, end);
        HealthPart.ALL.forEach(part -> scores.points.put(part, scores.points(part)));
        SortedMap<Integer, AccountHealth> health = new TreeMap<>();
        readings.by(Dimension.SEGMENT).forEach((segment, within) -> {
            HealthModel model = models.on(end.minusDays(1), segment);
            within.customersAt(end).stream()
                    .forEach(account ->
                            health.put(account, new AccountHealth(account, segment, model, scores.pointsOf(account))));
        });
        return health;
    }

    private Map<HealthPart, Integer> pointsOf(int account) {
        Map<HealthPart, Integer> own = new EnumMap<>(HealthPart.class);
        points.forEach((part, ofAccounts) -> {
            Integer known = ofAccounts.get(account);
            if (known != null) {
                own.put(part, known);
            }
        });
        return own;
    }

    /// By account; those of which nothing is known are left out.
    private Map<Integer, Integer> points(HealthPart part) {
        return switch (part) {
            case REVENUE_BY_PRODUCT -> revenueByProduct();
            case CUSTOMER_GROWTH -> customerGrowth();
            case RETURNING -> returning();
            case USAGE_TREND -> usageTrend();
            case NPS -> nps();
            case CSAT -> csat();
            case TICKETS ->
                ofThose(
                        readings.allMembersBefore(Quantity.ASKING, end),
                        lessIn(Quantity.LATE_TICKET, Quantity.OPEN_TICKET));
            case RENEWAL ->
                ofThose(
                        readings.allMembersBefore(Quantity.RENEWAL_TOLD, end),
                        lessIn(Quantity.RENEWAL_DECLINED, Quantity.RENEWAL_NEAR));
            case PAYMENTS -> payments();
            case JUDGEMENT -> judgement();
        };
    }

    private Map<Integer, Integer> ofThose(AccountSet accounts, Function<Integer, Integer> ofAccount) {
        Map<Integer, Integer> found = new HashMap<>();
        accounts.and(customers).stream().forEach(account -> found.put(account, ofAccount.apply(account)));
        return found;
    }

    /// No points in the worst state, half of them in the bad one.
    private Function<Integer, Integer> lessIn(Quantity worst, Quantity bad) {
        AccountSet inWorst = readings.allSwitchedInAt(worst, end);
        AccountSet inBad = readings.allSwitchedInAt(bad, end);
        return account -> {
            if (inWorst.has(account)) {
                return 0;
            }
            return inBad.has(account) ? HALF : ALL;
        };
    }

    private Readings between(int firstDay, int lastDay) {
        return readings.over(new Period(end.minusDays(firstDay), end.minusDays(lastDay)));
    }

    private Map<Integer, Integer> revenueByProduct() {
        Readings earlier = between(2 * HealthPart.SPAN_DAYS, HealthPart.SPAN_DAYS);
        Readings later = between(HealthPart.SPAN_DAYS, 0);
        int[] accounts = customers.stream().toArray();
        long[] whole = new long[accounts.length];
        long[] kept = new long[accounts.length];
        for (String product : earlier.allDetails(Quantity.ORDER_VALUE)) {
            AccountAmounts before = earlier.amounts(Quantity.ORDER_VALUE, product);
            AccountAmounts now = later.amounts(Quantity.ORDER_VALUE, product);
            for (int i = 0; i < accounts.length; i++) {
                long ordered = before.of(accounts[i]);
                whole[i] = Math.addExact(whole[i], ordered);
                kept[i] = Math.addExact(kept[i], Math.min(ordered, now.of(accounts[i])));
            }
        }
        Map<Integer, Integer> found = new HashMap<>();
        for (int i = 0; i < accounts.length; i++) {
            if (whole[i] > 0) {
                found.put(accounts[i], percent(kept[i], whole[i]));
            }
        }
        return found;
    }

    private Map<Integer, Integer> customerGrowth() {
        AccountAmounts before = readings.amountsBefore(Quantity.MRR_BALANCE, end.minusDays(HealthPart.SPAN_DAYS));
        AccountAmounts now = readings.amountsBefore(Quantity.MRR_BALANCE, end);
        Map<Integer, Integer> found = new HashMap<>();
        customers.stream().filter(account -> before.of(account) > 0).forEach(account -> {
            int change = percent(now.of(account), before.of(account)) - ALL;
            found.put(account, Math.clamp(HealthPart.STEADY_POINTS + change, 0, ALL));
        });
        return found;
    }

    private Map<Integer, Integer> returning() {
        AccountSet again = between(HealthPart.SPAN_DAYS, 0).allMembers(Quantity.ORDERING);
        return ofThose(
                readings.allMembersBefore(Quantity.ORDERING, end.minusDays(HealthPart.SPAN_DAYS)),
                account -> again.has(account) ? ALL : 0);
    }

    private Map<Integer, Integer> usageTrend() {
        List<AccountSet> weeks = IntStream.range(0, WEEKS)
                .mapToObj(week -> between(WEEK * (week + 1), WEEK * week).allMembers(Quantity.ACTIVE_ACCOUNTS))
                .toList();
        List<AccountSet> recent = weeks.subList(0, HealthPart.RECENT_WEEKS);
        List<AccountSet> earlier = weeks.subList(HealthPart.RECENT_WEEKS, WEEKS);
        return ofThose(readings.allMembersBefore(Quantity.ACTIVE_ACCOUNTS, end), account -> {
            long now = recent.stream().filter(week -> week.has(account)).count();
            long before = earlier.stream().filter(week -> week.has(account)).count();
            if (now == 0) {
                return 0;
            }
            return before == 0
                    ? ALL
                    : Math.min(ALL, percent(now * HealthPart.EARLIER_WEEKS, before * HealthPart.RECENT_WEEKS));
        });
    }

    private Map<Integer, Integer> nps() {
        Readings answered = between(HealthPart.ANSWER_DAYS, 0);
        Readings.Latest promoters = answered.allLatest(Quantity.NPS_LATEST);
        AccountSet detractors =
                answered.allLatest(Quantity.NPS_LATEST_DETRACTOR).yes();
        return ofThose(promoters.yes().or(promoters.no()), account -> {
            if (promoters.yes().has(account)) {
                return ALL;
            }
            return detractors.has(account) ? 0 : HALF;
        });
    }

    private Map<Integer, Integer> csat() {
        Readings.Latest positive = between(HealthPart.ANSWER_DAYS, 0).allLatest(Quantity.CSAT_LATEST);
        return ofThose(
                positive.yes().or(positive.no()), account -> positive.yes().has(account) ? ALL : 0);
    }

    private Map<Integer, Integer> payments() {
        AccountSet inTrouble = readings.allSwitchedInAt(Quantity.PAYMENT_TROUBLE, end);
        return ofThose(
                readings.allMembersBefore(Quantity.PAYMENT_TRIED, end), account -> inTrouble.has(account) ? 0 : ALL);
    }

    private Map<Integer, Integer> judgement() {
        AccountAmounts micros = readings.amountsBefore(Quantity.JUDGEMENT, end);
        return ofThose(
                readings.allSwitchedInAt(Quantity.JUDGED, end),
                account -> Money.units(micros.of(account))
                        .setScale(0, RoundingMode.HALF_UP)
                        .intValueExact());
    }

    /// Rounded to whole per cents.
    private static int percent(long part, long whole) {
        return BigDecimal.valueOf(part)
                .multiply(BigDecimal.valueOf(ALL))
                .divide(BigDecimal.valueOf(whole), 0, RoundingMode.HALF_UP)
                .min(BigDecimal.valueOf(Integer.MAX_VALUE))
                .intValueExact();
    }
}
