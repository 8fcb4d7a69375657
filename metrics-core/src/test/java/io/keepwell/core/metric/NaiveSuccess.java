package io.keepwell.core.metric;

import static io.keepwell.core.TestPlatform.EUR;

import io.keepwell.core.account.Slice;
import io.keepwell.core.fact.CheckIn;
import io.keepwell.core.fact.CustomerOutcome;
import io.keepwell.core.metric.NaiveCalculation.Customer;
import io.keepwell.core.metric.NaiveCalculation.Happening;
import io.keepwell.core.money.Money;
import io.keepwell.core.time.Period;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/// Success, straight from the words: with 90 days for a check-in.
final class NaiveSuccess {
    private static final int CHECK_IN_DAYS = 90;

    private final NaiveCalculation all;
    private final NaiveSupport support;

    NaiveSuccess(NaiveCalculation all) {
        this.all = all;
        this.support = new NaiveSupport(all);
    }

    Optional<BigDecimal> figure(String name, Period period, Slice slice) {
        List<CustomerOutcome> outcomes = counted().stream()
                .filter(told -> told.isIn(period, slice))
                .map(Happening::fact)
                .toList();
        return switch (name) {
            case "success.outcomes gain" -> unlessNothingTold(period, gains(outcomes));
            case "success.outcomes revenue" ->
                unlessNothingTold(period, gains(of(CustomerOutcome.Kind.REVENUE, outcomes)));
            case "success.outcomes efficiency" ->
                unlessNothingTold(period, gains(of(CustomerOutcome.Kind.EFFICIENCY, outcomes)));
            case "success.outcomes expense" ->
                unlessNothingTold(period, gains(of(CustomerOutcome.Kind.EXPENSE, outcomes)));
            case "success.outcomes of_baseline" -> {
                List<CustomerOutcome> based = outcomes.stream()
                        .filter(outcome -> outcome.gain().isPresent()
                                && outcome.baseline()
                                        .filter(NaiveSuccess::isEuro)
                                        .isPresent())
                        .toList();
                yield NaiveCalculation.share(
                        gains(based),
                        based.stream()
                                .map(outcome -> amount(outcome.baseline().orElseThrow()))
                                .reduce(BigDecimal.ZERO, BigDecimal::add));
            }
            case "success.outcomes count" -> unlessNothingTold(period, BigDecimal.valueOf(outcomes.size()));
            case "success.outcomes testimonials" ->
                unlessNothingTold(
                        period,
                        BigDecimal.valueOf(outcomes.stream()
                                .filter(CustomerOutcome::testimonial)
                                .count()));
            case "success.check_ins held" -> {
                List<Talk> planned = talks().stream()
                        .filter(talk -> talk.isPlanned()
                                && period.contains(talk.day())
                                && talk.customer().stoodIn(slice, talk.day()))
                        .toList();
                yield NaiveCalculation.share(
                        planned.stream().filter(Talk::isHeld).count(), planned.size());
            }
            case "success.check_ins customers_without" -> customersWithout(period, slice);
            case "success.complaint_free customers" -> {
                List<Customer> customers = all.customersOf(slice, period.to());
                yield support.isTold(period.to())
                        ? NaiveCalculation.share(
                                customers.stream()
                                        .filter(customer -> !support.hasOpenComplaint(customer, period.to()))
                                        .count(),
                                customers.size())
                        : Optional.empty();
            }
            default -> throw new AssertionError("say here in plain words what " + name + " is");
        };
    }

    /// There is no exchange rate in these stories.
    private static boolean isEuro(Money money) {
        return money.currency().equals(EUR);
    }

    private static BigDecimal amount(Money money) {
        return BigDecimal.valueOf(money.micros(), 6);
    }

    private List<Happening<CustomerOutcome>> counted() {
        return all.told(CustomerOutcome.class).stream()
                .filter(told -> told.fact().gain().isEmpty()
                        || isEuro(told.fact().gain().get()))
                .toList();
    }

    private static List<CustomerOutcome> of(CustomerOutcome.Kind kind, List<CustomerOutcome> outcomes) {
        return outcomes.stream().filter(outcome -> outcome.kind() == kind).toList();
    }

    private static BigDecimal gains(List<CustomerOutcome> outcomes) {
        return outcomes.stream()
                .flatMap(outcome -> outcome.gain().stream())
                .map(NaiveSuccess::amount)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private Optional<BigDecimal> unlessNothingTold(Period period, BigDecimal amount) {
        return counted().stream().anyMatch(told -> told.day().isBefore(period.to()))
                ? Optional.of(amount)
                : Optional.empty();
    }

    private record Talk(Customer customer, List<Happening<CheckIn>> steps) {
        private List<Happening<CheckIn>> of(CheckIn.Step step) {
            return steps.stream().filter(each -> each.fact().step() == step).toList();
        }

        boolean isHeld() {
            return !of(CheckIn.Step.HELD).isEmpty();
        }

        boolean isPlanned() {
            List<Happening<CheckIn>> plans = steps.stream()
                    .filter(each -> each.fact().step() != CheckIn.Step.HELD)
                    .toList();
            return !of(CheckIn.Step.PLANNED).isEmpty()
                    && (isHeld() || plans.getLast().fact().step() == CheckIn.Step.PLANNED);
        }

        /// For which it was last planned, or else on which it was first held.
        LocalDate day() {
            if (!isPlanned()) {
                return of(CheckIn.Step.HELD).getFirst().day();
            }
            Happening<CheckIn> plan = of(CheckIn.Step.PLANNED).getLast();
            return plan.fact().plannedOn().orElse(plan.day());
        }
    }

    private List<Talk> talks() {
        List<Talk> talks = new ArrayList<>();
        for (Customer customer : all.everybody()) {
            List<Happening<CheckIn>> told = customer.told(CheckIn.class);
            for (String id : new TreeSet<>(
                    told.stream().map(each -> each.fact().checkInId()).toList())) {
                talks.add(new Talk(
                        customer,
                        told.stream()
                                .filter(each -> each.fact().checkInId().equals(id))
                                .sorted(Comparator.<Happening<CheckIn>, Instant>comparing(Happening::at)
                                        .thenComparing(each -> each.fact().step())
                                        .thenComparing(Happening::key))
                                .toList()));
            }
        }
        return talks;
    }

    private Optional<BigDecimal> customersWithout(Period period, Slice slice) {
        boolean known = talks().stream()
                .anyMatch(talk ->
                        (talk.isPlanned() || talk.isHeld()) && talk.day().isBefore(period.to()));
        LocalDate since = period.to().minusDays(CHECK_IN_DAYS);
        return known
                ? NaiveCalculation.number(all.customersOf(slice, period.to()).stream()
                        .filter(customer -> customer.told(CheckIn.class).stream()
                                .noneMatch(each -> each.fact().step() == CheckIn.Step.HELD
                                        && !each.day().isBefore(since)
                                        && each.day().isBefore(period.to())))
                        .count())
                : Optional.empty();
    }
}
