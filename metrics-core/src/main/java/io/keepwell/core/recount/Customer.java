package io.keepwell.core.recount;

import io.keepwell.core.account.Account;
import io.keepwell.core.account.Dimension;
import io.keepwell.core.account.Slice;
import io.keepwell.core.fact.AccountProfile;
import io.keepwell.core.fact.Fact;
import io.keepwell.core.fact.SubscriptionChange;
import io.keepwell.core.fact.SubscriptionChange.Step;
import io.keepwell.core.money.CurrencyCode;
import io.keepwell.core.time.Period;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/// What one customer paid a month, and where it stood, on the evening of each day.
final class Customer {
    private final Rates rates;
    private final List<Happening<?>> reported;
    private final Map<Class<?>, List<Happening<?>>> sentByKind = new HashMap<>();
    private final NavigableMap<LocalDate, Evening> evenings = new TreeMap<>();
    private final boolean firm;
    private final Optional<LocalDate> wonOn;

    /// How a customer stands on an evening, and on each that follows until something changes.
    ///
    /// @param mrr what it pays a month
    /// @param exchange by how much more it pays than the evening before because a price was reported anew at
    ///     another rate
    /// @param free whether a subscription runs and none is paid
    private record Evening(BigDecimal mrr, BigDecimal exchange, boolean free, Slice sliceKey) {
        static final Evening BEFORE_ALL = new Evening(BigDecimal.ZERO, BigDecimal.ZERO, false, Slice.UNKNOWN);

        boolean isPaid() {
            return mrr.signum() > 0;
        }
    }

    /// What a subscription costs a month in the firm's currency, and by which terms, since it was reported.
    private record Price(BigDecimal worth, Optional<SubscriptionChange.Terms> terms, LocalDate on) {
        static final Price NONE = new Price(BigDecimal.ZERO, Optional.empty(), LocalDate.MIN);

        boolean runs() {
            return terms.isPresent();
        }

        boolean isPaid() {
            return worth.signum() > 0;
        }

        CurrencyCode currency() {
            return terms.orElseThrow().price().currency();
        }
    }

    /// A time as a customer that ended.
    ///
    /// @param end the first evening without MRR
    record Stay(LocalDate begin, LocalDate end) {
        long days() {
            return ChronoUnit.DAYS.between(begin, end);
        }
    }

    /// @param reported of it, in any order
    Customer(Rates rates, ZoneId zone, List<Recount.Reported> reported) {
        this.rates = rates;
        this.reported = reported.stream()
                .<Happening<?>>map(each -> new Happening<>(
                        this,
                        each.partner(),
                        each.key(),
                        each.event().occurredAt(),
                        each.day(zone),
                        each.event().fact()))
                .sorted(Happening.ORDER)
                .toList();
        this.firm = reported.stream().allMatch(each -> each.event().account().equals(Account.FIRM_NAME));
        live();
        this.wonOn = firstEvening(LocalDate.MIN, Evening::isPaid);
    }

    /// Whether it is none, but the firm itself, of which events without an account tell.
    boolean isFirm() {
        return firm;
    }

    /// What was reported for this customer of a kind, whenever and wherever it stood, in order.
    @SuppressWarnings("unchecked") // what is kept of a kind was reported for that kind
    <F extends Fact> List<Happening<F>> reported(Class<F> kind) {
        return (List<Happening<F>>) (List<?>) sentByKind.computeIfAbsent(
                kind,
                _ -> reported.stream()
                        .filter(each -> kind.isInstance(each.fact()))
                        .toList());
    }

    /// Goes through the days on which anything may change. On all others everything stays as it was.
    private void live() {
        List<List<Happening<SubscriptionChange>>> subscriptions = subscriptions();
        List<Price> before = Collections.nCopies(subscriptions.size(), Price.NONE);
        Optional<String> billedLast = Optional.empty();
        for (LocalDate day : daysOfChange()) {
            List<Price> now =
                    subscriptions.stream().map(each -> price(each, day)).toList();
            BigDecimal total = BigDecimal.ZERO;
            BigDecimal effect = BigDecimal.ZERO;
            boolean anyFree = false;
            SortedMap<String, BigDecimal> billed = new TreeMap<>();
            for (int i = 0; i < subscriptions.size(); i++) {
                Price price = now.get(i);
                if (price.isPaid()) {
                    billed.merge(subscriptions.get(i).getFirst().partner(), price.worth(), BigDecimal::add);
                }
                total = total.add(price.worth());
                effect = effect.add(effect(before.get(i), price, day, begun(before, now, day)));
                anyFree |= price.runs() && !price.isPaid();
            }
            if (!billed.isEmpty()) {
                billedLast = Optional.of(billsMost(billed));
            }
            before = now;
            evenings.put(day, new Evening(total, effect, anyFree && total.signum() == 0, sliceKey(day, billedLast)));
        }
    }

