package io.keepwell.core.metric.drill;

/// Which rows of a list are wanted, and in which order all of them stand before these are taken.
///
/// @param order of all rows, listed or not
/// @param reversed whether the order is turned round
/// @param from how many rows are passed over, 0 to 100,000: whoever wants more takes them one by one
/// @param most how many rows are wanted, at least 0
public record DrillRange(Order order, boolean reversed, int from, int most) {
    /// The most rows that can be passed over, since all of them are held until the list is done.
    public static final int DEEPEST = 100_000;

    /// By what rows are ordered; rows that are alike in it stand as by `SIZE`.
    public enum Order {
        /// Greatest amount first, whether it adds or subtracts.
        SIZE,
        /// By the account's name, as people would look it up.
        ACCOUNT,
        /// Earliest first.
        DAY,
        /// By what is said of the row.
        DETAIL,
        /// Smallest amount first; what subtracts is below zero.
        AMOUNT
    }

    public DrillRange {
        if (from < 0 || from > DEEPEST || most < 0) {
            throw new IllegalArgumentException(most + " rows from " + from + " on can't be listed");
        }
    }

    /// The greatest amounts.
    public static DrillRange first(int most) {
        return new DrillRange(Order.SIZE, false, 0, most);
    }
}
