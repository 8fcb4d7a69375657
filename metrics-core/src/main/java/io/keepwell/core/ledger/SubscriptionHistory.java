package io.keepwell.core.ledger;

import io.keepwell.core.fact.SubscriptionChange;
import io.keepwell.core.fact.store.StoredFact;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Turns the changes of subscriptions into the periods for which they came to one amount.
///
/// A start or change sets the amount; a change before any start begins the subscription, since its start
/// may be still on the way. A trial counts as nothing until the subscription starts. A pause makes it
/// nothing until it is resumed; a resumption also takes a cancellation back. A cancellation ends it on
/// the day it names, an end on its own day; after that only a start or a resumption brings it back.
public final class SubscriptionHistory {
    /// Steps reported for the very same moment, as by sources that know only days, are taken in the order of a
    /// life; but where a subscription runs already, its end comes before its new start.
    private static final Comparator<StoredFact<SubscriptionChange>> ORDER =
            Comparator.<StoredFact<SubscriptionChange>, Instant>comparing(StoredFact::occurredAt)
                    .thenComparing(change -> change.fact().step())
                    .thenComparing(StoredFact.ORDER);

    private SubscriptionPrice price = SubscriptionPrice.NONE;
    private boolean begun;
    private boolean paused;
    private boolean trial;
    private boolean ended;
    private LocalDate endsOn = Ledger.END;
    private @Nullable StoredFact<SubscriptionChange> endedBy;
    private @Nullable LifecycleStage standing;
    /// How it stands from each day on.
    private final TreeMap<LocalDate, Noted> notedFrom = new TreeMap<>();

    private SubscriptionHistory() {}

    /// What the changes come to.
    ///
    /// @param exchangeOn by how much more the prices that were reported anew are worth by the change of
    ///     rates alone
    /// @param free periods in which a subscription runs and costs nothing; trials are none
    public record Result(
            List<SubscriptionPeriod> periods, Map<LocalDate, Long> exchangeOn, List<SubscriptionPeriod> free) {}

    /// @param price none while it doesn't run or is tried
    private record Noted(SubscriptionPrice price, LifecycleStage standing) {}

    private record Subscription(int partner, String id) implements Comparable<Subscription> {
        @Override
        public int compareTo(Subscription other) {
            int byPartner = Integer.compare(partner, other.partner);
            return byPartner != 0 ? byPartner : id.compareTo(other.id);
        }
    }

    public static Result of(Collection<StoredFact<SubscriptionChange>> changes, ExchangeRates rates) {
        List<SubscriptionPeriod> periods = new ArrayList<>();
        Map<LocalDate, Long> exchangeOn = new TreeMap<>();
        List<SubscriptionPeriod> free = new ArrayList<>();
        Map<LocalDate, List<PriceChange>> changesOn = new TreeMap<>();
        histories(changes, rates).forEach((subscription, history) -> {
            history.addPeriods(subscription.partner(), subscription.id(), periods);
            history.addPriceChanges(changesOn);
            history.addFree(subscription.partner(), subscription.id(), free);
        });
        changesOn.forEach((day, ofDay) -> exchangeOn.put(day, PriceChange.exchange(day, ofDay, rates)));
        exchangeOn.values().removeIf(effect -> effect == 0);
        return new Result(periods, exchangeOn, free);
    }

    /// How each of the subscriptions stands from each day on, as of that day's end; before the first one
    /// it is nothing.
    static List<NavigableMap<LocalDate, LifecycleStage>> standings(
            Collection<StoredFact<SubscriptionChange>> changes, ExchangeRates rates) {
        return histories(changes, rates).values().stream()
                .map(SubscriptionHistory::standingFrom)
                .toList();
    }

    private static Map<Subscription, SubscriptionHistory> histories(
            Collection<StoredFact<SubscriptionChange>> changes, ExchangeRates rates) {
        Map<Subscription, List<Change>> reported = new TreeMap<>();
        changes.stream().sorted(ORDER).forEach(change -> {
            Optional<SubscriptionPrice> price =
                    change.fact().terms().flatMap(terms -> SubscriptionPrice.of(terms, change.day(), rates));
            // Money that can't be converted is pending until there is a rate.
            if (price.isPresent() || change.fact().terms().isEmpty()) {
                reported.computeIfAbsent(
                                new Subscription(change.partner(), change.fact().subscriptionId()),
                                _ -> new ArrayList<>())
                        .add(new Change(change, price.orElse(SubscriptionPrice.NONE)));
            }
        });
        Map<Subscription, SubscriptionHistory> histories = new TreeMap<>();
        reported.forEach((subscription, steps) -> histories.put(subscription, new SubscriptionHistory().live(steps)));
        return histories;
    }

    /// @param price the price that the change names, if any
    private record Change(StoredFact<SubscriptionChange> stored, SubscriptionPrice price) {
        boolean ends() {
            return stored.fact().step() == SubscriptionChange.Step.END;
        }

        boolean starts() {
            return stored.fact().step() == SubscriptionChange.Step.START;
        }
    }

