package io.keepwell.core.metric;

import static io.keepwell.core.TestPlatform.EUR;

import io.keepwell.core.account.Slice;
import io.keepwell.core.fact.AccountProfile;
import io.keepwell.core.fact.EventKey;
import io.keepwell.core.fact.Fact;
import io.keepwell.core.fact.Story;
import io.keepwell.core.fact.SubscriptionChange;
import io.keepwell.core.time.Period;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;

/// Every metric by every definition, straight from the words, over the plain list of what was told: no
/// ledger, no
/// cells, day by day and account by account. Slow, and so simple that it can be checked by reading.
final class NaiveCalculation {
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private final Map<String, Customer> customers = new TreeMap<>();
    private final LocalDate first;
    private final LocalDate last;
    private final NaiveVoice voice = new NaiveVoice(this);
    private final NaiveSupport support = new NaiveSupport(this);
    private final NaiveAdoption adoption = new NaiveAdoption(this);
    private final NaiveSuccess success = new NaiveSuccess(this);

    /// @param last no period may go beyond it
    NaiveCalculation(List<Story.Told> told, LocalDate first, LocalDate last) {
        this.first = first;
        this.last = last;
        told.stream()
                .collect(Collectors.groupingBy(Story.Told::account))
                .forEach((account, events) -> customers.put(account, new Customer(events)));
    }

    static LocalDate day(Story.Told told) {
        return LocalDate.ofInstant(told.occurredAt(), ZoneOffset.UTC);
    }

    /// What one account paid a month, and where it stood, at the end of each day.
    final class Customer {
        private final List<Story.Told> events;
        private final Map<LocalDate, BigDecimal> mrr = new TreeMap<>();
        private final Map<LocalDate, Slice> leaf = new TreeMap<>();

        Customer(List<Story.Told> events) {
            this.events = events.stream()
                    .sorted(Comparator.comparing(Story.Told::occurredAt)
                            .thenComparing(told -> told.event().key()))
                    .toList();
            for (LocalDate day = first; day.isBefore(last); day = day.plusDays(1)) {
                mrr.put(day, mrrOn(day));
                leaf.put(day, leafOn(day));
            }
        }

        /// What was told of this customer of a kind, whenever and wherever it stood.
        <F extends Fact> List<Happening<F>> told(Class<F> kind) {
            return events.stream()
                    .filter(each -> kind.isInstance(each.fact()))
                    .map(each -> new Happening<>(
                            this, each.event().key(), each.occurredAt(), day(each), kind.cast(each.fact())))
                    .toList();
        }

        /// Where it stood on the evening of the day.
        boolean stoodIn(Slice slice, LocalDate day) {
            return slice.holds(leafBefore(day.plusDays(1)));
        }

        private Slice leafOn(LocalDate day) {
            Slice stood = Slice.UNKNOWN;
            for (Story.Told each : events) {
                if (each.fact() instanceof AccountProfile profile && !day(each).isAfter(day)) {
                    stood = profile.leaf();
                }
            }
            return stood;
        }

        private BigDecimal mrrOn(LocalDate day) {
            BigDecimal total = BigDecimal.ZERO;
            Map<String, List<Story.Told>> subscriptions = events.stream()
                    .filter(each -> each.fact() instanceof SubscriptionChange)
                    .collect(Collectors.groupingBy(each -> change(each).subscriptionId()));
            for (List<Story.Told> steps : subscriptions.values()) {
                total = total.add(monthly(steps, day));
            }
            return total;
        }

        private static SubscriptionChange change(Story.Told told) {
            return (SubscriptionChange) told.fact();
        }

