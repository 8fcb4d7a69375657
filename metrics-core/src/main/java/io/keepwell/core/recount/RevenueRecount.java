package io.keepwell.core.recount;

import static io.keepwell.core.recount.Arithmetic.each;
import static io.keepwell.core.recount.Arithmetic.share;
import static io.keepwell.core.recount.Arithmetic.sum;

import io.keepwell.core.account.Slice;
import io.keepwell.core.fact.Cost;
import io.keepwell.core.fact.Order;
import io.keepwell.core.fact.Payment;
import io.keepwell.core.fact.RenewalOutcome;
import io.keepwell.core.money.Money;
import io.keepwell.core.time.Period;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The words of renewal, cost and revenue metrics.
final class RevenueRecount {
    private static final BigDecimal TWELVE = BigDecimal.valueOf(12);

    private final Recount all;

    RevenueRecount(Recount all) {
        this.all = all;
    }

    Map<String, Recount.Words> words() {
        Map<String, Recount.Words> words = new HashMap<>();
        words.put("retention.renewal_rate customers", (period, slice, _) -> {
            List<Happening<RenewalOutcome>> due = due(period, slice);
            return share(customers(renewed(due)), customers(due));
        });
        words.put("retention.renewal_rate contracts", (period, slice, _) -> {
            List<Happening<RenewalOutcome>> due = due(period, slice);
            return share(renewed(due).size(), due.size());
        });
        words.put("retention.renewal_rate value", (period, slice, _) -> renewedValue(period, slice));
        words.put("retention.cost closing", (period, slice, _) -> {
            BigDecimal e =
                    BigDecimal.valueOf(all.customersOf(slice, period.to()).size());
            return cost(period, slice, List.of(Cost.Purpose.CUSTOMER_SUCCESS)).flatMap(cost -> each(cost, e));
        });
        words.put("retention.cost average", (period, slice, _) -> {
            int both = all.customersOf(slice, period.from()).size()
                    + all.customersOf(slice, period.to()).size();
            return cost(period, slice, List.of(Cost.Purpose.CUSTOMER_SUCCESS))
                    .flatMap(cost -> each(cost.add(cost), BigDecimal.valueOf(both)));
        });
        words.put("retention.cost to_acquisition", (period, slice, _) -> {
            List<Customer> customers = List.copyOf(all.customersOf(slice, period.to()));
            BigDecimal e = BigDecimal.valueOf(customers.size());
            BigDecimal n = BigDecimal.valueOf(customers.stream()
                    .filter(each -> !each.isCustomer(period.from()))
                    .count());
            Optional<BigDecimal> kept =
                    cost(period, slice, List.of(Cost.Purpose.CUSTOMER_SUCCESS)).flatMap(cost -> each(cost, e));
            Optional<BigDecimal> won = cost(period, slice, List.of(Cost.Purpose.SALES, Cost.Purpose.MARKETING))
                    .flatMap(cost -> each(cost, n));
            return kept.flatMap(each -> won.flatMap(one -> each(each, one)));
        });
        words.put("growth.cac new_customers", (period, slice, _) -> {
            long n = all.customersOf(slice, period.to()).stream()
                    .filter(each -> !each.isCustomer(period.from()))
                    .count();
            return cost(period, slice, List.of(Cost.Purpose.SALES, Cost.Purpose.MARKETING))
                    .flatMap(cost -> each(cost, BigDecimal.valueOf(n)));
        });
        words.put("revenue.mrr customers_x_arpu", (period, slice, _) -> {
            BigDecimal e =
                    BigDecimal.valueOf(all.customersOf(slice, period.to()).size());
            BigDecimal payers = BigDecimal.valueOf(payments(period, slice, Payment.Result.RECEIVED).stream()
                    .filter(each -> worth(each).isPresent())
                    .map(Happening::customer)
                    .distinct()
                    .count());
            return revenue(period, slice).flatMap(r -> each(r, payers)).map(arpu -> perMonth(period, e.multiply(arpu)));
        });
        words.put(
                "revenue.mrr all_revenue",
                (period, slice, _) -> revenue(period, slice).map(r -> perMonth(period, r)));
        words.put("revenue.expansion of_total_revenue", (period, slice, _) -> additional(period, slice));
        words.put("revenue.growth period_over_period", (period, slice, _) -> {
            Optional<BigDecimal> before = revenue(period.previous(), slice);
            return revenue(period, slice).flatMap(now -> before.flatMap(then -> share(now.subtract(then), then)));
        });
        words.put("revenue.arpa revenue", (period, slice, _) -> {
            BigDecimal e =
                    BigDecimal.valueOf(all.customersOf(slice, period.to()).size());
            return revenue(period, slice).flatMap(r -> each(r, e));
        });
        words.put("revenue.aov per_order", (period, slice, product) -> {
            List<BigDecimal> values = orders(period, slice, product);
            return each(sum(values), BigDecimal.valueOf(values.size()));
        });
        words.put("revenue.clv simple", (period, slice, _) -> simpleLifetimeValue(period, slice));
        words.put("revenue.clv arpa_over_churn", (period, slice, _) -> {
            Set<Customer> s = all.customersOf(slice, period.from());
            BigDecimal e =
                    BigDecimal.valueOf(all.customersOf(slice, period.to()).size());
            BigDecimal lost = BigDecimal.valueOf(
                    s.stream().filter(each -> !each.isCustomer(period.to())).count());
            Optional<BigDecimal> churn = each(lost, BigDecimal.valueOf(s.size()));
            return revenue(period, slice)
                    .flatMap(r -> each(r, e))
                    .flatMap(arpa -> churn.flatMap(rate -> each(arpa, rate)));
        });
        return words;
    }

