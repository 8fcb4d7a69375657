package io.keepwell.core.recount;

import io.keepwell.core.account.Slice;
import io.keepwell.core.fact.CheckIn;
import io.keepwell.core.fact.CustomerOutcome;
import io.keepwell.core.money.Money;
import io.keepwell.core.time.Period;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Success, straight from the words.
final class SuccessRecount {
    private final Recount all;
    private final TicketRecount tickets;
    private final HealthRecount health;

    SuccessRecount(Recount all, TicketRecount tickets, HealthRecount health) {
        this.all = all;
        this.tickets = tickets;
        this.health = health;
    }

    Optional<BigDecimal> figure(String name, Period period, Slice slice) {
        List<Happening<CustomerOutcome>> outcomes = all.reported(CustomerOutcome.class).stream()
                .filter(reported -> reported.isIn(period, slice))
                .toList();
        return switch (name) {
            case "success.outcomes gain" -> money(period, outcomes, outcomes);
            case "success.outcomes revenue" -> money(period, of(CustomerOutcome.Kind.REVENUE, outcomes), outcomes);
            case "success.outcomes efficiency" ->
                money(period, of(CustomerOutcome.Kind.EFFICIENCY, outcomes), outcomes);
            case "success.outcomes expense" -> money(period, of(CustomerOutcome.Kind.EXPENSE, outcomes), outcomes);
            case "success.outcomes of_baseline" -> {
                List<Happening<CustomerOutcome>> based = outcomes.stream()
                        .filter(reported -> worth(reported, reported.fact().gain())
                                        .isPresent()
                                && reported.fact()
                                        .gain()
                                        .map(Money::currency)
                                        .equals(reported.fact().baseline().map(Money::currency)))
                        .toList();
                yield Arithmetic.share(
                        gains(based),
                        based.stream()
                                .flatMap(reported ->
                                        worth(reported, reported.fact().baseline()).stream())
                                .reduce(BigDecimal.ZERO, BigDecimal::add));
            }
            case "success.outcomes count" -> unlessNothingReported(period, BigDecimal.valueOf(outcomes.size()));
            case "success.outcomes testimonials" ->
                unlessNothingReported(
                        period,
                        BigDecimal.valueOf(outcomes.stream()
                                .filter(reported -> reported.fact().testimonial())
                                .count()));
            case "success.check_ins held" -> {
                List<Talk> planned = talks().stream()
                        .filter(talk -> talk.isPlanned()
                                && period.contains(talk.day())
                                && talk.customer().stoodIn(slice, talk.day()))
                        .toList();
                yield Arithmetic.share(planned.stream().filter(Talk::isHeld).count(), planned.size());
            }
            case "success.check_ins customers_without" -> customersWithout(period, slice);
            case "success.complaint_free customers" -> {
                Set<Customer> customers = all.customersOf(slice, period.to());
                yield tickets.isReported(period.to())
                        ? Arithmetic.share(
                                customers.stream()
                                        .filter(customer -> !tickets.hasOpenComplaint(customer, period.to()))
                                        .count(),
                                customers.size())
                        : Optional.empty();
            }
            default -> health.figure(name, period, slice);
        };
    }

    private Optional<BigDecimal> worth(Happening<CustomerOutcome> reported, Optional<Money> money) {
        return money.flatMap(own -> all.worth(own, reported.day()));
    }

    private static List<Happening<CustomerOutcome>> of(
            CustomerOutcome.Kind kind, List<Happening<CustomerOutcome>> outcomes) {
        return outcomes.stream()
                .filter(reported -> reported.fact().kind() == kind)
                .toList();
    }

    private BigDecimal gains(List<Happening<CustomerOutcome>> outcomes) {
        return outcomes.stream()
                .flatMap(reported -> worth(reported, reported.fact().gain()).stream())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /// No figure where there is nothing but money without a rate.
    private Optional<BigDecimal> money(
            Period period, List<Happening<CustomerOutcome>> some, List<Happening<CustomerOutcome>> outcomes) {
        boolean pending = outcomes.stream()
                .anyMatch(reported -> reported.fact().gain().isPresent()
                        && worth(reported, reported.fact().gain()).isEmpty());
        return gains(some).signum() == 0 && pending ? Optional.empty() : unlessNothingReported(period, gains(some));
    }

    private Optional<BigDecimal> unlessNothingReported(Period period, BigDecimal amount) {
        return all.isReported(CustomerOutcome.class, period.to()) ? Optional.of(amount) : Optional.empty();
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
        for (Customer customer : all.customers()) {
            for (List<Happening<CheckIn>> reported :
                    Recount.byThing(customer.reported(CheckIn.class), CheckIn::checkInId)) {
                talks.add(new Talk(
                        customer,
                        reported.stream()
                                .sorted(Comparator.<Happening<CheckIn>, Instant>comparing(Happening::at)
                                        .thenComparing(each -> each.fact().step())
                                        .thenComparing(Happening::key))
                                .toList()));
            }
        }
        return talks;
    }

    /// Whether one was planned for a day before, or held.
    boolean isAnyCheckIn(LocalDate before) {
        return talks().stream()
                .anyMatch(talk ->
                        (talk.isPlanned() || talk.isHeld()) && talk.day().isBefore(before));
    }

    private Optional<BigDecimal> customersWithout(Period period, Slice slice) {
        LocalDate since = period.to().minusDays(all.policies().checkInDays());
        return isAnyCheckIn(period.to())
                ? Arithmetic.number(all.customersOf(slice, period.to()).stream()
                        .filter(customer -> customer.reported(CheckIn.class).stream()
                                .noneMatch(each -> each.fact().step() == CheckIn.Step.HELD
                                        && !each.day().isBefore(since)
                                        && each.day().isBefore(period.to())))
                        .count())
                : Optional.empty();
    }
}