        /// Lives one subscription again from its first step to the end of the day.
        private static BigDecimal monthly(List<Story.Told> steps, LocalDate day) {
            BigDecimal price = BigDecimal.ZERO;
            boolean paused = false;
            boolean trial = false;
            boolean over = false;
            Optional<LocalDate> end = Optional.empty();
            List<Story.Told> inOrder = steps.stream()
                    .sorted(Comparator.comparing(Story.Told::occurredAt)
                            .thenComparing(each -> change(each).step())
                            .thenComparing(each -> each.event().key()))
                    .toList();
            for (Story.Told each : inOrder) {
                SubscriptionChange change = change(each);
                boolean inEuro = change.terms().isEmpty()
                        || change.terms().get().price().currency().equals(EUR);
                LocalDate on = day(each);
                if (on.isAfter(day) || !inEuro) {
                    continue;
                }
                over |= end.isPresent() && !on.isBefore(end.get());
                switch (change.step()) {
                    case START -> {
                        price = monthly(change);
                        trial = false;
                        paused = false;
                        over = false;
                        end = Optional.empty();
                    }
                    case CHANGE -> price = over ? price : monthly(change);
                    case TRIAL -> {
                        trial = true;
                        paused = false;
                        over = false;
                        end = change.endsOn().filter(last -> last.isAfter(on));
                    }
                    case PAUSE -> paused = true;
                    case RESUME -> {
                        paused = false;
                        over = false;
                        end = Optional.empty();
                    }
                    case CANCEL ->
                        end = Optional.of(
                                change.endsOn().filter(day2 -> day2.isAfter(on)).orElse(on));
                    case END -> end = Optional.of(on);
                }
            }
            over |= end.isPresent() && !day.isBefore(end.get());
            return paused || over || trial ? BigDecimal.ZERO : price;
        }

        private static BigDecimal monthly(SubscriptionChange change) {
            SubscriptionChange.Terms terms = change.terms().orElseThrow();
            BigDecimal price =
                    BigDecimal.valueOf(terms.price().micros(), 6).multiply(BigDecimal.valueOf(terms.quantity()));
            BigDecimal count = BigDecimal.valueOf(terms.interval().count());
            BigDecimal twelve = BigDecimal.valueOf(12);
            BigDecimal timesAYear = switch (terms.interval().unit()) {
                case DAY -> BigDecimal.valueOf(365);
                case WEEK -> BigDecimal.valueOf(52);
                case MONTH -> twelve;
                case YEAR -> BigDecimal.ONE;
            };
            return price.multiply(timesAYear).divide(count.multiply(twelve), 6, RoundingMode.HALF_UP);
        }

        /// At the end of the day before: when the day began.
        BigDecimal mrrBefore(LocalDate day) {
            return mrr.getOrDefault(day.minusDays(1), BigDecimal.ZERO);
        }

        boolean isCustomer(LocalDate day) {
            return mrrBefore(day).signum() > 0;
        }

        boolean isCustomerOf(Slice slice, LocalDate day) {
            return isCustomer(day) && slice.holds(leafBefore(day));
        }

        Slice leafBefore(LocalDate day) {
            return leaf.getOrDefault(day.minusDays(1), Slice.UNKNOWN);
        }

        boolean wasCustomerBefore(LocalDate day) {
            return mrr.entrySet().stream()
                    .anyMatch(entry ->
                            entry.getKey().isBefore(day) && entry.getValue().signum() > 0);
        }
    }

    /// Something told of a customer, in order of time.
    record Happening<F extends Fact>(Customer customer, EventKey key, Instant at, LocalDate day, F fact) {
        boolean isIn(Period period, Slice slice) {
            return period.contains(day) && customer.stoodIn(slice, day);
        }
    }

    Collection<Customer> everybody() {
        return customers.values();
    }

    /// Everything told of a kind, of everybody.
    <F extends Fact> List<Happening<F>> told(Class<F> kind) {
        return customers.values().stream()
                .flatMap(customer -> customer.told(kind).stream())
                .toList();
    }

    /// How many had their first MRR in the month.
    long wonIn(YearMonth month) {
        return wonCustomers(month).size();
    }

    long wonInAndThereAt(YearMonth month, LocalDate day) {
        return wonCustomers(month).stream().filter(each -> each.isCustomer(day)).count();
    }

