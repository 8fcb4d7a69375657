package io.keepwell.core.recount;

import io.keepwell.core.account.Slice;
import io.keepwell.core.fact.Milestone;
import io.keepwell.core.fact.Order;
import io.keepwell.core.fact.Usage;
import io.keepwell.core.time.Period;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// Adoption and onboarding, straight from the words.
final class AdoptionRecount {
    private static final long DAY = 86_400;

    private final Recount all;

    AdoptionRecount(Recount all) {
        this.all = all;
    }

    /// @param detail the feature or goal
    Optional<BigDecimal> figure(String name, Period period, Slice slice, Optional<String> detail) {
        return switch (name) {
            case "adoption.time_to_value median" -> Arithmetic.quantile(toValue(period, slice), 50, DAY);
            case "adoption.time_to_value mean" -> Arithmetic.mean(toValue(period, slice), DAY);
            case "adoption.time_to_value p90" -> Arithmetic.quantile(toValue(period, slice), 90, DAY);
            case "adoption.time_to_value waiting" -> waiting(period, slice);
            case "adoption.onboarding_speed mean" -> Arithmetic.mean(seconds(ended(period, slice)), DAY);
            case "adoption.onboarding_speed median" -> Arithmetic.quantile(seconds(ended(period, slice)), 50, DAY);
            case "adoption.onboarding_speed p90" -> Arithmetic.quantile(seconds(ended(period, slice)), 90, DAY);
            case "adoption.onboarding_speed share_late" ->
                Arithmetic.share(
                        daysLate(period, slice).size(), estimated(period, slice).size());
            case "adoption.onboarding_speed overrun" -> Arithmetic.mean(daysLate(period, slice), 1);
            case "adoption.product_adoption new_users" -> {
                Set<User> users = users(period, slice, _ -> true);
                Set<User> before = all.reported(Usage.class).stream()
                        .filter(use -> use.day().isBefore(period.from()))
                        .map(AdoptionRecount::user)
                        .collect(Collectors.toSet());
                yield Arithmetic.share(
                        users.stream().filter(user -> !before.contains(user)).count(), users.size());
            }
            case "adoption.product_adoption feature" ->
                Arithmetic.share(
                        users(
                                        period,
                                        slice,
                                        use -> detail.map(use.feature()::equals)
                                                .orElse(!use.feature().isEmpty()))
                                .size(),
                        users(period, slice, _ -> true).size());
            case "adoption.goal_completion customers" -> {
                Predicate<Happening<Milestone>> anyGoal =
                        reported -> reported.fact().point() == Milestone.Point.GOAL_REACHED;
                Predicate<Happening<Milestone>> goal = reported -> anyGoal.test(reported)
                        && detail.map(reported.fact().name()::equals).orElse(true);
                boolean known = all.reported(Milestone.class).stream()
                        .anyMatch(reported ->
                                anyGoal.test(reported) && reported.day().isBefore(period.to()));
                yield ofCustomers(
                        customer -> customer.reported(Milestone.class).stream()
                                .anyMatch(reported -> goal.test(reported) && period.contains(reported.day())),
                        known,
                        period,
                        slice);
            }
            case "adoption.returning customers" ->
                ofCustomers(customer -> cameBack(customer, period), true, period, slice);
            case "adoption.returning active_again" ->
                ofCustomers(
                        customer -> usesAgain(customer, period),
                        all.isReported(Usage.class, period.to()),
                        period,
                        slice);
            case "adoption.purchasing customers" ->
                ofCustomers(
                        customer ->
                                customer.reported(Order.class).stream().anyMatch(order -> period.contains(order.day())),
                        all.isReported(Order.class, period.to()),
                        period,
                        slice);
            case "adoption.active monthly_users" -> active(usersOf(30, period, slice), period);
            case "adoption.active weekly_users" -> active(usersOf(7, period, slice), period);
            case "adoption.active daily_users" -> active(usersOf(1, period, slice), period);
            case "adoption.active monthly_accounts" -> active(accountsOf(30, period, slice), period);
            case "adoption.active weekly_accounts" -> active(accountsOf(7, period, slice), period);
            case "adoption.active daily_accounts" -> active(accountsOf(1, period, slice), period);
            case "adoption.active stickiness" ->
                Arithmetic.share(usersOf(1, period, slice), usersOf(30, period, slice));
            case "adoption.active account_stickiness" ->
                Arithmetic.share(accountsOf(1, period, slice), accountsOf(30, period, slice));
            default -> throw Recount.unknown(name);
        };
    }

    private record Way(Customer customer, Happening<Milestone> start, Optional<Happening<Milestone>> end) {}

    private static Optional<Way> way(
            Customer customer, List<Happening<Milestone>> reported, Milestone.Point from, Milestone.Point to) {
        return reported.stream()
                .filter(each -> each.fact().point() == from)
                .findFirst()
                .map(start -> new Way(
                        customer,
                        start,
                        reported.stream()
                                .filter(each ->
                                        each.fact().point() == to && !each.at().isBefore(start.at()))
                                .findFirst()));
    }

