package io.keepwell.core.rollup;

import io.keepwell.core.account.AccountSet;
import io.keepwell.core.account.Slice;
import io.keepwell.core.ledger.MrrMovement;
import io.keepwell.core.time.Period;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/// Readings from timelines.
///
/// @param own of the slice
/// @param all of the whole firm
record TimelineReadings(Period period, Slice slice, Timeline own, Timeline all, Knowledge knowledge)
        implements Readings {
    @Override
    public long sum(Quantity quantity) {
        return own.sum(quantity, period);
    }

    @Override
    public long mrrAt(LocalDate day) {
        return own.mrrAt(day);
    }

    @Override
    public AccountSet customersAt(LocalDate day) {
        return own.customersAt(day);
    }

    @Override
    public AccountSet allCustomersAt(LocalDate day) {
        return all.customersAt(day);
    }

    @Override
    public boolean hasData() {
        return all.hasDataBefore(period.to());
    }

    @Override
    public List<BalanceChange> balanceChanges() {
        List<BalanceChange> changes = new ArrayList<>();
        for (MrrMovement movement : knowledge.movements(period.from(), period.to())) {
            boolean same = !changes.isEmpty() && changes.getLast().account() == movement.account();
            long opening = same ? changes.removeLast().openingMicros() : movement.beforeMicros();
            changes.add(new BalanceChange(movement.account(), opening, movement.afterMicros()));
        }
        return changes;
    }
}
