package io.keepwell.core.ledger;

import io.keepwell.core.account.Slice;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/// Takes what ledger builders write about one account, each entry in the slice in which the account stood on that day.
public final class LedgerRows {
    private final int account;
    private final Ledger subscriptions;
    private final List<LedgerRow> entries = new ArrayList<>();

    LedgerRows(int account, Ledger subscriptions) {
        this.account = account;
        this.subscriptions = subscriptions;
    }

    public void add(Measure measure, LocalDate day, long amount, String item) {
        add(measure, day, "", amount, item);
    }

    /// @param customValue what the measure is broken down by
    public void add(Measure measure, LocalDate day, String customValue, long amount, String item) {
        entries.add(new LedgerRow(account, measure, day, subscriptions.sliceKeyOn(day), customValue, amount, item));
    }

    /// Writes a state that the account is in or not. Where it moves to another slice while it is in, it leaves the one
    /// and enters the other.
    ///
    /// @param measure of the aggregation STATES
    /// @param inFrom from each day on, as of that day's end, whether the account is in; before the first one it
    ///     isn't
    public void switches(Measure measure, NavigableMap<LocalDate, Boolean> inFrom, String item) {
        NavigableMap<LocalDate, Long> levelFrom = new TreeMap<>();
        inFrom.forEach((day, in) -> levelFrom.put(day, in ? 1L : 0L));
        levels(measure, "", levelFrom, item);
    }

    /// Writes an amount that the account has from a day on: what it changes by, so that all changes up to a day add up
    /// to the amount of that day. Where the account moves to another slice the amount goes with it.
    ///
    /// @param levelFrom from each day on, as of that day's end; before the first one it is zero
    public void levels(Measure measure, String customValue, NavigableMap<LocalDate, Long> levelFrom, String item) {
        NavigableMap<LocalDate, Long> all = new TreeMap<>(levelFrom);
        for (AccountVersion version : subscriptions.versions()) {
            Map.Entry<LocalDate, Long> last = levelFrom.floorEntry(version.from());
            if (last != null) {
                all.putIfAbsent(version.from(), last.getValue());
            }
        }
        long before = 0;
        Slice sliceKeyBefore = Slice.UNKNOWN;
        for (Map.Entry<LocalDate, Long> entry : all.entrySet()) {
            LocalDate day = entry.getKey();
            long after = entry.getValue();
            Slice sliceKey = subscriptions.sliceKeyOn(day);
            if (sliceKey.equals(sliceKeyBefore)) {
                change(measure, day, sliceKey, customValue, after - before, item);
            } else {
                change(measure, day, sliceKeyBefore, customValue, -before, item);
                change(measure, day, sliceKey, customValue, after, item);
            }
            before = after;
            sliceKeyBefore = sliceKey;
        }
    }

    private void change(Measure measure, LocalDate day, Slice sliceKey, String customValue, long amount, String item) {
        if (amount != 0) {
            entries.add(new LedgerRow(account, measure, day, sliceKey, customValue, amount, item));
        }
    }

    List<LedgerRow> all() {
        return List.copyOf(entries);
    }
}
