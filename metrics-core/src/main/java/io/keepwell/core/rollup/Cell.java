package io.keepwell.core.rollup;

import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.util.Comparator;
import org.roaringbitmap.RoaringBitmap;

/// One quantity of one day, or month, in one leaf slice.
///
/// @param day the day, or the month's first day
/// @param slice the leaf's number
/// @param amount never zero unless accounts are told
/// @param accounts for quantities that keep accounts, else empty; not to be changed
public record Cell(Quantity quantity, LocalDate day, int slice, long amount, RoaringBitmap accounts) {
    static final Comparator<Cell> ORDER =
            Comparator.comparing(Cell::quantity).thenComparing(Cell::day).thenComparingInt(Cell::slice);

    /// Where a cell stands.
    record Place(Quantity quantity, LocalDate day, int slice) {}

    /// The accounts in the portable form of roaring bitmaps.
    byte[] accountBytes() {
        RoaringBitmap compact = accounts.clone();
        compact.runOptimize();
        ByteBuffer bytes = ByteBuffer.allocate(compact.serializedSizeInBytes());
        compact.serialize(bytes);
        return bytes.array();
    }
}
