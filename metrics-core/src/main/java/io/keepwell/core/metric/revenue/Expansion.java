package io.keepwell.core.metric.revenue;

import static io.keepwell.core.metric.Calculations.written;

import io.keepwell.core.ledger.Measure;
import io.keepwell.core.ledger.MovementKind;
import io.keepwell.core.metric.Calculation;
import io.keepwell.core.metric.Calculations;
import io.keepwell.core.metric.Definition;
import io.keepwell.core.metric.DrillThrough;
import io.keepwell.core.metric.Metric;
import io.keepwell.core.metric.MetricId;
import io.keepwell.core.metric.MetricInfo;
import io.keepwell.core.metric.Term;
import io.keepwell.core.metric.TermId;
import io.keepwell.core.metric.Unit;
import io.keepwell.core.metric.counts.MrrCounts;
import io.keepwell.core.metric.counts.RevenueCounts;
import io.keepwell.core.money.Money;
import io.keepwell.core.rollup.read.MeasureReader;
import io.keepwell.core.time.Period;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntToLongFunction;

/// revenue.expansion: how much more existing customers bring in.
@Singleton
final class Expansion implements Metric {
    private static final MetricInfo INFO = new MetricInfo(
            new MetricId("revenue.expansion"),
            "Expansion",
            "Revenue",
            MetricInfo.Kind.OUTCOME,
            Unit.PERCENT,
            MetricInfo.Better.HIGHER,
            "Growth of the revenue from existing customers.",
            List.of(
                    Definition.first(
                                    "of_opening_mrr",
                                    "of opening MRR",
                                    "expansion ÷ opening",
                                    "MRR added by customers who pay more than the day before, of the MRR of the beginning.",
                                    "It speaks of existing customers alone, whatever is won anew.",
                                    "Customers who came back are not in it, and contractions are not set off.")
                            .by(MrrCounts.READS, Expansion::ofOpeningMrr),
                    Definition.first(
                                    "of_total_revenue",
                                    "of total revenue",
                                    "additional ÷ R",
                                    "What customers of the beginning paid in the period beyond what they paid in the period before, of all revenue of the period.",
                                    "It counts everything that customers buy, one-off purchases included.",
                                    "Needs payments. A yearly payment looks like additional revenue in its month. In a slice, what its customers of the beginning paid after they moved to another counts as additional, but as revenue there.")
                            .by(
                                    RevenueCounts.READS
                                            .and(Measure.CUSTOMERS)
                                            .byAccount(RevenueCounts.MONEY)
                                            .on(Expansion::beginningOfPeriodBefore),
                                    Expansion::ofTotalRevenue),
                    Definition.first(
                                    "net_mrr_change",
                                    "net change of MRR",
                                    "(closing − opening) ÷ opening",
                                    "By how much MRR grew from the beginning to the end of the period.",
                                    "It is quick to have, from two amounts.",
                                    "New customers are in it, so it says growth rather than expansion.")
                            .by(MrrCounts.READS, Expansion::netMrrChange)));

    @Override
    public MetricInfo info() {
        return INFO;
    }

    private static Calculation ofOpeningMrr(MeasureReader readings) {
        MrrCounts counts = MrrCounts.of(readings);
        Term opening = counts.termOpening();
        Term expansion = counts.term(MovementKind.EXPANSION);
        return counts.calculation(
                counts.shareOfOpening(counts.moved(MovementKind.EXPANSION)),
                written(expansion) + " ÷ " + written(opening),
                List.of(expansion, opening),
                new DrillThrough.Movements(new TermId("expansion"), Set.of(MovementKind.EXPANSION), Set.of()));
    }

    private static Calculation netMrrChange(MeasureReader readings) {
        MrrCounts counts = MrrCounts.of(readings);
        Term opening = counts.termOpening();
        Term closing = counts.termClosing();
        long micros = counts.closing() - counts.opening();
        Term change = Calculations.monthly("closing − opening", "net change", micros);
        return counts.calculation(
                counts.shareOfOpening(micros),
                "(" + written(closing) + " − " + written(opening) + ") ÷ " + written(opening),
                List.of(change, closing, opening),
                new DrillThrough.Movements(change.id(), MrrCounts.bySign(1), MrrCounts.bySign(-1)));
    }

    /// Only what each account paid is also read of the period before.
    private static List<LocalDate> beginningOfPeriodBefore(Measure measure, Period period) {
        return RevenueCounts.MONEY.contains(measure) ? List.of(period.previous().from()) : List.of();
    }

    private static Calculation ofTotalRevenue(MeasureReader readings) {
        RevenueCounts revenue = RevenueCounts.of(readings);
        LocalDate from = readings.period().from();
        IntToLongFunction paid = RevenueCounts.paid(readings);
        IntToLongFunction paidBefore =
                RevenueCounts.paid(readings.over(readings.period().previous()));
        SortedMap<Integer, DrillThrough.Amount> more = new TreeMap<>();
        long additionalMicros = 0;
        for (int account : readings.customersAt(from).stream().toArray()) {
            long micros = paid.applyAsLong(account) - paidBefore.applyAsLong(account);
            if (micros > 0) {
                more.put(account, new DrillThrough.Amount(Money.units(micros), ""));
                additionalMicros = Math.addExact(additionalMicros, micros);
            }
        }
        Term additional = Calculations.money(
                "additional",
                "paid by customers " + Calculations.on(from) + " beyond what they paid before",
                additionalMicros);
        return revenue.calculation(
                revenue.missing()
                        .orElseGet(() -> Calculations.percent(
                                additional.amount(), revenue.net(), "There was no revenue in the period.")),
                written(additional) + " ÷ " + written(revenue.termR()),
                revenue.terms(additional),
                new DrillThrough.Amounts(
                        new TermId("additional"), new DrillThrough.ByAccount(() -> more), from, Unit.MONEY));
    }
}