    /// @param steps in order
    private SubscriptionHistory live(List<Change> steps) {
        int next = 0;
        while (next < steps.size()) {
            Instant moment = steps.get(next).stored().occurredAt();
            int first = next;
            while (next < steps.size() && steps.get(next).stored().occurredAt().equals(moment)) {
                next++;
            }
            List<Change> together = new ArrayList<>(steps.subList(first, next));
            if (runs(together.getFirst().stored().day()) && together.stream().anyMatch(Change::starts)) {
                together.sort(Comparator.comparing(change -> !change.ends()));
            }
            together.forEach(change -> apply(change.stored(), change.price()));
        }
        if (!endsOn.equals(Ledger.END)) {
            endIfDue(endsOn);
        }
        return this;
    }

    private boolean runs(LocalDate day) {
        return (begun || trial) && !ended && endsOn.isAfter(day);
    }

    /// @param reported the price that the change names, if any
    private void apply(StoredFact<SubscriptionChange> stored, SubscriptionPrice reported) {
        LocalDate day = stored.day();
        SubscriptionChange change = stored.fact();
        endIfDue(day);
        switch (change.step()) {
            case START -> {
                setPrice(reported);
                trial = false;
                paused = false;
                ended = false;
                endsOn = Ledger.END;
            }
            case TRIAL -> {
                trial = true;
                paused = false;
                ended = false;
                endsOn = change.endsOn().filter(end -> end.isAfter(day)).orElse(Ledger.END);
                endedBy = stored;
            }
            case CHANGE -> {
                if (!ended) {
                    setPrice(reported);
                }
            }
            case PAUSE -> paused = true;
            case RESUME -> {
                paused = false;
                ended = false;
                endsOn = Ledger.END;
            }
            case CANCEL -> {
                endsOn = change.endsOn().filter(end -> end.isAfter(day)).orElse(day);
                endedBy = stored;
            }
            case END -> {
                endsOn = day;
                endedBy = stored;
            }
        }
        endIfDue(day);
        note(day, stored);
    }

    private void setPrice(SubscriptionPrice reported) {
        price = reported;
        begun = true;
    }

    /// Lets a cancellation that was reported before take effect on its day.
    private void endIfDue(LocalDate day) {
        if (endedBy != null && !endsOn.isAfter(day)) {
            ended = true;
            note(endsOn, endedBy);
        }
    }

    private void note(LocalDate day, StoredFact<SubscriptionChange> change) {
        LifecycleStage.Kind kind = kind();
        if (standing == null || standing.kind() != kind) {
            standing = new LifecycleStage(kind, change);
        }
        boolean runs = kind == LifecycleStage.Kind.PAID || kind == LifecycleStage.Kind.FREE;
        notedFrom.put(day, new Noted(runs ? price : SubscriptionPrice.NONE, standing));
    }

    private LifecycleStage.Kind kind() {
        if (paused || ended) {
            return LifecycleStage.Kind.NOTHING;
        }
        if (trial) {
            return LifecycleStage.Kind.TRIAL;
        }
        if (!begun) {
            return LifecycleStage.Kind.NOTHING;
        }
        return price.isPaid() ? LifecycleStage.Kind.PAID : LifecycleStage.Kind.FREE;
    }

    private NavigableMap<LocalDate, LifecycleStage> standingFrom() {
        NavigableMap<LocalDate, LifecycleStage> standingFrom = new TreeMap<>();
        notedFrom.forEach((day, noted) -> standingFrom.put(day, noted.standing()));
        return standingFrom;
    }

    private void addPeriods(int partner, String id, List<SubscriptionPeriod> periods) {
        LocalDate from = Ledger.END;
        long amount = 0;
        for (Map.Entry<LocalDate, Noted> entry : notedFrom.entrySet()) {
            long monthly = entry.getValue().price().monthlyMicros();
            if (monthly == amount) {
                continue;
            }
            if (amount > 0) {
                periods.add(new SubscriptionPeriod(partner, id, from, entry.getKey(), amount));
            }
            from = entry.getKey();
            amount = monthly;
        }
        if (amount > 0) {
            periods.add(new SubscriptionPeriod(partner, id, from, Ledger.END, amount));
        }
    }

    private void addFree(int partner, String id, List<SubscriptionPeriod> free) {
        Optional<LocalDate> from = Optional.empty();
        for (Map.Entry<LocalDate, Noted> entry : notedFrom.entrySet()) {
            boolean isFree = entry.getValue().standing().kind() == LifecycleStage.Kind.FREE;
            if (isFree && from.isEmpty()) {
                from = Optional.of(entry.getKey());
            } else if (!isFree && from.isPresent()) {
                free.add(new SubscriptionPeriod(partner, id, from.get(), entry.getKey(), 0));
                from = Optional.empty();
            }
        }
        from.ifPresent(start -> free.add(new SubscriptionPeriod(partner, id, start, Ledger.END, 0)));
    }

    private void addPriceChanges(Map<LocalDate, List<PriceChange>> changesOn) {
        SubscriptionPrice before = SubscriptionPrice.NONE;
        for (Map.Entry<LocalDate, Noted> entry : notedFrom.entrySet()) {
            SubscriptionPrice after = entry.getValue().price();
            changesOn.computeIfAbsent(entry.getKey(), _ -> new ArrayList<>()).add(new PriceChange(before, after));
            before = after;
        }
    }
}
