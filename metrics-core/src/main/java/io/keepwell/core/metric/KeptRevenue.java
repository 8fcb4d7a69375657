package io.keepwell.core.metric;

import io.keepwell.core.account.AccountSet;
import io.keepwell.core.rollup.Readings;
import java.util.List;
import java.util.Optional;

/// What the opening customers still pay at the end: the common part of gross and net revenue retention.
final class KeptRevenue {
    private KeptRevenue() {}

    /// @param capped each customer at most at what it paid at the beginning
    static Calculation calculate(Readings readings, boolean capped) {
        MrrCounts counts = MrrCounts.of(readings);
        AccountSet opening = readings.customersAt(readings.period().from());
        long kept = counts.opening();
        for (Readings.BalanceChange change : readings.balanceChanges()) {
            if (opening.has(change.account())) {
                kept = Math.addExact(kept, keptOf(change, capped) - change.openingMicros());
            }
        }
        Term keptTerm = Calculations.monthly(
                "kept",
                "what those customers pay " + Calculations.on(readings.period().to())
                        + (capped ? ", none more than before" : ""),
                kept);
        return new Calculation(
                counts.shareOfOpening(kept),
                counts.base(),
                Calculations.written(keptTerm) + " ÷ " + Calculations.written(counts.termOpening()),
                List.of(keptTerm, counts.termOpening(), counts.termClosing()),
                counts.leftOut(),
                Optional.empty(),
                new Behind.KeptBalances("kept", capped));
    }

    static long keptOf(Readings.BalanceChange change, boolean capped) {
        return capped ? Math.min(change.closingMicros(), change.openingMicros()) : change.closingMicros();
    }
}
