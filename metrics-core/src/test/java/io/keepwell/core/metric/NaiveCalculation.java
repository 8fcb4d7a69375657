package io.keepwell.core.metric;

import static io.keepwell.core.TestPlatform.EUR;

import io.keepwell.core.account.Dimension;
import io.keepwell.core.account.Slice;
import io.keepwell.core.fact.AccountProfile;
import io.keepwell.core.fact.EventKey;
import io.keepwell.core.fact.ExchangeRate;
import io.keepwell.core.fact.Fact;
import io.keepwell.core.fact.Retraction;
import io.keepwell.core.fact.Story;
import io.keepwell.core.fact.SubscriptionChange;
import io.keepwell.core.money.CurrencyCode;
import io.keepwell.core.money.Money;
import io.keepwell.core.setting.HealthModels;
import io.keepwell.core.setting.Policies;
import io.keepwell.core.time.Period;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Every metric by every definition, straight from the words, over the plain list of what was told: no
/// ledger, no cells, day by day and account by account. Slow, and so simple that it can be checked by
/// reading.
final class NaiveCalculation {
    private static final Comparator<Story.Told> ORDER = Comparator.comparing(Story.Told::occurredAt)
            .thenComparing(told -> told.event().key());
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private final Map<String, Customer> customers = new TreeMap<>();
    private final List<Story.Told> rates;
    private final Policies policies;
    private final ZoneId zone;
    private final LocalDate first;
    private final LocalDate last;
    private final Function<Story.Told, String> teller;
    private final NaiveVoice voice = new NaiveVoice(this);
    private final NaiveSupport support = new NaiveSupport(this);
    private final NaiveAdoption adoption = new NaiveAdoption(this);
    private final NaiveSuccess success;
    private final Map<String, Words> words = new HashMap<>();
    private final Map<Class<?>, List<? extends Heard<?>>> remembered = new HashMap<>();

    /// What a metric is by one definition; empty where there is no figure.
    interface Words {
        Optional<BigDecimal> figure(Period period, Slice slice, Optional<String> detail);
    }

    /// @param everTold with retractions and with what they take back
    /// @param zone in which days begin and end
    /// @param last no period may go beyond it
    /// @param teller names the partner that tells an event
    NaiveCalculation(
            List<Story.Told> everTold,
            HealthModels models,
            Policies policies,
            ZoneId zone,
            LocalDate first,
            LocalDate last,
            Function<Story.Told, String> teller) {
        this.teller = teller;
        this.policies = policies;
        this.zone = zone;
        this.first = first;
        this.last = last;
        List<Story.Told> told = standing(everTold);
        success = new NaiveSuccess(this, models);
        rates = told.stream()
                .filter(each -> each.fact() instanceof ExchangeRate)
                .sorted(ORDER)
                .toList();
        words.putAll(new NaiveRevenue(this).words());
        words.putAll(new NaiveGrowth(this).words());
        told.stream()
                .collect(Collectors.groupingBy(Story.Told::account))
                .forEach((account, events) -> customers.put(account, new Customer(account, events)));
    }

    /// What was neither retracted nor corrected.
    private static List<Story.Told> standing(List<Story.Told> everTold) {
        Set<String> takenBack = new HashSet<>();
        for (Story.Told each : everTold) {
            each.corrects().map(id -> EventKey.of(id).hex()).ifPresent(takenBack::add);
            if (each.fact() instanceof Retraction retraction) {
                takenBack.add(retraction.targetKey());
            }
        }
        return everTold.stream()
                .filter(each -> !(each.fact() instanceof Retraction)
                        && !takenBack.contains(each.event().key().hex()))
                .toList();
    }

    /// The amount in euro, at the last rate told for the day or one of the days before on which a rate
    /// still serves; empty where there is none.
    Optional<BigDecimal> euros(Money money, LocalDate day) {
        return rate(money.currency(), day)
                .map(rate ->
                        BigDecimal.valueOf(money.micros(), 6).multiply(rate).setScale(6, RoundingMode.HALF_UP));
    }