    private List<Way> valued() {
        return all.customers().stream()
                .flatMap(customer -> way(
                        customer,
                        customer.reported(Milestone.class),
                        Milestone.Point.FIRST_CONTACT,
                        Milestone.Point.VALUE_REACHED)
                        .stream())
                .toList();
    }

    private List<Way> onboardings() {
        List<Way> ways = new ArrayList<>();
        for (Customer customer : all.customers()) {
            customer.reported(Milestone.class).stream()
                    .map(reported -> reported.fact().name())
                    .distinct()
                    .flatMap(name -> way(
                            customer,
                            customer.reported(Milestone.class).stream()
                                    .filter(reported -> reported.fact().name().equals(name))
                                    .toList(),
                            Milestone.Point.ONBOARDING_STARTED,
                            Milestone.Point.ONBOARDING_ENDED)
                            .stream())
                    .forEach(ways::add);
        }
        return ways;
    }

    boolean isAnyOnboarded(LocalDate before) {
        return onboardings().stream()
                .anyMatch(way ->
                        way.end().filter(end -> end.day().isBefore(before)).isPresent());
    }

    private static List<Way> ending(List<Way> ways, Period period, Slice slice) {
        return ways.stream()
                .filter(way -> way.end().filter(end -> end.isIn(period, slice)).isPresent())
                .toList();
    }

    private List<Long> toValue(Period period, Slice slice) {
        return seconds(ending(valued(), period, slice));
    }

    private List<Way> ended(Period period, Slice slice) {
        return ending(onboardings(), period, slice);
    }

    private List<Way> estimated(Period period, Slice slice) {
        return ended(period, slice).stream()
                .filter(way -> way.start().fact().estimatedOn().isPresent())
                .toList();
    }

    private List<Long> daysLate(Period period, Slice slice) {
        return estimated(period, slice).stream()
                .map(way -> ChronoUnit.DAYS.between(
                        way.start().fact().estimatedOn().orElseThrow(),
                        way.end().orElseThrow().day()))
                .filter(days -> days > 0)
                .toList();
    }

    private static List<Long> seconds(List<Way> ways) {
        return ways.stream()
                .map(way -> Duration.between(
                                way.start().at(), way.end().orElseThrow().at())
                        .toSeconds())
                .toList();
    }

    /// Who had the first contact and not yet the value on the evening before the period's end.
    private Optional<BigDecimal> waiting(Period period, Slice slice) {
        LocalDate lastDay = period.to().minusDays(1);
        List<Way> begun = valued().stream()
                .filter(way -> !way.start().day().isAfter(lastDay))
                .toList();
        return begun.isEmpty()
                ? Optional.empty()
                : Arithmetic.number(begun.stream()
                        .filter(way -> way.customer().stoodIn(slice, lastDay)
                                && way.end()
                                        .filter(end -> !end.day().isAfter(lastDay))
                                        .isEmpty())
                        .count());
    }

    private record User(Customer customer, String id) {}

    private static User user(Happening<Usage> use) {
        return new User(use.customer(), use.fact().userId());
    }

    private Set<User> users(Period period, Slice slice, Predicate<Usage> wanted) {
        return all.reported(Usage.class).stream()
                .filter(use -> wanted.test(use.fact()) && use.isIn(period, slice))
                .map(AdoptionRecount::user)
                .collect(Collectors.toSet());
    }

    private static Period lastDays(int days, Period period) {
        return new Period(period.to().minusDays(days), period.to());
    }

    private long usersOf(int days, Period period, Slice slice) {
        return users(lastDays(days, period), slice, _ -> true).size();
    }

    private long accountsOf(int days, Period period, Slice slice) {
        return users(lastDays(days, period), slice, _ -> true).stream()
                .map(User::customer)
                .distinct()
                .count();
    }

    private Optional<BigDecimal> active(long count, Period period) {
        return all.isReported(Usage.class, period.to()) ? Arithmetic.number(count) : Optional.empty();
    }

    private Optional<BigDecimal> ofCustomers(Predicate<Customer> wanted, boolean known, Period period, Slice slice) {
        Set<Customer> customers = all.customersOf(slice, period.to());
        return known ? Arithmetic.share(customers.stream().filter(wanted).count(), customers.size()) : Optional.empty();
    }

    /// Whether there are enough whole days between two uses next to each other, of which the later is in the period.
    private boolean usesAgain(Customer customer, Period period) {
        List<LocalDate> days = customer.reported(Usage.class).stream()
                .map(Happening::day)
                .distinct()
                .sorted()
                .toList();
        for (int i = 1; i < days.size(); i++) {
            long between = ChronoUnit.DAYS.between(days.get(i - 1), days.get(i)) - 1;
            if (period.contains(days.get(i)) && between >= all.policies().returnDays()) {
                return true;
            }
        }
        return false;
    }

    private static boolean cameBack(Customer customer, Period period) {
        return period.from()
                .datesUntil(period.to())
                .anyMatch(day -> !customer.isCustomer(day)
                        && customer.isCustomer(day.plusDays(1))
                        && customer.wasCustomerBefore(day));
    }
}