    private NavigableSet<LocalDate> daysOfChange() {
        NavigableSet<LocalDate> days = new TreeSet<>();
        reported(AccountProfile.class).forEach(each -> days.add(each.day()));
        for (Happening<SubscriptionChange> each : reported(SubscriptionChange.class)) {
            days.add(each.day());
            each.fact().endsOn().ifPresent(days::add);
        }
        return days;
    }

    /// Each with its steps in order; each partner names its own.
    private List<List<Happening<SubscriptionChange>>> subscriptions() {
        return Recount.byThing(reported(SubscriptionChange.class), SubscriptionChange::subscriptionId).stream()
                .map(steps -> steps.stream()
                        .sorted(Comparator.<Happening<SubscriptionChange>, Instant>comparing(Happening::at)
                                .thenComparing(each -> each.fact().step())
                                .thenComparing(Happening::key))
                        .toList())
                .toList();
    }

    private static String billsMost(SortedMap<String, BigDecimal> billed) {
        BigDecimal most = Collections.max(billed.values());
        return billed.keySet().stream()
                .filter(each -> Objects.requireNonNull(billed.get(each)).compareTo(most) == 0)
                .findFirst()
                .orElseThrow();
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
        boolean sentAnew = after.isPaid()
                && !before.on().equals(after.on())
                && before.currency().equals(after.currency());
        boolean moved = !after.isPaid() && begun.contains(before.currency());
        LocalDate on = sentAnew ? after.on() : day;
        return sentAnew || moved
                ? worth(before.terms().orElseThrow(), on).orElseThrow().subtract(before.worth())
                : BigDecimal.ZERO;
    }

    /// What the newest profile says, and as source who bills most on the evening, or billed most on the last
    /// evening with a bill; before that, who reported last of a subscription, and before that, of a profile.
    private Slice sliceKey(LocalDate day, Optional<String> billedLast) {
        String source = billedLast
                .or(() -> last(SubscriptionChange.class, day).map(Happening::partner))
                .or(() -> last(AccountProfile.class, day).map(Happening::partner))
                .orElse("");
        return last(AccountProfile.class, day)
                .map(profile -> profile.fact().reported())
                .orElse(Slice.UNTOLD)
                .with(Dimension.SOURCE, source);
    }

    /// What was reported last of a kind until the evening of the day.
    private <F extends Fact> Optional<Happening<F>> last(Class<F> kind, LocalDate day) {
        return reported(kind).reversed().stream()
                .filter(each -> !each.day().isAfter(day))
                .findFirst();
    }

