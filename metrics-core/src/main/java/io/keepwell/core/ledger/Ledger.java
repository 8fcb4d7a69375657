package io.keepwell.core.ledger;

import io.keepwell.core.account.Dimension;
import io.keepwell.core.account.Slice;
import io.keepwell.core.fact.AccountProfile;
import io.keepwell.core.fact.FactTables;
import io.keepwell.core.fact.StoredFact;
import io.keepwell.core.fact.SubscriptionChange;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/// What one account's facts amount to. A pure function of them: their order, and how often it is asked, change
/// nothing.
///
/// Everything is as of the end of a day, so a move between plans or source systems within one day is one
/// change. An account is a customer on days on which its MRR is more than zero.
///
/// @param versions without gaps from the day of the first profile or subscription on, in order
/// @param periods by subscription, then in order
/// @param movements by day; on one day the effect of exchange rates comes first, in the slice of the day before, then
///     transfers
/// @param entries what books wrote
public record Ledger(
        List<AccountVersion> versions,
        List<SubscriptionPeriod> periods,
        List<MrrMovement> movements,
        List<LedgerEntry> entries) {
    /// Stands for *still holds*: later than any day that can be told.
    public static final LocalDate END = LocalDate.of(9999, 12, 31);

    public Ledger {
        versions = List.copyOf(versions);
        periods = List.copyOf(periods);
        movements = List.copyOf(movements);
        entries = List.copyOf(entries);
    }

    public static Ledger of(AccountFacts facts, LedgerRules rules, Collection<Book> books) {
        List<StoredFact<AccountProfile>> profiles = facts.of(FactTables.ACCOUNT_PROFILE);
        List<StoredFact<SubscriptionChange>> changes = facts.of(FactTables.SUBSCRIPTION_CHANGE);
        SubscriptionHistory.Told told = SubscriptionHistory.of(changes, rules.rates());
        List<AccountVersion> versions =
                versions(profiles, new SourceHistory(profiles, changes, told.periods(), rules).sourceFrom());
        Ledger subscriptions =
                new Ledger(versions, told.periods(), movements(facts.account(), versions, told), List.of());
        Entries entries = new Entries(facts.account(), subscriptions);
        books.forEach(book -> book.write(facts, subscriptions, rules, entries));
        return new Ledger(versions, subscriptions.periods(), subscriptions.movements(), entries.all());
    }

    /// The leaf slice on a day.
    public Slice leafOn(LocalDate day) {
        return leafOn(versions, day);
    }

    private static Slice leafOn(List<AccountVersion> versions, LocalDate day) {
        for (AccountVersion version : versions.reversed()) {
            if (!version.from().isAfter(day)) {
                return version.leaf();
            }
        }
        return Slice.UNKNOWN;
    }

    /// @param profiles in order
    private static List<AccountVersion> versions(
            List<StoredFact<AccountProfile>> profiles, NavigableMap<LocalDate, String> sourceFrom) {
        TreeMap<LocalDate, Slice> toldFrom = new TreeMap<>();
        profiles.forEach(profile -> toldFrom.put(profile.day(), profile.fact().told()));
        TreeMap<LocalDate, Slice> leafFrom = new TreeMap<>();
        Stream.concat(toldFrom.keySet().stream(), sourceFrom.keySet().stream()).forEach(day -> {
            Slice told = last(toldFrom, day, Slice.UNTOLD);
            leafFrom.put(day, told.with(Dimension.SOURCE, last(sourceFrom, day, "")));
        });
        List<AccountVersion> versions = new ArrayList<>();
        leafFrom.descendingMap().forEach((from, leaf) -> {
            LocalDate to = versions.isEmpty() ? END : versions.getFirst().from();
            if (!versions.isEmpty() && versions.getFirst().leaf().equals(leaf)) {
                AccountVersion same = versions.removeFirst();
                versions.addFirst(new AccountVersion(from, same.to(), leaf));
            } else {
                versions.addFirst(new AccountVersion(from, to, leaf));
            }
        });
        return versions;
    }

    private static <V> V last(NavigableMap<LocalDate, V> from, LocalDate day, V before) {
        Map.Entry<LocalDate, V> last = from.floorEntry(day);
        return last == null ? before : last.getValue();
    }

    private static List<MrrMovement> movements(
            int account, List<AccountVersion> versions, SubscriptionHistory.Told told) {
        TreeMap<LocalDate, Long> changeOn = new TreeMap<>();
        for (SubscriptionPeriod period : told.periods()) {
            changeOn.merge(period.from(), period.monthlyMicros(), Math::addExact);
            if (!period.to().equals(END)) {
                changeOn.merge(period.to(), -period.monthlyMicros(), Math::addExact);
            }
        }
        versions.forEach(version -> changeOn.putIfAbsent(version.from(), 0L));
        told.exchangeOn().keySet().forEach(day -> changeOn.putIfAbsent(day, 0L));
        List<MrrMovement> movements = new ArrayList<>();
        long before = 0;
        boolean everCustomer = false;
        Slice leafBefore = Slice.UNKNOWN;
        for (var entry : changeOn.entrySet()) {
            LocalDate day = entry.getKey();
            long after = Math.addExact(before, entry.getValue());
            if (before > 0 && after > 0) {
                long exchange = told.exchangeOn().getOrDefault(day, 0L);
                before = exchange(movements, account, day, leafBefore, before, exchange);
            }
            Slice leaf = leafOn(versions, day);
            if (before > 0 && !leaf.equals(leafBefore)) {
                movements.add(
                        new MrrMovement(account, day, MovementKind.TRANSFER_OUT, leafBefore, before, before, before));
                movements.add(new MrrMovement(account, day, MovementKind.TRANSFER_IN, leaf, before, before, before));
            }
            if (after != before) {
                MovementKind kind = kind(before, after, everCustomer);
                movements.add(new MrrMovement(account, day, kind, leaf, Math.abs(after - before), before, after));
                everCustomer = true;
            }
            before = after;
            leafBefore = leaf;
        }
        return movements;
    }

    /// @return what the account pays after the effect of exchange rates
    private static long exchange(
            List<MrrMovement> movements, int account, LocalDate day, Slice leaf, long before, long exchange) {
        if (exchange == 0 || before + exchange <= 0) {
            return before;
        }
        long after = Math.addExact(before, exchange);
        MovementKind kind = exchange > 0 ? MovementKind.EXCHANGE_GAIN : MovementKind.EXCHANGE_LOSS;
        movements.add(new MrrMovement(account, day, kind, leaf, Math.abs(exchange), before, after));
        return after;
    }

    private static MovementKind kind(long before, long after, boolean everCustomer) {
        if (before == 0) {
            return everCustomer ? MovementKind.REACTIVATION : MovementKind.NEW;
        }
        if (after == 0) {
            return MovementKind.CHURN;
        }
        return after > before ? MovementKind.EXPANSION : MovementKind.CONTRACTION;
    }
}
