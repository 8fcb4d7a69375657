package io.keepwell.core.metric.counts;

import io.keepwell.core.account.AccountAmounts;
import io.keepwell.core.ledger.Measure;
import io.keepwell.core.metric.Calculation;
import io.keepwell.core.metric.Calculations;
import io.keepwell.core.metric.DrillThrough;
import io.keepwell.core.metric.Reads;
import io.keepwell.core.metric.Term;
import io.keepwell.core.metric.TermId;
import io.keepwell.core.rollup.read.MeasureReader;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;

/// What the opening customers still pay at the end: the common part of gross and net revenue retention.
public final class KeptRevenue {
    public static final Reads READS =
            MrrCounts.READS.and(Measure.CUSTOMERS, Measure.MRR_BALANCE).byAccount(Set.of(Measure.MRR_BALANCE));

    private KeptRevenue() {}

    /// @param capped each customer at most at what it paid at the beginning
    public static Calculation calculate(MeasureReader readings, boolean capped) {
        MrrCounts counts = MrrCounts.of(readings);
        LocalDate from = readings.period().from();
        AccountAmounts opening = readings.amountsBefore(Measure.MRR_BALANCE, from);
        AccountAmounts closing =
                readings.amountsBefore(Measure.MRR_BALANCE, readings.period().to());
        long kept = readings.customersAt(from).sum(account -> keptOf(opening.of(account), closing.of(account), capped));
        Term keptTerm = Calculations.monthly(
                "kept",
                "what those customers pay " + Calculations.on(readings.period().to())
                        + (capped ? ", none more than before" : ""),
                kept);
        return counts.calculation(
                counts.shareOfOpening(kept),
                Calculations.written(keptTerm) + " ÷ " + Calculations.written(counts.termOpening()),
                List.of(keptTerm, counts.termOpening(), counts.termClosing()),
                new DrillThrough.KeptBalances(new TermId("kept"), capped));
    }

    public static long keptOf(long openingMicros, long closingMicros, boolean capped) {
        return capped ? Math.min(closingMicros, openingMicros) : closingMicros;
    }
}
