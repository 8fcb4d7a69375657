package io.keepwell.core.rollup;

import io.keepwell.core.ledger.Quantity;
import java.time.LocalDate;
import java.util.Comparator;

/// One quantity of one day, or month, in one leaf slice.
///
/// @param day the day, or the month's first day
/// @param slice the leaf's number, or `EVERYWHERE`
/// @param detail the number of what the quantity is told apart by; 0 where it isn't
/// @param amount never zero unless members are told
/// @param members what is kept beside the amount
public record Cell(Quantity quantity, LocalDate day, int slice, int detail, long amount, Members members) {
    /// Stands for no leaf, but for all of them.
    static final int EVERYWHERE = 0;

    static final Comparator<Cell> ORDER = Comparator.comparing(Cell::quantity)
            .thenComparing(Cell::day)
            .thenComparingInt(Cell::slice)
            .thenComparingInt(Cell::detail);

    /// Which slice's cell a leaf's facts count in.
    static int slice(Quantity quantity, int leaf) {
        return quantity.place() == Quantity.Place.EVERYWHERE ? EVERYWHERE : leaf;
    }

    /// Where a cell stands.
    record Place(Quantity quantity, LocalDate day, int slice, int detail) {}

    /// The members as they are stored; empty where there are none.
    public byte[] memberBytes() {
        return members.isEmpty() ? new byte[0] : members.bytes();
    }
}
