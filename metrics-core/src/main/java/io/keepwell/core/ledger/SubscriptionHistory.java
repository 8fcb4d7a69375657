package io.keepwell.core.ledger;

import io.keepwell.core.fact.StoredFact;
import io.keepwell.core.fact.SubscriptionChange;
import io.keepwell.core.money.CurrencyCode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Turns the changes of subscriptions into the periods for which they came to one amount.
///
/// A start or change sets the amount; a change before any start begins the subscription, since its start may
/// be still
/// on the way. A trial counts as nothing until the subscription starts. A pause makes it nothing until it is
/// resumed; a resumption also takes a cancellation back. A cancellation
/// ends
/// it on the day it names, an end on its own day; after that only a start or a resumption brings it back.
final class SubscriptionHistory {
    /// Steps told for the very same moment, as by sources that know only days, are taken in the order of
    /// their codes.
    private static final Comparator<StoredFact<SubscriptionChange>> ORDER =
            Comparator.<StoredFact<SubscriptionChange>, Instant>comparing(StoredFact::occurredAt)
                    .thenComparingInt(change -> change.fact().step().code())
                    .thenComparing(StoredFact.ORDER);

    private long monthlyMicros;
    private boolean begun;
    private boolean paused;
    private boolean trial;
    private boolean ended;
    private LocalDate endsOn = Ledger.END;
    /// The amount from each day on.
    private final TreeMap<LocalDate, Long> amountFrom = new TreeMap<>();

    private SubscriptionHistory() {}

    static List<SubscriptionPeriod> periods(Collection<StoredFact<SubscriptionChange>> changes, CurrencyCode currency) {
        record Subscription(int partner, String id) implements Comparable<Subscription> {
            @Override
            public int compareTo(Subscription other) {
                int byPartner = Integer.compare(partner, other.partner);
                return byPartner != 0 ? byPartner : id.compareTo(other.id);
            }
        }
        Map<Subscription, SubscriptionHistory> histories = new TreeMap<>();
        changes.stream()
                .filter(change -> counts(change.fact(), currency))
                .sorted(ORDER)
                .forEach(change -> histories
                        .computeIfAbsent(
                                new Subscription(change.partner(), change.fact().subscriptionId()),
                                _ -> new SubscriptionHistory())
                        .apply(change.day(), change.fact()));
        List<SubscriptionPeriod> periods = new ArrayList<>();
        histories.forEach(
                (subscription, history) -> history.addPeriods(subscription.partner(), subscription.id(), periods));
        return periods;
    }

    /// Whether a change is in money that can be added up with the others.
    private static boolean counts(SubscriptionChange change, CurrencyCode currency) {
        return change.terms()
                .map(terms -> terms.price().currency().equals(currency))
                .orElse(true);
    }

    private void apply(LocalDate day, SubscriptionChange change) {
        endIfDue(day);
        switch (change.step()) {
            case START -> {
                setAmount(change);
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
            }
            case CHANGE -> {
                if (!ended) {
                    setAmount(change);
                }
            }
            case PAUSE -> paused = true;
            case RESUME -> {
                paused = false;
                ended = false;
                endsOn = Ledger.END;
            }
            case CANCEL ->
                endsOn = change.endsOn().filter(end -> end.isAfter(day)).orElse(day);
            case END -> endsOn = day;
        }
        endIfDue(day);
        note(day);
    }

    private void setAmount(SubscriptionChange change) {
        monthlyMicros = change.terms().orElseThrow().monthlyMicros();
        begun = true;
    }

    /// Lets a cancellation that was told before take effect on its day.
    private void endIfDue(LocalDate day) {
        if (!endsOn.isAfter(day)) {
            ended = true;
            note(endsOn);
        }
    }

    private void note(LocalDate day) {
        amountFrom.put(day, begun && !trial && !paused && !ended ? monthlyMicros : 0L);
    }

    private void addPeriods(int partner, String id, List<SubscriptionPeriod> periods) {
        if (!endsOn.equals(Ledger.END)) {
            endIfDue(endsOn);
        }
        LocalDate from = Ledger.END;
        long amount = 0;
        for (Map.Entry<LocalDate, Long> entry : amountFrom.entrySet()) {
            if (entry.getValue() == amount) {
                continue;
            }
            if (amount > 0) {
                periods.add(new SubscriptionPeriod(partner, id, from, entry.getKey(), amount));
            }
            from = entry.getKey();
            amount = entry.getValue();
        }
        if (amount > 0) {
            periods.add(new SubscriptionPeriod(partner, id, from, Ledger.END, amount));
        }
    }
}