    /// How many euro one unit of the currency is worth.
    private Optional<BigDecimal> rate(CurrencyCode currency, LocalDate day) {
        if (currency.equals(EUR)) {
            return Optional.of(BigDecimal.ONE);
        }
        for (LocalDate on = day; !on.isBefore(day.minusDays(policies.rateDays())); on = on.minusDays(1)) {
            for (Story.Told each : rates.reversed()) {
                if (day(each).equals(on)
                        && each.fact() instanceof ExchangeRate rate
                        && rate.sourceCurrency().equals(currency)
                        && rate.targetCurrency().equals(EUR)) {
                    return Optional.of(BigDecimal.valueOf(rate.rateBillionths(), 9));
                }
            }
        }
        return Optional.empty();
    }

    /// A fact of an account, and where the account stood that evening.
    record Heard<F>(Customer customer, String teller, LocalDate day, Slice leaf, F fact) {
        boolean in(Period period, Slice slice) {
            return period.contains(day) && slice.holds(leaf);
        }
    }

    /// All facts of a kind, each account's in order.
    @SuppressWarnings("unchecked") // what is remembered of a kind was heard of that kind
    <F extends Fact> List<Heard<F>> heard(Class<F> kind) {
        return (List<Heard<F>>) (List<?>) remembered.computeIfAbsent(kind, _ -> List.copyOf(listen(kind)));
    }

    private <F extends Fact> List<Heard<F>> listen(Class<F> kind) {
        List<Heard<F>> heard = new ArrayList<>();
        for (Customer each : customers.values()) {
            for (Story.Told told : each.events) {
                if (kind.isInstance(told.fact())) {
                    heard.add(new Heard<>(
                            each, teller.apply(told), day(told), each.leafOn(day(told)), kind.cast(told.fact())));
                }
            }
        }
        return heard;
    }

    /// Facts about the same thing of the same account; each partner names its own things.
    <F extends Fact> List<List<Heard<F>>> heardByThing(Class<F> kind, Function<F, String> name) {
        return List.copyOf(heard(kind).stream()
                .collect(Collectors.groupingBy(
                        each -> each.customer().name + " " + each.teller() + " " + name.apply(each.fact()),
                        LinkedHashMap::new,
                        Collectors.toList()))
                .values());
    }

    Collection<Customer> customers() {
        return customers.values();
    }

    LocalDate day(Story.Told told) {
        return LocalDate.ofInstant(told.occurredAt(), zone);
    }

    ZoneId zone() {
        return zone;
    }

    Policies policies() {
        return policies;
    }

    /// What a subscription costs a month in euro and in its own currency, since it was told.
    private record Price(BigDecimal euros, Optional<SubscriptionChange.Terms> terms, LocalDate on) {
        static final Price NONE = new Price(BigDecimal.ZERO, Optional.empty(), LocalDate.MIN);

        boolean runs() {
            return terms.isPresent();
        }

        boolean isPaid() {
            return euros.signum() > 0;
        }

        CurrencyCode currency() {
            return terms.orElseThrow().price().currency();
        }
    }

    /// What one account paid a month, and where it stood, at the end of each day.
    final class Customer {
        private final String name;
        private final List<Story.Told> events;
        private final Map<LocalDate, BigDecimal> mrr = new TreeMap<>();
        /// Whose subscriptions bring how much.
        private final Map<LocalDate, SortedMap<String, BigDecimal>> billed = new TreeMap<>();
        private final Map<LocalDate, Slice> leaf = new TreeMap<>();
        private final Map<LocalDate, Boolean> free = new TreeMap<>();
        /// By how much more the account pays because a price was told anew at another rate.
        private final Map<LocalDate, BigDecimal> exchange = new TreeMap<>();