    BigDecimal mrrOfThoseWonIn(YearMonth month, LocalDate day) {
        return sum(wonCustomers(month), day);
    }

    private List<Customer> wonCustomers(YearMonth month) {
        return customers.values().stream()
                .filter(each -> !each.wasCustomerBefore(month.atDay(1))
                        && each.wasCustomerBefore(month.plusMonths(1).atDay(1)))
                .toList();
    }

    /// Empty where there is no figure.
    Optional<BigDecimal> figure(String metric, String definition, Period period, Slice slice) {
        String name = metric + " " + definition;
        return switch (metric.substring(0, metric.indexOf('.'))) {
            case "voice" -> voice.figure(name, period, slice);
            case "support" -> support.figure(name, period, slice);
            case "adoption" -> adoption.figure(name, period, slice);
            case "success" -> success.figure(name, period, slice);
            default -> ownFigure(metric, definition, period, slice);
        };
    }

    private Optional<BigDecimal> ownFigure(String metric, String definition, Period period, Slice slice) {
        List<Customer> s = customersOf(slice, period.from());
        List<Customer> e = customersOf(slice, period.to());
        List<Customer> n =
                e.stream().filter(each -> !each.isCustomer(period.from())).toList();
        List<Customer> l =
                s.stream().filter(each -> !each.isCustomer(period.to())).toList();
        BigDecimal opening = sum(s, period.from());
        BigDecimal closing = sum(e, period.to());
        BigDecimal fresh = moved(period, slice, Movement.NEW);
        BigDecimal expansion = moved(period, slice, Movement.EXPANSION);
        BigDecimal reactivation = moved(period, slice, Movement.REACTIVATION);
        BigDecimal contraction = moved(period, slice, Movement.CONTRACTION);
        BigDecimal churn = moved(period, slice, Movement.CHURN);
        return switch (metric + " " + definition) {
            case "retention.customer_retention cohort" -> share(s.size() - l.size(), s.size());
            case "retention.customer_retention closing" -> share(e.size(), s.size());
            case "retention.customer_churn opening" -> share(l.size(), s.size());
            case "retention.customer_churn closing" -> share(l.size(), e.size());
            case "retention.customer_churn remaining" -> share(l.size(), s.size() - l.size());
            case "retention.customer_churn net_change" -> share(s.size() - e.size(), s.size());
            case "retention.customer_churn acquired" -> share(l.size(), n.size());
            case "retention.customer_churn all_cancellations" -> share(times(period, slice, Movement.CHURN), s.size());
            case "revenue.revenue_churn gross" -> share(churn.add(contraction), opening);
            case "revenue.revenue_churn net" ->
                share(churn.add(contraction).subtract(expansion).subtract(reactivation), opening);
            case "revenue.grr opening_customers" ->
                share(
                        s.stream()
                                .map(each -> each.mrrBefore(period.to()).min(each.mrrBefore(period.from())))
                                .reduce(BigDecimal.ZERO, BigDecimal::add),
                        opening);
            case "revenue.nrr opening_customers" -> share(sum(s, period.to()), opening);
            case "revenue.mrr subscriptions" -> unlessNothingMoved(period, closing);
            case "revenue.mrr customers_x_arpu", "revenue.mrr all_revenue" -> Optional.empty();
            case "revenue.mrr_movements net_new" -> unlessNothingMoved(period, closing.subtract(opening));
            case "revenue.mrr_movements new" -> unlessNothingMoved(period, fresh);
            case "revenue.mrr_movements expansion" -> unlessNothingMoved(period, expansion);
            case "revenue.mrr_movements reactivation" -> unlessNothingMoved(period, reactivation);
            case "revenue.mrr_movements contraction" -> unlessNothingMoved(period, contraction);
            case "revenue.mrr_movements churn" -> unlessNothingMoved(period, churn);
            default -> throw new AssertionError("say here in plain words what " + metric + " " + definition + " is");
        };
    }

