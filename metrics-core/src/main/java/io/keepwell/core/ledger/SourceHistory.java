package io.keepwell.core.ledger;

import io.keepwell.core.fact.AccountProfile;
import io.keepwell.core.fact.SubscriptionChange;
import io.keepwell.core.fact.store.StoredFact;
import java.time.LocalDate;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// The partner that an account counts for, as of the end of each day. It is the first of these that there is:
///
/// 1. the partner that bills it: whose subscriptions bring MRR on that day. Of several the one whose bring most, and
///    of those that bring the same the one whose name comes first;
/// 2. the one that was so last: all through a pause, and after the end;
/// 3. the one that reported last of a subscription of it: a trial, a free one, one whose money is pending;
/// 4. the one that reported its newest profile.
///
/// An account of which there is neither subscription nor profile has none. Who reports tickets, answers or anything
/// else doesn't matter. What was reported for merged accounts counts like what was reported for the account itself.
final class SourceHistory {
    private final NavigableMap<LocalDate, Integer> profiledBy;
    private final NavigableMap<LocalDate, Integer> subscribedBy;
    private final NavigableMap<LocalDate, Map<Integer, Long>> changeOn;
    private final LedgerRules rules;

    /// @param profiles in order
    /// @param changes in order
    /// @param periods of the subscriptions that the changes are about
    SourceHistory(
            List<StoredFact<AccountProfile>> profiles,
            List<StoredFact<SubscriptionChange>> changes,
            List<SubscriptionPeriod> periods,
            LedgerRules rules) {
        profiledBy = lastReporters(profiles);
        subscribedBy = lastReporters(changes);
        changeOn = changes(periods);
        this.rules = rules;
    }

    private static NavigableMap<LocalDate, Integer> lastReporters(List<? extends StoredFact<?>> facts) {
        NavigableMap<LocalDate, Integer> partners = new TreeMap<>();
        facts.forEach(fact -> partners.put(fact.day(), fact.partner()));
        return partners;
    }

    /// By how much more each partner bills from a day on.
    private static NavigableMap<LocalDate, Map<Integer, Long>> changes(List<SubscriptionPeriod> periods) {
        NavigableMap<LocalDate, Map<Integer, Long>> changes = new TreeMap<>();
        for (SubscriptionPeriod period : periods) {
            changes.computeIfAbsent(period.from(), _ -> new HashMap<>())
                    .merge(period.partner(), period.monthlyMicros(), Math::addExact);
            if (!period.to().equals(Ledger.END)) {
                changes.computeIfAbsent(period.to(), _ -> new HashMap<>())
                        .merge(period.partner(), -period.monthlyMicros(), Math::addExact);
            }
        }
        return changes;
    }

    /// The partner's name from each day on which it becomes another; before the first of them there is none.
    NavigableMap<LocalDate, String> sourceFrom() {
        SortedSet<LocalDate> days = new TreeSet<>(profiledBy.keySet());
        days.addAll(subscribedBy.keySet());
        days.addAll(changeOn.keySet());
        NavigableMap<LocalDate, String> sourceFrom = new TreeMap<>();
        Map<Integer, Long> billed = new HashMap<>();
        Optional<Integer> lastBiller = Optional.empty();
        String before = "";
        for (LocalDate day : days) {
            changeOn.getOrDefault(day, Map.of())
                    .forEach((partner, change) -> billed.merge(partner, change, Math::addExact));
            billed.values().removeIf(amount -> amount == 0);
            Optional<Integer> biller = most(billed);
            lastBiller = biller.isPresent() ? biller : lastBiller;
            String source = rules.partner(lastBiller.orElseGet(() -> partner(day)));
            if (!source.equals(before)) {
                sourceFrom.put(day, source);
                before = source;
            }
        }
        return Collections.unmodifiableNavigableMap(sourceFrom);
    }

    private Optional<Integer> most(Map<Integer, Long> billed) {
        return billed.entrySet().stream()
                .max(Map.Entry.<Integer, Long>comparingByValue()
                        .thenComparing(entry -> rules.partner(entry.getKey()), Comparator.reverseOrder()))
                .map(Map.Entry::getKey);
    }

    /// While nobody has billed yet.
    ///
    /// @param day with something reported on it or before
    private int partner(LocalDate day) {
        Map.Entry<LocalDate, Integer> subscribed = subscribedBy.floorEntry(day);
        return (subscribed == null ? profiledBy.floorEntry(day) : subscribed).getValue();
    }
}