        Customer(String name, List<Story.Told> events) {
            this.name = name;
            this.events = events.stream().sorted(ORDER).toList();
            List<List<Story.Told>> subscriptions = subscriptions();
            List<Price> before = new ArrayList<>(Collections.nCopies(subscriptions.size(), Price.NONE));
            for (LocalDate day = first; day.isBefore(last); day = day.plusDays(1)) {
                LocalDate today = day;
                List<Price> now =
                        subscriptions.stream().map(each -> price(each, today)).toList();
                BigDecimal total = BigDecimal.ZERO;
                BigDecimal effect = BigDecimal.ZERO;
                boolean anyFree = false;
                SortedMap<String, BigDecimal> billers = new TreeMap<>();
                for (int i = 0; i < subscriptions.size(); i++) {
                    Price price = now.get(i);
                    if (price.euros().signum() > 0) {
                        billers.merge(teller.apply(subscriptions.get(i).getFirst()), price.euros(), BigDecimal::add);
                    }
                    total = total.add(price.euros());
                    effect = effect.add(effect(before.get(i), price, day, begun(before, now, day)));
                    anyFree |= price.runs() && price.euros().signum() == 0;
                }
                before = now;
                mrr.put(day, total);
                billed.put(day, billers);
                exchange.put(day, effect);
                free.put(day, anyFree && total.signum() == 0);
                leaf.put(day, leafOn(day));
            }
        }

        /// What was told of this customer of a kind, whenever and wherever it stood.
        <F extends Fact> List<Happening<F>> told(Class<F> kind) {
            return events.stream()
                    .filter(each -> kind.isInstance(each.fact()))
                    .map(each -> new Happening<>(
                            this,
                            teller.apply(each),
                            each.event().key(),
                            each.occurredAt(),
                            day(each),
                            kind.cast(each.fact())))
                    .toList();
        }

        /// Where it stood on the evening of the day.
        boolean stoodIn(Slice slice, LocalDate day) {
            return slice.holds(leafBefore(day.plusDays(1)));
        }

        private List<List<Story.Told>> subscriptions() {
            return List.copyOf(events.stream()
                    .filter(each -> each.fact() instanceof SubscriptionChange)
                    .collect(Collectors.groupingBy(
                            each -> teller.apply(each) + " " + change(each).subscriptionId()))
                    .values());
        }

        /// The currencies of the subscriptions that begin on the day.
        private static List<CurrencyCode> begun(List<Price> before, List<Price> now, LocalDate day) {
            List<CurrencyCode> begun = new ArrayList<>();
            for (int i = 0; i < now.size(); i++) {
                if (!before.get(i).isPaid()
                        && now.get(i).isPaid()
                        && now.get(i).on().equals(day)) {
                    begun.add(now.get(i).currency());
                }
            }
            return begun;
        }

        /// What the new rate makes of the old price, also where it moved to a subscription that began.
        private BigDecimal effect(Price before, Price after, LocalDate day, List<CurrencyCode> begun) {
            if (!before.isPaid()) {
                return BigDecimal.ZERO;
            }
            boolean toldAnew = after.isPaid()
                    && !before.on().equals(after.on())
                    && before.currency().equals(after.currency());
            boolean moved = !after.isPaid() && begun.contains(before.currency());
            LocalDate on = toldAnew ? after.on() : day;
            return toldAnew || moved
                    ? euros(before.terms().orElseThrow(), on).orElseThrow().subtract(before.euros())
                    : BigDecimal.ZERO;
        }

        private Slice leafOn(LocalDate day) {
            Slice stood = Slice.UNTOLD;
            for (Story.Told each : events) {
                if (each.fact() instanceof AccountProfile profile && !day(each).isAfter(day)) {
                    stood = profile.told();
                }
            }
            return stood.with(Dimension.SOURCE, sourceOn(day));
        }

