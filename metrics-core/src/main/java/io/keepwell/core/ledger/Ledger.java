package io.keepwell.core.ledger;

import io.keepwell.core.account.Dimension;
import io.keepwell.core.account.Slice;
import io.keepwell.core.fact.AccountProfile;
import io.keepwell.core.fact.FactTables;
import io.keepwell.core.fact.SubscriptionChange;
import io.keepwell.core.fact.store.StoredFact;
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
/// @param entries what ledger builders wrote
public record Ledger(
        List<AccountVersion> versions,
        List<SubscriptionPeriod> periods,
        List<MrrMovement> movements,
        List<LedgerRow> entries) {
    /// Stands for *still holds*: later than any day that can be reported.
    public static final LocalDate END = LocalDate.of(9999, 12, 31);

    public Ledger {
        versions = List.copyOf(versions);
        periods = List.copyOf(periods);
        movements = List.copyOf(movements);
        entries = List.copyOf(entries);
    }

    public static Ledger of(AccountFacts facts, LedgerRules rules, Collection<LedgerBuilder> builders) {
        List<StoredFact<AccountProfile>> profiles = facts.of(FactTables.ACCOUNT_PROFILE);
        List<StoredFact<SubscriptionChange>> changes = facts.of(FactTables.SUBSCRIPTION_CHANGE);
        SubscriptionHistory.Result reported = SubscriptionHistory.of(changes, rules.rates());
        List<AccountVersion> versions =
                versions(profiles, new SourceHistory(profiles, changes, reported.periods(), rules).sourceFrom());
        Ledger subscriptions =
                new Ledger(versions, reported.periods(), movements(facts.account(), versions, reported), List.of());
        LedgerRows entries = new LedgerRows(facts.account(), subscriptions);
        builders.forEach(builder -> builder.write(facts, subscriptions, rules, entries));
        return new Ledger(versions, subscriptions.periods(), subscriptions.movements(), entries.all());
    }

    /// The slice key on a day.
    public Slice sliceKeyOn(LocalDate day) {
        return sliceKeyOn(versions, day);
    }

    private static Slice sliceKeyOn(List<AccountVersion> versions, LocalDate day) {
        for (AccountVersion version : versions.reversed()) {
            if (!version.from().isAfter(day)) {
                return version.sliceKey();
            }
        }
        return Slice.UNKNOWN;
    }

    /// @param profiles in order
    private static List<AccountVersion> versions(
            List<StoredFact<AccountProfile>> profiles, NavigableMap<LocalDate, String> sourceFrom) {
        TreeMap<LocalDate, Slice> sentFrom = new TreeMap<>();
        profiles.forEach(profile -> sentFrom.put(profile.day(), profile.fact().reported()));
        TreeMap<LocalDate, Slice> sliceKeyFrom = new TreeMap<>();
        Stream.concat(sentFrom.keySet().stream(), sourceFrom.keySet().stream()).forEach(day -> {
            Slice reported = last(sentFrom, day, Slice.NO_PROFILE);
            sliceKeyFrom.put(day, reported.with(Dimension.SOURCE, last(sourceFrom, day, "")));
        });
        List<AccountVersion> versions = new ArrayList<>();
        sliceKeyFrom.descendingMap().forEach((from, sliceKey) -> {
            LocalDate to = versions.isEmpty() ? END : versions.getFirst().from();
            if (!versions.isEmpty() && versions.getFirst().sliceKey().equals(sliceKey)) {
                AccountVersion same = versions.removeFirst();
                versions.addFirst(new AccountVersion(from, same.to(), sliceKey));
            } else {
                versions.addFirst(new AccountVersion(from, to, sliceKey));
            }
        });
        return versions;
    }

    private static <V> V last(NavigableMap<LocalDate, V> from, LocalDate day, V before) {
        Map.Entry<LocalDate, V> last = from.floorEntry(day);
        return last == null ? before : last.getValue();
    }

    private static List<MrrMovement> movements(
            int account, List<AccountVersion> versions, SubscriptionHistory.Result reported) {
        TreeMap<LocalDate, Long> changeOn = new TreeMap<>();
        for (SubscriptionPeriod period : reported.periods()) {
            changeOn.merge(period.from(), period.monthlyMicros(), Math::addExact);
            if (!period.to().equals(END)) {
                changeOn.merge(period.to(), -period.monthlyMicros(), Math::addExact);
            }
        }
        versions.forEach(version -> changeOn.putIfAbsent(version.from(), 0L));
        reported.exchangeOn().keySet().forEach(day -> changeOn.putIfAbsent(day, 0L));
        List<MrrMovement> movements = new ArrayList<>();
        long before = 0;
        boolean everCustomer = false;
        Slice sliceKeyBefore = Slice.UNKNOWN;
        for (var entry : changeOn.entrySet()) {
            LocalDate day = entry.getKey();
            long after = Math.addExact(before, entry.getValue());
            if (before > 0 && after > 0) {
                long exchange = reported.exchangeOn().getOrDefault(day, 0L);
                before = exchange(movements, account, day, sliceKeyBefore, before, exchange);
            }
            Slice sliceKey = sliceKeyOn(versions, day);
            if (before > 0 && !sliceKey.equals(sliceKeyBefore)) {
                movements.add(new MrrMovement(
                        account, day, MovementKind.TRANSFER_OUT, sliceKeyBefore, before, before, before));
                movements.add(
                        new MrrMovement(account, day, MovementKind.TRANSFER_IN, sliceKey, before, before, before));
            }
            if (after != before) {
                MovementKind kind = kind(before, after, everCustomer);
                movements.add(new MrrMovement(account, day, kind, sliceKey, Math.abs(after - before), before, after));
                everCustomer = true;
            }
            before = after;
            sliceKeyBefore = sliceKey;
        }
        return movements;
    }

    /// @return what the account pays after the effect of exchange rates
    private static long exchange(
            List<MrrMovement> movements, int account, LocalDate day, Slice sliceKey, long before, long exchange) {
        if (exchange == 0 || before + exchange <= 0) {
            return before;
        }
        long after = Math.addExact(before, exchange);
        MovementKind kind = exchange > 0 ? MovementKind.EXCHANGE_GAIN : MovementKind.EXCHANGE_LOSS;
        movements.add(new MrrMovement(account, day, kind, sliceKey, Math.abs(exchange), before, after));
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
