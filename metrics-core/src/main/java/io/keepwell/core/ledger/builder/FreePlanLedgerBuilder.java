package io.keepwell.core.ledger.builder;

import io.keepwell.core.fact.FactTable;
import io.keepwell.core.fact.FactTables;
import io.keepwell.core.fact.StayReason;
import io.keepwell.core.fact.store.StoredFact;
import io.keepwell.core.ledger.AccountFacts;
import io.keepwell.core.ledger.Ledger;
import io.keepwell.core.ledger.LedgerBuilder;
import io.keepwell.core.ledger.LedgerRows;
import io.keepwell.core.ledger.LedgerRules;
import io.keepwell.core.ledger.Measure;
import io.keepwell.core.ledger.SubscriptionHistory;
import io.keepwell.core.ledger.SubscriptionPeriod;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// Who has a subscription that costs nothing and none that costs anything, who began to pay after that,
/// and what reasons were given for staying. A trial is no free plan.
@Singleton
public final class FreePlanLedgerBuilder implements LedgerBuilder {
    @Override
    public Set<FactTable<?>> reads() {
        return Set.of(FactTables.SUBSCRIPTION_CHANGE, FactTables.STAY_REASON);
    }

    @Override
    public Set<Measure> writes() {
        return Set.of(Measure.FREE_CUSTOMERS, Measure.FREE_STARTS, Measure.UPGRADES, Measure.STAY_REASONS);
    }

    @Override
    public void write(AccountFacts facts, Ledger subscriptions, LedgerRules rules, LedgerRows entries) {
        List<SubscriptionPeriod> free = SubscriptionHistory.of(facts.of(FactTables.SUBSCRIPTION_CHANGE), rules.rates())
                .free();
        if (!free.isEmpty()) {
            writePlans(free, mrrFrom(subscriptions), entries);
        }
        for (StoredFact<StayReason> stored : facts.of(FactTables.STAY_REASON)) {
            StayReason reported = stored.fact();
            entries.add(
                    Measure.STAY_REASONS,
                    stored.day(),
                    reported.reason().name().toLowerCase(Locale.ROOT),
                    1,
                    reported.remark());
        }
    }

    private static void writePlans(
            List<SubscriptionPeriod> free, NavigableMap<LocalDate, Long> mrrFrom, LedgerRows entries) {
        NavigableSet<LocalDate> days = new TreeSet<>(mrrFrom.keySet());
        free.forEach(period -> {
            days.add(period.from());
            days.add(period.to());
        });
        NavigableMap<LocalDate, Boolean> freeFrom = new TreeMap<>();
        boolean wasFree = false;
        for (LocalDate day : days) {
            Map.Entry<LocalDate, Long> mrr = mrrFrom.floorEntry(day);
            boolean pays = mrr != null && mrr.getValue() > 0;
            if (wasFree && pays) {
                entries.add(Measure.UPGRADES, day, 1, "");
            }
            boolean isFree = !pays
                    && free.stream().anyMatch(period -> !day.isBefore(period.from()) && day.isBefore(period.to()));
            if (isFree && !wasFree) {
                entries.add(Measure.FREE_STARTS, day, 1, "");
            }
            freeFrom.put(day, isFree);
            wasFree = isFree;
        }
        freeFrom.remove(Ledger.END);
        entries.switches(Measure.FREE_CUSTOMERS, freeFrom, "");
    }

    /// What the account pays a month from each day on.
    private static NavigableMap<LocalDate, Long> mrrFrom(Ledger subscriptions) {
        NavigableMap<LocalDate, Long> mrrFrom = new TreeMap<>();
        subscriptions.movements().forEach(movement -> mrrFrom.put(movement.day(), movement.afterMicros()));
        return mrrFrom;
    }
}