    List<Customer> customersOf(Slice slice, LocalDate day) {
        return customers.values().stream()
                .filter(each -> each.isCustomerOf(slice, day))
                .toList();
    }

    private static BigDecimal sum(List<Customer> some, LocalDate day) {
        return some.stream().map(each -> each.mrrBefore(day)).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private enum Movement {
        NEW,
        EXPANSION,
        REACTIVATION,
        CONTRACTION,
        CHURN
    }

    private BigDecimal moved(Period period, Slice slice, Movement wanted) {
        return changes(period, slice, wanted).stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private int times(Period period, Slice slice, Movement wanted) {
        return changes(period, slice, wanted).size();
    }

    /// The amounts by which customers of the slice, as it was that evening, moved that way.
    private List<BigDecimal> changes(Period period, Slice slice, Movement wanted) {
        List<BigDecimal> amounts = new ArrayList<>();
        for (Customer each : customers.values()) {
            for (LocalDate day = period.from(); day.isBefore(period.to()); day = day.plusDays(1)) {
                LocalDate next = day.plusDays(1);
                BigDecimal before = each.mrrBefore(day);
                BigDecimal after = each.mrrBefore(next);
                if (before.compareTo(after) != 0
                        && slice.holds(each.leafBefore(next))
                        && kind(each, day, before, after) == wanted) {
                    amounts.add(after.subtract(before).abs());
                }
            }
        }
        return amounts;
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

    /// No data where nobody was a customer on any day before the period's end.
    private Optional<BigDecimal> unlessNothingMoved(Period period, BigDecimal amount) {
        boolean anybody = customers.values().stream().anyMatch(each -> each.wasCustomerBefore(period.to()));
        return anybody ? Optional.of(amount) : Optional.empty();
    }

    static Optional<BigDecimal> share(long part, long whole) {
        return share(BigDecimal.valueOf(part), BigDecimal.valueOf(whole));
    }

    static Optional<BigDecimal> share(BigDecimal part, BigDecimal whole) {
        return whole.signum() == 0
                ? Optional.empty()
                : Optional.of(part.multiply(HUNDRED).divide(whole, MathContext.DECIMAL128));
    }

    /// A plain number.
    static Optional<BigDecimal> number(long number) {
        return Optional.of(BigDecimal.valueOf(number));
    }

    /// The total divided by how many there are.
    static Optional<BigDecimal> mean(List<Long> amounts, long unit) {
        long total = amounts.stream().mapToLong(Long::longValue).sum();
        return amounts.isEmpty()
                ? Optional.empty()
                : Optional.of(BigDecimal.valueOf(total)
                        .divide(BigDecimal.valueOf(unit * amounts.size()), MathContext.DECIMAL128));
    }

    /// The amount that so many of a hundred don't exceed, the lower one where two would do.
    static Optional<BigDecimal> quantile(List<Long> amounts, int percent, long unit) {
        return amounts.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        BigDecimal.valueOf(amounts.stream().sorted().toList().get((amounts.size() - 1) * percent / 100))
                                .divide(BigDecimal.valueOf(unit), MathContext.DECIMAL128));
    }

    /// Whether a figure is within one per cent of another.
    static final BiPredicate<Optional<BigDecimal>, Optional<BigDecimal>> CLOSE = (one, other) -> one.isPresent()
            ? other.isPresent()
                    && one.get()
                                    .subtract(other.get())
                                    .abs()
                                    .compareTo(other.get()
                                            .multiply(new BigDecimal("0.0100001"))
                                            .add(new BigDecimal("0.0000000001")))
                            <= 0
            : other.isEmpty();

    /// Whether two figures are the same but for the last of ten decimals.
    static final BiPredicate<Optional<BigDecimal>, Optional<BigDecimal>> AGREE = (one, other) -> one.isPresent()
            ? other.isPresent() && one.get().subtract(other.get()).abs().compareTo(new BigDecimal("0.0000000001")) <= 0
            : other.isEmpty();
}
