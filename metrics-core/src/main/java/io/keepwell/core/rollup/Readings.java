package io.keepwell.core.rollup;

import io.keepwell.core.account.AccountSet;
import io.keepwell.core.account.Slice;
import io.keepwell.core.time.Period;
import java.time.LocalDate;
import java.util.List;

/// What a metric can read for one period and slice.
public interface Readings {
    Period period();

    Slice slice();

    /// The quantity's amounts of the period, added up.
    long sum(Quantity quantity);

    /// What the whole firm's or slice's customers paid a month when the day began, in micros.
    long mrrAt(LocalDate day);

    /// The slice's customers when the day began.
    AccountSet customersAt(LocalDate day);

    /// Customers of any slice when the day began.
    AccountSet allCustomersAt(LocalDate day);

    /// Accounts, of any slice, whose MRR moved in the period, with what they paid before the first and after the last
    /// movement.
    List<BalanceChange> balanceChanges();

    /// Whether any fact came before the period's end that this kind of figure is made of.
    boolean hasData();

    /// @param openingMicros a month, when the period began
    /// @param closingMicros a month, when it ended
    record BalanceChange(int account, long openingMicros, long closingMicros) {}
}
