package io.keepwell.core.recount;

import io.keepwell.core.account.Account;
import io.keepwell.core.account.Dimension;
import io.keepwell.core.account.Slice;
import io.keepwell.core.fact.AccountProfile;
import io.keepwell.core.fact.Fact;
import io.keepwell.core.fact.SubscriptionChange;
import io.keepwell.core.money.CurrencyCode;
import io.keepwell.core.time.Period;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
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
    private final PriceRecount prices;
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
        this.prices = new PriceRecount(rates);
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

    /// Whether it is none, but the firm itself, about which events without an account are.
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
        List<List<Happening<SubscriptionChange>>> subscriptions =
                PriceRecount.subscriptions(reported(SubscriptionChange.class));
        List<PriceRecount.Price> before = Collections.nCopies(subscriptions.size(), PriceRecount.Price.NONE);
        Optional<String> billedLast = Optional.empty();
        for (LocalDate day : daysOfChange()) {
            List<PriceRecount.Price> now =
                    subscriptions.stream().map(each -> prices.price(each, day)).toList();
            List<CurrencyCode> begun = PriceRecount.begun(before, now, day);
            BigDecimal total = BigDecimal.ZERO;
            BigDecimal effect = BigDecimal.ZERO;
            boolean anyFree = false;
            SortedMap<String, BigDecimal> billed = new TreeMap<>();
            for (int i = 0; i < subscriptions.size(); i++) {
                PriceRecount.Price price = now.get(i);
                if (price.isPaid()) {
                    billed.merge(subscriptions.get(i).getFirst().partner(), price.worth(), BigDecimal::add);
                }
                total = total.add(price.worth());
                effect = effect.add(prices.effect(before.get(i), price, day, begun));
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

    private static String billsMost(SortedMap<String, BigDecimal> billed) {
        BigDecimal most = Collections.max(billed.values());
        return billed.keySet().stream()
                .filter(each -> Objects.requireNonNull(billed.get(each)).compareTo(most) == 0)
                .findFirst()
                .orElseThrow();
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
                .orElse(Slice.NO_PROFILE)
                .with(Dimension.SOURCE, source);
    }

    /// What was reported last of a kind until the evening of the day.
    private <F extends Fact> Optional<Happening<F>> last(Class<F> kind, LocalDate day) {
        return reported(kind).reversed().stream()
                .filter(each -> !each.day().isAfter(day))
                .findFirst();
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