    /// The last word on each contract that is due in the period, for customers who stand in the slice
    /// that day.
    private List<Happening<RenewalOutcome>> due(Period period, Slice slice) {
        List<Happening<RenewalOutcome>> due = new ArrayList<>();
        for (List<Happening<RenewalOutcome>> outcomes : Recount.byThing(
                all.reported(RenewalOutcome.class), outcome -> outcome.contractId() + " " + outcome.dueOn())) {
            Happening<RenewalOutcome> last = outcomes.getLast();
            LocalDate on = last.fact().dueOn();
            if (period.contains(on) && last.customer().stoodIn(slice, on)) {
                due.add(last);
            }
        }
        return due;
    }

    private static List<Happening<RenewalOutcome>> renewed(List<Happening<RenewalOutcome>> due) {
        return due.stream()
                .filter(each -> each.fact().result() == RenewalOutcome.Result.RENEWED)
                .toList();
    }

    private static long customers(List<Happening<RenewalOutcome>> outcomes) {
        return outcomes.stream().map(Happening::customer).distinct().count();
    }

    private Optional<BigDecimal> renewedValue(Period period, Slice slice) {
        BigDecimal before = BigDecimal.ZERO;
        BigDecimal after = BigDecimal.ZERO;
        for (Happening<RenewalOutcome> each : due(period, slice)) {
            Optional<Money> old = each.fact().value();
            if (old.isEmpty()) {
                continue;
            }
            Optional<BigDecimal> worth = all.worth(old.get(), each.day());
            Optional<BigDecimal> worthNow = each.fact().result() == RenewalOutcome.Result.RENEWED
                    ? all.worth(each.fact().renewedValue().orElse(old.get()), each.day())
                    : Optional.of(BigDecimal.ZERO);
            if (worth.isPresent() && worthNow.isPresent()) {
                before = before.add(worth.get());
                after = after.add(worthNow.get());
            }
        }
        return share(after, before);
    }

    /// Empty where none was ever reported, where all of the period have no rate, and where a slice has none
    /// of its own.
    private Optional<BigDecimal> cost(Period period, Slice slice, List<Cost.Purpose> purposes) {
        List<Happening<Cost>> wanted = all.reported(Cost.class).stream()
                .filter(each -> purposes.contains(each.fact().purpose()))
                .toList();
        boolean everReported = wanted.stream()
                .anyMatch(each -> each.day().isBefore(period.to())
                        && all.worth(each.fact().amount(), each.day()).isPresent());
        List<Happening<Cost>> here =
                wanted.stream().filter(each -> each.isIn(period, slice)).toList();
        List<BigDecimal> amounts = here.stream()
                .flatMap(each -> all.worth(each.fact().amount(), each.day()).stream())
                .toList();
        boolean noRate = amounts.isEmpty() && !here.isEmpty();
        boolean undivided = sum(amounts).signum() == 0 && !slice.equals(Slice.WHOLE);
        return everReported && !noRate && !undivided ? Optional.of(sum(amounts)) : Optional.empty();
    }

    private List<Happening<Payment>> payments(Period period, Slice slice, Payment.Result result) {
        return all.reported(Payment.class).stream()
                .filter(each -> each.fact().result() == result && each.isIn(period, slice))
                .toList();
    }

    private Optional<BigDecimal> worth(Happening<Payment> payment) {
        return all.worth(payment.fact().amount(), payment.day());
    }

