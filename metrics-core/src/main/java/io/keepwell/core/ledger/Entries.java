package io.keepwell.core.ledger;

import io.keepwell.core.account.Slice;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/// Takes what books write about one account, each entry in the slice in which the account stood on that day.
public final class Entries {
    private final int account;
    private final Ledger subscriptions;
    private final List<LedgerEntry> entries = new ArrayList<>();

    Entries(int account, Ledger subscriptions) {
        this.account = account;
        this.subscriptions = subscriptions;
    }

    public void add(Quantity quantity, LocalDate day, long amount, String item) {
        add(quantity, day, "", amount, item);
    }

    /// @param detail what the quantity is told apart by
    public void add(Quantity quantity, LocalDate day, String detail, long amount, String item) {
        entries.add(new LedgerEntry(account, quantity, day, subscriptions.leafOn(day), detail, amount, item));
    }

    /// Writes a state that the account is in or not. Where it moves to another slice while it is in, it leaves the one
    /// and enters the other.
    ///
    /// @param quantity of the shape SWITCHES
    /// @param inFrom from each day on, as of that day's end, whether the account is in; before the first one it
    ///     isn't
    public void switches(Quantity quantity, NavigableMap<LocalDate, Boolean> inFrom, String item) {
        NavigableMap<LocalDate, Long> levelFrom = new TreeMap<>();
        inFrom.forEach((day, in) -> levelFrom.put(day, in ? 1L : 0L));
        levels(quantity, "", levelFrom, item);
    }

    /// Writes an amount that the account has from a day on: what it changes by, so that all changes up to a day add up
    /// to the amount of that day. Where the account moves to another slice the amount goes with it.
    ///
    /// @param levelFrom from each day on, as of that day's end; before the first one it is zero
    public void levels(Quantity quantity, String detail, NavigableMap<LocalDate, Long> levelFrom, String item) {
        NavigableMap<LocalDate, Long> all = new TreeMap<>(levelFrom);
        for (AccountVersion version : subscriptions.versions()) {
            Map.Entry<LocalDate, Long> last = levelFrom.floorEntry(version.from());
            if (last != null) {
                all.putIfAbsent(version.from(), last.getValue());
            }
        }
        long before = 0;
        Slice leafBefore = Slice.UNKNOWN;
        for (Map.Entry<LocalDate, Long> entry : all.entrySet()) {
            LocalDate day = entry.getKey();
            long after = entry.getValue();
            Slice leaf = subscriptions.leafOn(day);
            if (leaf.equals(leafBefore)) {
                change(quantity, day, leaf, detail, after - before, item);
            } else {
                change(quantity, day, leafBefore, detail, -before, item);
                change(quantity, day, leaf, detail, after, item);
            }
            before = after;
            leafBefore = leaf;
        }
    }

    private void change(Quantity quantity, LocalDate day, Slice leaf, String detail, long amount, String item) {
        if (amount != 0) {
            entries.add(new LedgerEntry(account, quantity, day, leaf, detail, amount, item));
        }
    }

    List<LedgerEntry> all() {
        return List.copyOf(entries);
    }
}
