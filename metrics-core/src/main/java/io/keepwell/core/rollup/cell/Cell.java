package io.keepwell.core.rollup.cell;

import io.keepwell.core.ledger.Measure;
import java.time.LocalDate;
import java.util.Comparator;

/// One measure of one day, or month, in one slice key.
///
/// @param day the day, or the month's first day
/// @param slice the slice key's number, or `EVERYWHERE`
/// @param customValue the number of what the measure is broken down by; 0 where it isn't
/// @param amount never zero unless members are reported
/// @param members what is kept beside the amount
public record Cell(Measure measure, LocalDate day, int slice, int customValue, long amount, Members members) {
    /// Stands for no slice key, but for all of them.
    public static final int EVERYWHERE = 0;

    public static final Comparator<Cell> ORDER = Comparator.comparing(Cell::measure)
            .thenComparing(Cell::day)
            .thenComparingInt(Cell::slice)
            .thenComparingInt(Cell::customValue);

    /// Which slice's cell a slice key's facts count in.
    static int slice(Measure measure, int sliceKey) {
        return measure.place() == Measure.Scope.EVERYWHERE ? EVERYWHERE : sliceKey;
    }

    /// Where a cell stands.
    public record Key(Measure measure, LocalDate day, int slice, int customValue) {}

    /// The members as they are stored; empty where there are none.
    public byte[] memberBytes() {
        return members.isEmpty() ? new byte[0] : members.bytes();
    }
}