    /// Received less given back. Empty where none was ever reported, or where all of the period have no
    /// rate.
    private Optional<BigDecimal> revenue(Period period, Slice slice) {
        boolean everReported = all.reported(Payment.class).stream()
                .anyMatch(each -> each.fact().result() != Payment.Result.FAILED
                        && each.day().isBefore(period.to())
                        && worth(each).isPresent());
        List<Happening<Payment>> received = payments(period, slice, Payment.Result.RECEIVED);
        List<Happening<Payment>> refunded = payments(period, slice, Payment.Result.REFUNDED);
        List<BigDecimal> in =
                received.stream().flatMap(each -> worth(each).stream()).toList();
        List<BigDecimal> out =
                refunded.stream().flatMap(each -> worth(each).stream()).toList();
        boolean noRate = in.isEmpty() && out.isEmpty() && received.size() + refunded.size() > 0;
        return everReported && !noRate ? Optional.of(sum(in).subtract(sum(out))) : Optional.empty();
    }

    /// What customers of the beginning paid more than in the period before, whatever slice they went to.
    private Optional<BigDecimal> additional(Period period, Slice slice) {
        BigDecimal more = BigDecimal.ZERO;
        for (Customer each : all.customersOf(slice, period.from())) {
            more = more.add(
                    paid(each, period).subtract(paid(each, period.previous())).max(BigDecimal.ZERO));
        }
        BigDecimal additional = more;
        return revenue(period, slice).flatMap(r -> share(additional, r));
    }

    private BigDecimal paid(Customer customer, Period period) {
        BigDecimal total = BigDecimal.ZERO;
        for (Happening<Payment> each : customer.reported(Payment.class)) {
            if (period.contains(each.day())) {
                BigDecimal amount = worth(each).orElse(BigDecimal.ZERO);
                total = switch (each.fact().result()) {
                    case RECEIVED -> total.add(amount);
                    case REFUNDED -> total.subtract(amount);
                    case FAILED -> total;
                };
            }
        }
        return total;
    }

    private List<BigDecimal> orders(Period period, Slice slice, Optional<String> product) {
        return all.reported(Order.class).stream()
                .filter(each -> each.isIn(period, slice)
                        && product.map(each.fact().product()::equals).orElse(true))
                .flatMap(each -> all.worth(each.fact().value(), each.day()).stream())
                .toList();
    }

    private Optional<BigDecimal> simpleLifetimeValue(Period period, Slice slice) {
        List<BigDecimal> orders = orders(period, slice, Optional.empty());
        BigDecimal count = BigDecimal.valueOf(orders.size());
        BigDecimal e = BigDecimal.valueOf(all.customersOf(slice, period.to()).size());
        BigDecimal years = months(period).divide(TWELVE, MathContext.DECIMAL128);
        Optional<BigDecimal> value = each(sum(orders), count);
        Optional<BigDecimal> aYear = each(count, years).flatMap(ofAll -> each(ofAll, e));
        Optional<BigDecimal> lifespan =
                lifespanInDays(period.to(), slice).flatMap(days -> each(days, BigDecimal.valueOf(365)));
        return value.flatMap(
                v -> aYear.flatMap(f -> lifespan.map(t -> v.multiply(f).multiply(t))));
    }

    /// The mean length of all times as a customer that ended before the day, by where the customer stood at the end.
    private Optional<BigDecimal> lifespanInDays(LocalDate before, Slice slice) {
        long ended = 0;
        long days = 0;
        for (Customer customer : all.customers()) {
            for (Customer.Stay stay : customer.staysEndedBefore(before)) {
                if (customer.stoodIn(slice, stay.end())) {
                    ended++;
                    days += stay.days();
                }
            }
        }
        return each(BigDecimal.valueOf(days), BigDecimal.valueOf(ended));
    }

    private static BigDecimal perMonth(Period period, BigDecimal amount) {
        return amount.divide(months(period), MathContext.DECIMAL128);
    }

    /// Whole months where it begins and ends with one, or else 365 days to a year.
    private static BigDecimal months(Period period) {
        long whole = 0;
        LocalDate day = period.from();
        while (day.isBefore(period.to())) {
            day = day.plusMonths(1);
            whole++;
        }
        return period.from().getDayOfMonth() == 1 && day.equals(period.to())
                ? BigDecimal.valueOf(whole)
                : BigDecimal.valueOf(period.days() * 12).divide(BigDecimal.valueOf(365), MathContext.DECIMAL128);
    }
}
