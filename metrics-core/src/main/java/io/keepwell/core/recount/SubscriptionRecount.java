package io.keepwell.core.recount;

import static io.keepwell.core.recount.Arithmetic.share;

import io.keepwell.core.account.Slice;
import io.keepwell.core.time.Period;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// The words of metrics of customers and MRR.
final class SubscriptionRecount {
    private final Recount all;

    SubscriptionRecount(Recount all) {
        this.all = all;
    }

    enum Movement {
        NEW,
        EXPANSION,
        REACTIVATION,
        CONTRACTION,
        CHURN
    }

    Map<String, Recount.Words> words() {
        Map<String, Recount.Words> words = new HashMap<>();
        words.put("retention.customer_retention cohort", ofCounts(c -> share(c.s() - c.l(), c.s())));
        words.put("retention.customer_retention closing", ofCounts(c -> share(c.e(), c.s())));
        words.put("retention.customer_churn opening", ofCounts(c -> share(c.l(), c.s())));
        words.put("retention.customer_churn closing", ofCounts(c -> share(c.l(), c.e())));
        words.put("retention.customer_churn remaining", ofCounts(c -> share(c.l(), c.s() - c.l())));
        words.put("retention.customer_churn net_change", ofCounts(c -> share(c.s() - c.e(), c.s())));
        words.put("retention.customer_churn acquired", ofCounts(c -> share(c.l(), c.n())));
        words.put(
                "retention.customer_churn all_cancellations",
                (period, slice, _) -> share(
                        changes(period, slice, Movement.CHURN).size(),
                        all.customersOf(slice, period.from()).size()));
        words.put(
                "retention.revenue_churn gross",
                (period, slice, _) -> share(lost(period, slice), opening(period, slice)));
        words.put(
                "retention.revenue_churn net",
                (period, slice, _) -> share(
                        lost(period, slice)
                                .subtract(moved(period, slice, Movement.EXPANSION))
                                .subtract(moved(period, slice, Movement.REACTIVATION)),
                        opening(period, slice)));
        words.put(
                "retention.grr opening_customers",
                (period, slice, _) -> share(
                        Arithmetic.sum(all.customersOf(slice, period.from()).stream()
                                .map(each -> each.mrrBefore(period.to()).min(each.mrrBefore(period.from())))
                                .toList()),
                        opening(period, slice)));
        words.put(
                "retention.nrr opening_customers",
                (period, slice, _) ->
                        share(Recount.mrr(all.customersOf(slice, period.from()), period.to()), opening(period, slice)));
        words.put("revenue.mrr subscriptions", unlessNothingMoved(this::closing));
        words.put(
                "revenue.mrr_movements net_new",
                unlessNothingMoved((period, slice) -> closing(period, slice).subtract(opening(period, slice))));
        words.put("revenue.mrr_movements new", ofMovement(Movement.NEW));
        words.put("revenue.mrr_movements expansion", ofMovement(Movement.EXPANSION));
        words.put("revenue.mrr_movements reactivation", ofMovement(Movement.REACTIVATION));
        words.put("revenue.mrr_movements contraction", ofMovement(Movement.CONTRACTION));
        words.put("revenue.mrr_movements churn", ofMovement(Movement.CHURN));
        words.put("revenue.mrr_movements exchange", unlessNothingMoved(this::exchange));
        words.put(
                "revenue.arr twelve_mrr",
                unlessNothingMoved((period, slice) -> closing(period, slice).multiply(BigDecimal.valueOf(12))));
        words.put(
                "revenue.expansion of_opening_mrr",
                (period, slice, _) -> share(moved(period, slice, Movement.EXPANSION), opening(period, slice)));
        words.put(
                "revenue.expansion net_mrr_change",
                (period, slice, _) ->
                        share(closing(period, slice).subtract(opening(period, slice)), opening(period, slice)));
        words.put("revenue.quick_ratio won_over_lost", (period, slice, _) -> {
            BigDecimal won = moved(period, slice, Movement.NEW)
                    .add(moved(period, slice, Movement.EXPANSION))
                    .add(moved(period, slice, Movement.REACTIVATION));
            return Arithmetic.each(won, lost(period, slice));
        });
        words.put(
                "revenue.quick_ratio expansion_over_lost",
                (period, slice, _) -> Arithmetic.each(moved(period, slice, Movement.EXPANSION), lost(period, slice)));
        words.put(
                "revenue.arpa mrr",
                (period, slice, _) -> Arithmetic.each(
                        closing(period, slice),
                        BigDecimal.valueOf(all.customersOf(slice, period.to()).size())));
        return words;
    }

