package io.keepwell.core.metric.health;

import io.keepwell.core.account.Slice;
import io.keepwell.core.account.SliceDictionary;
import io.keepwell.core.ledger.CustomValueDictionary;
import io.keepwell.core.rollup.read.AsOfDataFactory;
import io.keepwell.core.rollup.read.CellRequest;
import io.keepwell.core.rollup.read.SliceMeasures;
import io.keepwell.core.time.Period;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// How one customer's health came about, and what it was before. It is worked out from the account's own
/// facts, by the rules by which the health score of all is.
@Singleton
public final class HealthHistory {
    private final AsOfDataFactory computed;
    private final SliceDictionary slices;
    private final CustomValueDictionary details;

    public HealthHistory(AsOfDataFactory computed, SliceDictionary slices, CustomValueDictionary details) {
        this.computed = computed;
        this.slices = slices;
        this.details = details;
    }

    /// @param health at the end of the day; empty where the account was no customer then
    public record Point(LocalDate day, Optional<AccountHealth> health) {}

    /// The health of an account at the end of each day, in the days' order.
    ///
    /// @param account no part of another
    public List<Point> of(int account, Collection<LocalDate> days) {
        if (days.isEmpty()) {
            return List.of();
        }
        CellRequest cells =
                HealthReads.cells(days.stream().map(day -> day.plusDays(1)).toList());
        SliceMeasures readings = new SliceMeasures(computed.ofAccount(account), slices, details, cells);
        return days.stream()
                .map(day -> new Point(
                        day,
                        HealthScores.of(
                                        readings.of(
                                                Slice.WHOLE,
                                                new Period(day, day.plusDays(1)),
                                                Optional.empty(),
                                                HealthReads.READS.measures()),
                                        day.plusDays(1))
                                .of(account)))
                .toList();
    }
}