        /// Who bills most on the evening, or billed most on the last evening with a bill; before that,
        /// who told last of a subscription, and before that, of a profile.
        private String sourceOn(LocalDate day) {
            for (LocalDate on = day; !on.isBefore(first); on = on.minusDays(1)) {
                SortedMap<String, BigDecimal> billers = billed.getOrDefault(on, Collections.emptySortedMap());
                if (!billers.isEmpty()) {
                    BigDecimal most = Collections.max(billers.values());
                    return billers.keySet().stream()
                            .filter(each ->
                                    Objects.requireNonNull(billers.get(each)).compareTo(most) == 0)
                            .findFirst()
                            .orElseThrow();
                }
            }
            return lastTeller(SubscriptionChange.class, day)
                    .or(() -> lastTeller(AccountProfile.class, day))
                    .orElse("");
        }

        private Optional<String> lastTeller(Class<? extends Fact> kind, LocalDate day) {
            return events.reversed().stream()
                    .filter(each -> kind.isInstance(each.fact()) && !day(each).isAfter(day))
                    .map(teller)
                    .findFirst();
        }

        private static SubscriptionChange change(Story.Told told) {
            return (SubscriptionChange) told.fact();
        }

        /// Lives one subscription again from its first step to the end of the day.
        private Price price(List<Story.Told> steps, LocalDate day) {
            Price price = Price.NONE;
            boolean paused = false;
            boolean trial = false;
            boolean over = false;
            Optional<LocalDate> end = Optional.empty();
            Deque<Story.Told> inOrder = new ArrayDeque<>(steps.stream()
                    .sorted(Comparator.comparing(Story.Told::occurredAt)
                            .thenComparing(each -> change(each).step())
                            .thenComparing(each -> each.event().key()))
                    .toList());
            Instant moment = Instant.MIN;
            while (!inOrder.isEmpty()) {
                Story.Told next = inOrder.getFirst();
                if (!next.occurredAt().equals(moment)) {
                    moment = next.occurredAt();
                    LocalDate today = day(next);
                    boolean runs = (price.runs() || trial)
                            && !over
                            && end.map(today::isBefore).orElse(true);
                    List<Story.Told> together = inOrder.stream()
                            .filter(each -> each.occurredAt().equals(next.occurredAt()))
                            .toList();
                    if (runs && together.stream().anyMatch(each -> starts(each))) {
                        // The end of what runs, before what begins anew.
                        together.reversed().stream()
                                .filter(each -> change(each).step() == SubscriptionChange.Step.END)
                                .forEach(each -> {
                                    inOrder.remove(each);
                                    inOrder.addFirst(each);
                                });
                    }
                }
                Story.Told each = inOrder.removeFirst();
                SubscriptionChange change = change(each);
                LocalDate on = day(each);
                Optional<Price> told = change.terms().flatMap(terms -> price(terms, on));
                boolean heldBack = change.terms().isPresent() && told.isEmpty();
                if (on.isAfter(day) || heldBack) {
                    continue;
                }
                over |= end.isPresent() && !on.isBefore(end.get());
                switch (change.step()) {
                    case START -> {
                        price = told.orElseThrow();
                        trial = false;
                        paused = false;
                        over = false;
                        end = Optional.empty();
                    }
                    case CHANGE -> price = over ? price : told.orElseThrow();
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
            return paused || over || trial ? Price.NONE : price;
        }

        private Optional<Price> price(SubscriptionChange.Terms terms, LocalDate on) {
            return euros(terms, on).map(euros -> new Price(euros, Optional.of(terms), on));
        }

        /// Whether it begins anew, with money that can be converted.
        private boolean starts(Story.Told told) {
            SubscriptionChange change = change(told);
            return change.step() == SubscriptionChange.Step.START
                    && price(change.terms().orElseThrow(), day(told)).isPresent();
        }

        /// A month in euro, rounded at the end.
        private Optional<BigDecimal> euros(SubscriptionChange.Terms terms, LocalDate on) {
            BigDecimal off = terms.discount().lasting()
                    ? BigDecimal.valueOf(terms.discount().micros(), 6)
                    : BigDecimal.ZERO;
            BigDecimal price = BigDecimal.valueOf(terms.price().micros(), 6)
                    .multiply(BigDecimal.valueOf(terms.quantity()))
                    .subtract(off)
                    .max(BigDecimal.ZERO);
            BigDecimal count = BigDecimal.valueOf(terms.interval().count());
            BigDecimal twelve = BigDecimal.valueOf(12);
            BigDecimal timesAYear = switch (terms.interval().unit()) {
                case DAY -> BigDecimal.valueOf(365);
                case WEEK -> BigDecimal.valueOf(52);
                case MONTH -> twelve;
                case YEAR -> BigDecimal.ONE;
            };
            return rate(terms.price().currency(), on)
                    .map(rate -> price.multiply(timesAYear)
                            .multiply(rate)
                            .divide(count.multiply(twelve), 6, RoundingMode.HALF_UP));
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

        boolean isFree(LocalDate day) {
            return free.getOrDefault(day.minusDays(1), false);
        }

        BigDecimal exchangeOn(LocalDate day) {
            return exchange.getOrDefault(day, BigDecimal.ZERO);
        }

        boolean wasCustomerBefore(LocalDate day) {
            return mrr.entrySet().stream()
                    .anyMatch(entry ->
                            entry.getKey().isBefore(day) && entry.getValue().signum() > 0);
        }
    }

    /// Something told of a customer, in order of time.
    record Happening<F extends Fact>(
            Customer customer, String teller, EventKey key, Instant at, LocalDate day, F fact) {
        boolean isIn(Period period, Slice slice) {
            return period.contains(day) && customer.stoodIn(slice, day);
        }
    }

    /// What was told of the same thing, in order; each partner names its own things.
    static <F extends Fact> List<List<Happening<F>>> byThing(List<Happening<F>> told, Function<F, String> name) {
        return List.copyOf(told.stream()
                .collect(Collectors.groupingBy(
                        each -> each.teller() + " " + name.apply(each.fact()), LinkedHashMap::new, Collectors.toList()))
                .values());
    }

    /// Everything told of a kind, of everybody.
    <F extends Fact> List<Happening<F>> told(Class<F> kind) {
        return customers.values().stream()
                .flatMap(customer -> customer.told(kind).stream())
                .toList();
    }

    /// Who had their first MRR in the month, and stood in the slice on that evening.
    List<Customer> wonIn(YearMonth month, Slice slice) {
        return won(slice).entrySet().stream()
                .filter(entry -> YearMonth.from(entry.getValue()).equals(month))
                .map(Map.Entry::getKey)
                .toList();
    }

    private Map<Customer, LocalDate> won(Slice slice) {
        Map<Customer, LocalDate> won = new LinkedHashMap<>();
        for (Customer each : customers.values()) {
            first.datesUntil(last)
                    .filter(day -> each.isCustomer(day.plusDays(1)))
                    .findFirst()
                    .filter(day -> each.stoodIn(slice, day))
                    .ifPresent(day -> won.put(each, day));
        }
        return won;
    }

    /// From the first day with MRR to the first one without, or to today.
    record Stay(long days, boolean left) {}

    List<Stay> stays(Period wonIn, Slice slice, LocalDate today) {
        List<Stay> stays = new ArrayList<>();
        won(slice).forEach((customer, won) -> {
            if (wonIn.contains(won)) {
                Optional<LocalDate> left = won.datesUntil(today)
                        .filter(day -> !customer.isCustomer(day.plusDays(1)))
                        .findFirst();
                stays.add(new Stay(ChronoUnit.DAYS.between(won, left.orElse(today)), left.isPresent()));
            }
        });
        return stays;
    }

    /// Empty where there is no figure.
    Optional<BigDecimal> figure(String metric, String definition, Period period, Slice slice, Optional<String> detail) {
        String name = metric + " " + definition;
        return switch (metric.substring(0, metric.indexOf('.'))) {
            case "voice" -> voice.figure(name, period, slice, detail);
            case "support" -> support.figure(name, period, slice);
            case "adoption" -> adoption.figure(name, period, slice, detail);
            case "success" -> success.figure(name, period, slice);
            default -> ownFigure(metric, definition, period, slice, detail);
        };
    }

    private Optional<BigDecimal> ownFigure(
            String metric, String definition, Period period, Slice slice, Optional<String> detail) {
        Words elsewhere = words.get(metric + " " + definition);
        if (elsewhere != null) {
            return elsewhere.figure(period, slice, detail);
        }
        return switch (metric + " " + definition) {
            case "retention.customer_retention cohort",
                    "retention.customer_retention closing",
                    "retention.customer_churn opening",
                    "retention.customer_churn closing",
                    "retention.customer_churn remaining",
                    "retention.customer_churn net_change",
                    "retention.customer_churn acquired",
                    "retention.customer_churn all_cancellations" -> customers(metric + " " + definition, period, slice);
            case "retention.revenue_churn gross" -> share(lost(period, slice), opening(period, slice));
            case "retention.revenue_churn net" ->
                share(
                        lost(period, slice)
                                .subtract(moved(period, slice, Movement.EXPANSION))
                                .subtract(moved(period, slice, Movement.REACTIVATION)),
                        opening(period, slice));
            case "retention.grr opening_customers" ->
                share(
                        customersOf(slice, period.from()).stream()
                                .map(each -> each.mrrBefore(period.to()).min(each.mrrBefore(period.from())))
                                .reduce(BigDecimal.ZERO, BigDecimal::add),
                        opening(period, slice));
            case "retention.nrr opening_customers" ->
                share(sum(customersOf(slice, period.from()), period.to()), opening(period, slice));
            case "revenue.mrr subscriptions" -> unlessNothingMoved(period, slice, closing(period, slice));
            case "revenue.mrr_movements net_new" ->
                unlessNothingMoved(period, slice, closing(period, slice).subtract(opening(period, slice)));
            case "revenue.mrr_movements new" -> unlessNothingMoved(period, slice, moved(period, slice, Movement.NEW));
            case "revenue.mrr_movements expansion" ->
                unlessNothingMoved(period, slice, moved(period, slice, Movement.EXPANSION));
            case "revenue.mrr_movements reactivation" ->
                unlessNothingMoved(period, slice, moved(period, slice, Movement.REACTIVATION));
            case "revenue.mrr_movements contraction" ->
                unlessNothingMoved(period, slice, moved(period, slice, Movement.CONTRACTION));
            case "revenue.mrr_movements churn" ->
                unlessNothingMoved(period, slice, moved(period, slice, Movement.CHURN));
            case "revenue.mrr_movements exchange" -> unlessNothingMoved(period, slice, exchange(period, slice));
            default -> throw new AssertionError("say here in plain words what " + metric + " " + definition + " is");
        };
    }

    private Optional<BigDecimal> customers(String figure, Period period, Slice slice) {
        List<Customer> s = customersOf(slice, period.from());
        List<Customer> e = customersOf(slice, period.to());
        List<Customer> n =
                e.stream().filter(each -> !each.isCustomer(period.from())).toList();
        List<Customer> l =
                s.stream().filter(each -> !each.isCustomer(period.to())).toList();
        return switch (figure) {
            case "retention.customer_retention cohort" -> share(s.size() - l.size(), s.size());
            case "retention.customer_retention closing" -> share(e.size(), s.size());
            case "retention.customer_churn opening" -> share(l.size(), s.size());
            case "retention.customer_churn closing" -> share(l.size(), e.size());
            case "retention.customer_churn remaining" -> share(l.size(), s.size() - l.size());
            case "retention.customer_churn net_change" -> share(s.size() - e.size(), s.size());
            case "retention.customer_churn acquired" -> share(l.size(), n.size());
            case "retention.customer_churn all_cancellations" -> share(times(period, slice, Movement.CHURN), s.size());
            default -> throw new AssertionError("no figure of customers: " + figure);
        };
    }

    BigDecimal opening(Period period, Slice slice) {
        return sum(customersOf(slice, period.from()), period.from());
    }

    BigDecimal closing(Period period, Slice slice) {
        return sum(customersOf(slice, period.to()), period.to());
    }

    private BigDecimal lost(Period period, Slice slice) {
        return moved(period, slice, Movement.CHURN).add(moved(period, slice, Movement.CONTRACTION));
    }

    List<Customer> customersOf(Slice slice, LocalDate day) {
        return customers.values().stream()
                .filter(each -> each.isCustomerOf(slice, day))
                .toList();
    }

    static BigDecimal sum(List<Customer> some, LocalDate day) {
        return some.stream().map(each -> each.mrrBefore(day)).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    enum Movement {
        NEW,
        EXPANSION,
        REACTIVATION,
        CONTRACTION,
        CHURN
    }

    BigDecimal moved(Period period, Slice slice, Movement wanted) {
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
                BigDecimal after = each.mrrBefore(next);
                BigDecimal before = each.mrrBefore(day).add(exchangeOn(each, day));
                if (before.compareTo(after) != 0
                        && slice.holds(each.leafBefore(next))
                        && kind(each, day, before, after) == wanted) {
                    amounts.add(after.subtract(before).abs());
                }
            }
        }
        return amounts;
    }

    /// The effect of rates on a day, for a customer that pays before and after; it never makes a
    /// customer of somebody, nor an end of one.
    private static BigDecimal exchangeOn(Customer customer, LocalDate day) {
        BigDecimal before = customer.mrrBefore(day);
        BigDecimal effect = customer.exchangeOn(day);
        boolean pays =
                before.signum() > 0 && customer.mrrBefore(day.plusDays(1)).signum() > 0;
        return pays && before.add(effect).signum() > 0 ? effect : BigDecimal.ZERO;
    }

    /// The effect of rates on customers of the slice, as it was the evening before.
    private BigDecimal exchange(Period period, Slice slice) {
        BigDecimal total = BigDecimal.ZERO;
        for (Customer each : customers.values()) {
            for (LocalDate day = period.from(); day.isBefore(period.to()); day = day.plusDays(1)) {
                if (slice.holds(each.leafBefore(day))) {
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

    /// No data where nobody was a customer on any day before the period's end, and none either where the
    /// slice had no customer all through the period but somebody's price could not be converted.
    Optional<BigDecimal> unlessNothingMoved(Period period, Slice slice, BigDecimal amount) {
        boolean anybody = customers.values().stream().anyMatch(each -> each.wasCustomerBefore(period.to()));
        boolean heldBack = heard(SubscriptionChange.class).stream()
                .anyMatch(each -> each.day().isBefore(period.to())
                        && slice.holds(each.leaf())
                        && each.fact()
                                .terms()
                                .filter(terms ->
                                        euros(terms.price(), each.day()).isEmpty())
                                .isPresent());
        boolean never = period.from()
                .datesUntil(period.to().plusDays(1))
                .allMatch(day -> customersOf(slice, day).isEmpty());
        return !anybody || (heldBack && never) ? Optional.empty() : Optional.of(amount);
    }

    static Optional<BigDecimal> share(long part, long whole) {
        return share(BigDecimal.valueOf(part), BigDecimal.valueOf(whole));
    }

    static Optional<BigDecimal> share(BigDecimal part, BigDecimal whole) {
        return whole.signum() <= 0
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
