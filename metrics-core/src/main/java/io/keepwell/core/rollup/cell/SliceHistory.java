package io.keepwell.core.rollup.cell;

import java.time.LocalDate;
import java.util.Arrays;

/// In which slices all accounts stood from which day on, twelve bytes for each time one moved.
public final class SliceHistory {
    private final int unknown;
    private long[] accountAndDay = new long[1_024];
    private int[] slices = new int[1_024];
    private int size;

    /// @param unknown the number of the slice in which an account stands before anything was reported about
    ///     it
    public SliceHistory(int unknown) {
        this.unknown = unknown;
    }

    /// To be called in the order of accounts, and of days within each.
    public void add(int account, LocalDate from, int slice) {
        if (size == slices.length) {
            accountAndDay = Arrays.copyOf(accountAndDay, 2 * size);
            slices = Arrays.copyOf(slices, 2 * size);
        }
        long key = key(account, from);
        if (size > 0 && key <= accountAndDay[size - 1]) {
            throw new IllegalArgumentException("account " + account + " from " + from + " comes too late");
        }
        accountAndDay[size] = key;
        slices[size++] = slice;
    }

    /// The number of the slice in which the account stood on a day.
    public int slice(int account, LocalDate day) {
        int found = Arrays.binarySearch(accountAndDay, 0, size, key(account, day));
        int last = found >= 0 ? found : -found - 2;
        return last >= 0 && accountAndDay[last] >> 32 == account ? slices[last] : unknown;
    }

    /// No day is before 1900, so that a shifted day is never negative.
    private static long key(int account, LocalDate day) {
        return ((long) account << 32) | (day.toEpochDay() + Integer.MAX_VALUE / 2);
    }
}
