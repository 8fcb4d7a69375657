package io.keepwell.core.rollup.read;

import io.keepwell.core.ledger.Measure;
import io.keepwell.core.rollup.cell.AmountSum;
import io.keepwell.core.rollup.cell.DurationSketch;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.roaringbitmap.RoaringBitmap;

/// One measure. Segment i holds what lies between boundary i - 1 and boundary i.
final class MeasureLine {
    /// For how many boundaries accounts' amounts are remembered, of one measure: two ends of two
    /// periods.
    private static final int MOST_REMEMBERED = 4;

    private final LocalDate[] boundaries;
    /// The total before each boundary.
    final long[] before;
    /// The accounts that are in at each boundary; or else the members of each segment.
    final RoaringBitmap[] bits;
    final DurationSketch[] sketches;
    /// The amounts of accounts in each segment, cell by cell.
    final List<List<AmountSum>> amounts = new ArrayList<>();
    /// The amounts of accounts before boundaries.
    private final Remembered<long[]> amountsBefore = new Remembered<>();
    /// The members before boundaries.
    private final Remembered<RoaringBitmap> membersBefore = new Remembered<>();

    MeasureLine(LocalDate[] boundaries, Measure.Aggregation aggregation) {
        this.boundaries = boundaries;
        int segments = boundaries.length;
        before = new long[segments];
        bits = new RoaringBitmap[segments];
        sketches = new DurationSketch[segments];
        switch (aggregation) {
            case STATES, DISTINCT_ACCOUNTS, DISTINCT_USERS -> Arrays.setAll(bits, _ -> new RoaringBitmap());
            case DURATIONS -> Arrays.setAll(sketches, _ -> new DurationSketch());
            case AMOUNTS_BY_ACCOUNT -> {
                for (int i = 0; i < segments; i++) {
                    amounts.add(new ArrayList<>());
                }
            }
            case SUM, LAST_VALUES -> {
                // The total is all there is.
            }
        }
    }

    int index(LocalDate day) {
        return index(boundaries, day);
    }

    static int index(LocalDate[] boundaries, LocalDate day) {
        int found = Arrays.binarySearch(boundaries, day);
        if (found < 0) {
            throw new IllegalArgumentException(day + " is not a boundary of this series");
        }
        return found;
    }

    long[] add(long[] sums, int firstSegment, int lastSegment) {
        long[] all = sums;
        for (List<AmountSum> segment : amounts.subList(firstSegment, lastSegment + 1)) {
            for (AmountSum amount : segment) {
                all = amount.addTo(all);
            }
        }
        return all;
    }

    long[] amountsBefore(int index) {
        return amountsBefore.at(
                index, (before, first, last) -> add(before.map(long[]::clone).orElse(new long[0]), first, last));
    }

    RoaringBitmap membersBefore(int index) {
        return membersBefore.at(index, (before, first, last) -> {
            RoaringBitmap all = before.map(RoaringBitmap::clone).orElseGet(RoaringBitmap::new);
            addMembers(all, first, last);
            return all;
        });
    }

    void addMembers(RoaringBitmap all, int firstSegment, int lastSegment) {
        for (int i = firstSegment; i <= lastSegment; i++) {
            all.or(bits[i]);
        }
    }

    /// What everything before a boundary comes to, by boundary; of late only. Each is added up from the
    /// nearest one before.
    private static final class Remembered<T> {
        private final Map<Integer, T> sums = new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<Integer, T> eldest) {
                return size() > MOST_REMEMBERED;
            }
        };

        /// Adds some segments to a copy of what comes before the first of them; empty where it is the
        /// beginning.
        interface Adding<T> {
            T add(Optional<T> before, int firstSegment, int lastSegment);
        }

        T at(int index, Adding<T> adding) {
            int nearest = -1;
            for (int remembered : sums.keySet()) {
                nearest = remembered <= index ? Math.max(nearest, remembered) : nearest;
            }
            Optional<T> before = Optional.ofNullable(sums.get(nearest));
            if (before.isPresent() && nearest == index) {
                return before.get();
            }
            T after = adding.add(before, nearest + 1, index);
            sums.put(index, after);
            return after;
        }
    }
}
