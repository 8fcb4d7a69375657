package io.keepwell.core.recount;

import io.keepwell.core.fact.SubscriptionChange;
import io.keepwell.core.fact.SubscriptionChange.Step;
import io.keepwell.core.money.CurrencyCode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/// What subscriptions cost a month on the evening of a day, straight from the words.
final class PriceRecount {
    private final Rates rates;

    PriceRecount(Rates rates) {
        this.rates = rates;
    }

    /// What a subscription costs a month in the firm's currency, and by which terms, since it was reported.
    record Price(BigDecimal worth, Optional<SubscriptionChange.Terms> terms, LocalDate on) {
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

    /// Each with its steps in order; each partner names its own.
    static List<List<Happening<SubscriptionChange>>> subscriptions(List<Happening<SubscriptionChange>> reported) {
        return Recount.byThing(reported, SubscriptionChange::subscriptionId).stream()
                .map(steps -> steps.stream()
                        .sorted(Comparator.<Happening<SubscriptionChange>, Instant>comparing(Happening::at)
                                .thenComparing(each -> each.fact().step())
                                .thenComparing(Happening::key))
                        .toList())
                .toList();
    }

    /// The currencies of the subscriptions that begin on the day.
    static List<CurrencyCode> begun(List<Price> before, List<Price> now, LocalDate day) {
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
    BigDecimal effect(Price before, Price after, LocalDate day, List<CurrencyCode> begun) {
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

    /// Lives one subscription again from its first step to the end of the day.
    Price price(List<Happening<SubscriptionChange>> steps, LocalDate day) {
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
}