    /// Lives one subscription again from its first step to the end of the day.
    private Price price(List<Happening<SubscriptionChange>> steps, LocalDate day) {
        Price price = Price.NONE;
        boolean paused = false;
        boolean trial = false;
        boolean over = false;
        Optional<LocalDate> end = Optional.empty();
        Deque<Happening<SubscriptionChange>> inOrder = new ArrayDeque<>(steps);
        Instant moment = Instant.MIN;
        while (!inOrder.isEmpty()) {
            Happening<SubscriptionChange> next = inOrder.getFirst();
            if (!next.at().equals(moment)) {
                moment = next.at();
                boolean runs = (price.runs() || trial)
                        && !over
                        && end.map(next.day()::isBefore).orElse(true);
                List<Happening<SubscriptionChange>> together = inOrder.stream()
                        .takeWhile(each -> each.at().equals(next.at()))
                        .toList();
                if (runs && together.stream().anyMatch(this::starts)) {
                    // The end of what runs, before what begins anew.
                    together.reversed().stream()
                            .filter(each -> each.fact().step() == Step.END)
                            .forEach(each -> {
                                inOrder.remove(each);
                                inOrder.addFirst(each);
                            });
                }
            }
            Happening<SubscriptionChange> each = inOrder.removeFirst();
            SubscriptionChange change = each.fact();
            LocalDate on = each.day();
            if (on.isAfter(day)) {
                break;
            }
            Optional<Price> reported = change.terms().flatMap(terms -> price(terms, on));
            if (change.terms().isPresent() && reported.isEmpty()) {
                // Pending for want of an exchange rate.
                continue;
            }
            over |= end.isPresent() && !on.isBefore(end.get());
            switch (change.step()) {
                case START -> {
                    price = reported.orElseThrow();
                    trial = false;
                    paused = false;
                    over = false;
                    end = Optional.empty();
                }
                case CHANGE -> price = over ? price : reported.orElseThrow();
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
                            change.endsOn().filter(last -> last.isAfter(on)).orElse(on));
                case END -> end = Optional.of(on);
            }
        }
        over |= end.isPresent() && !day.isBefore(end.get());
        return paused || over || trial ? Price.NONE : price;
    }

    private Optional<Price> price(SubscriptionChange.Terms terms, LocalDate on) {
        return worth(terms, on).map(worth -> new Price(worth, Optional.of(terms), on));
    }

    /// Whether it begins anew, with money that can be converted.
    private boolean starts(Happening<SubscriptionChange> reported) {
        return reported.fact().step() == Step.START
                && price(reported.fact().terms().orElseThrow(), reported.day()).isPresent();
    }

    /// A month in the firm's currency, rounded at the end.
    private Optional<BigDecimal> worth(SubscriptionChange.Terms terms, LocalDate on) {
        BigDecimal off =
                terms.discount().lasting() ? BigDecimal.valueOf(terms.discount().micros(), 6) : BigDecimal.ZERO;
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
        return rates.rate(terms.price().currency(), on)
                .map(rate -> price.multiply(timesAYear)
                        .multiply(rate)
                        .divide(count.multiply(twelve), 6, RoundingMode.HALF_UP));
    }

    /// On the evening of the day before: when the day begins.
    private Evening before(LocalDate day) {
        Map.Entry<LocalDate, Evening> last = evenings.lowerEntry(day);
        return last == null ? Evening.BEFORE_ALL : last.getValue();
    }

    BigDecimal mrrBefore(LocalDate day) {
        return before(day).mrr();
    }

    boolean isCustomer(LocalDate day) {
        return before(day).isPaid();
    }

    boolean isCustomerOf(Slice slice, LocalDate day) {
        return isCustomer(day) && slice.holds(sliceKeyBefore(day));
    }

    Slice sliceKeyBefore(LocalDate day) {
        return before(day).sliceKey();
    }

    /// Where it stood on the evening of the day.
    boolean stoodIn(Slice slice, LocalDate day) {
        return slice.holds(sliceKeyBefore(day.plusDays(1)));
    }

    /// Whether a subscription runs and none is paid.
    boolean isFree(LocalDate day) {
        return before(day).free();
    }

    boolean wasFreeBefore(LocalDate day) {
        return evenings.headMap(day).values().stream().anyMatch(Evening::free);
    }

    /// By how much more it pays on the evening of the day because a price was reported anew at another rate.
    BigDecimal exchangeOn(LocalDate day) {
        Evening evening = evenings.get(day);
        return evening == null ? BigDecimal.ZERO : evening.exchange();
    }

    /// The days of a period on which anything may have changed.
    Collection<LocalDate> daysOfChange(Period period) {
        return evenings.subMap(period.from(), period.to()).keySet();
    }

    /// The first day on whose evening it paid.
    Optional<LocalDate> wonOn() {
        return wonOn;
    }

    boolean wasCustomerBefore(LocalDate day) {
        return wonOn().filter(won -> won.isBefore(day)).isPresent();
    }

    /// All times as a customer that ended before the day.
    List<Stay> staysEndedBefore(LocalDate day) {
        List<Stay> stays = new ArrayList<>();
        Optional<LocalDate> begin = wonOn();
        while (begin.isPresent()) {
            LocalDate from = begin.get();
            Optional<LocalDate> end = firstEvening(from, evening -> !evening.isPaid());
            end.filter(left -> left.isBefore(day)).ifPresent(left -> stays.add(new Stay(from, left)));
            begin = end.flatMap(left -> firstEvening(left, Evening::isPaid));
        }
        return stays;
    }

    private Optional<LocalDate> firstEvening(LocalDate from, Predicate<Evening> wanted) {
        return evenings.tailMap(from).entrySet().stream()
                .filter(each -> wanted.test(each.getValue()))
                .map(Map.Entry::getKey)
                .findFirst();
    }
}