    /// @param s customers when the period begins
    /// @param e customers when it ends
    /// @param n of E, those who were no customers when it began
    /// @param l of S, those who are no customers when it ends
    private record Counts(long s, long e, long n, long l) {}

    private Recount.Words ofCounts(Function<Counts, Optional<BigDecimal>> formula) {
        return (period, slice, _) -> {
            Set<Customer> s = all.customersOf(slice, period.from());
            Set<Customer> e = all.customersOf(slice, period.to());
            return formula.apply(new Counts(
                    s.size(),
                    e.size(),
                    e.stream().filter(each -> !each.isCustomer(period.from())).count(),
                    s.stream().filter(each -> !each.isCustomer(period.to())).count()));
        };
    }

    private BigDecimal opening(Period period, Slice slice) {
        return Recount.mrr(all.customersOf(slice, period.from()), period.from());
    }

    private BigDecimal closing(Period period, Slice slice) {
        return Recount.mrr(all.customersOf(slice, period.to()), period.to());
    }

    private BigDecimal lost(Period period, Slice slice) {
        return moved(period, slice, Movement.CHURN).add(moved(period, slice, Movement.CONTRACTION));
    }

    private Recount.Words ofMovement(Movement movement) {
        return unlessNothingMoved((period, slice) -> moved(period, slice, movement));
    }

    private BigDecimal moved(Period period, Slice slice, Movement wanted) {
        return Arithmetic.sum(changes(period, slice, wanted));
    }

    /// The amounts by which customers of the slice, as it was that evening, moved that way.
    private List<BigDecimal> changes(Period period, Slice slice, Movement wanted) {
        List<BigDecimal> amounts = new ArrayList<>();
        for (Customer each : all.customers()) {
            for (LocalDate day : each.daysOfChange(period)) {
                BigDecimal after = each.mrrBefore(day.plusDays(1));
                BigDecimal before = each.mrrBefore(day).add(exchangeOn(each, day));
                if (before.compareTo(after) != 0
                        && each.stoodIn(slice, day)
                        && kind(each, day, before, after) == wanted) {
                    amounts.add(after.subtract(before).abs());
                }
            }
        }
        return amounts;
    }

    /// The effect of rates on a day, for a customer that pays before and after; it never makes a customer of somebody,
    /// nor an end of one.
    private static BigDecimal exchangeOn(Customer customer, LocalDate day) {
        BigDecimal before = customer.mrrBefore(day);
        BigDecimal effect = customer.exchangeOn(day);
        boolean pays = customer.isCustomer(day) && customer.isCustomer(day.plusDays(1));
        return pays && before.add(effect).signum() > 0 ? effect : BigDecimal.ZERO;
    }

    /// The effect of rates on customers of the slice, as it was the evening before.
    private BigDecimal exchange(Period period, Slice slice) {
        BigDecimal total = BigDecimal.ZERO;
        for (Customer each : all.customers()) {
            for (LocalDate day : each.daysOfChange(period)) {
                if (slice.holds(each.sliceKeyBefore(day))) {
                    total = total.add(exchangeOn(each, day));
                }
            }
        }
        return total;
    }

    private static Movement kind(Customer customer, LocalDate day, BigDecimal before, BigDecimal after) {
        if (before.signum() == 0) {
            return customer.wasCustomerBefore(day) ? Movement.REACTIVATION : Movement.NEW;
        }
        if (after.signum() == 0) {
            return Movement.CHURN;
        }
        return after.compareTo(before) > 0 ? Movement.EXPANSION : Movement.CONTRACTION;
    }

    /// An amount of MRR of a period and a slice.
    private interface Amount {
        BigDecimal of(Period period, Slice slice);
    }

    /// No figure where nobody was a customer on any day before the period's end, and none either where the slice had no
    /// customer all through the period but somebody's price could not be converted.
    private Recount.Words unlessNothingMoved(Amount amount) {
        return (period, slice, _) -> !all.isEverCustomer(period.to()) || isWithoutRate(period, slice)
                ? Optional.empty()
                : Optional.of(amount.of(period, slice));
    }

    private boolean isWithoutRate(Period period, Slice slice) {
        return all.isSubscriptionWithoutRate(slice, period.to())
                && period.from()
                        .datesUntil(period.to().plusDays(1))
                        .allMatch(day -> all.customersOf(slice, day).isEmpty());
    }
}
