package io.keepwell.core.rollup.cell;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.roaringbitmap.longlong.Roaring64Bitmap;

/// Days to which facts of a kind came, as far as they are added up, so that of the next facts only the new ones
/// have to be read. Never more than a shortcut: it holds while this refresher alone works, and without it a day is
/// read as a whole.
///
/// The refresher calls `beginTurn` in the transaction that holds the lease and `committed` after it. What a turn
/// remembered without being committed is forgotten when the next one begins, and so is everything when another
/// refresher worked in between. Within a turn it says with `forget` which days changed otherwise than by intakes.
public final class RememberedDays {
    private static final long MOST_BYTES = Runtime.getRuntime().maxMemory() / 6;
    private static final long NONE = -1;

    private final CellSum sum = new CellSum();
    private final Map<LocalDate, Remembered> days = new HashMap<>();
    /// Of all days together.
    private long bytes;
    /// Counts how often all days asked for were done.
    private long round;
    /// The turn whose end is remembered.
    private long committedTurn = NONE;

    RememberedDays() {}

    private static final class Remembered {
        /// Those whose facts are in it. An intake may be in it before its turn comes: it was committed
        /// between the reading of the log and that of the day.
        private final Roaring64Bitmap intakes = new Roaring64Bitmap();
        private long bytes;
        private long lastRound;
    }

    /// @param turnBefore the number of the last turn that any refresher finished
    public void beginTurn(long turnBefore) {
        if (turnBefore != committedTurn) {
            forgetAll();
        }
        committedTurn = NONE;
    }

    /// @param turn the number of the turn whose transaction is done
    public void committed(long turn) {
        committedTurn = turn;
    }

    /// Forgets everything, as before all is made anew.
    public void forgetAll() {
        forget(List.copyOf(days.keySet()));
    }

    /// Forgets days whose facts or slices changed otherwise than by intakes.
    public void forget(Collection<LocalDate> some) {
        for (LocalDate day : some) {
            Remembered forgotten = days.remove(day);
            if (forgotten != null) {
                bytes -= forgotten.bytes;
                sum.forget(day);
            }
        }
    }

    /// Those of some days that are remembered.
    Set<LocalDate> among(Collection<LocalDate> some) {
        Set<LocalDate> known = new TreeSet<>(some);
        known.retainAll(days.keySet());
        return known;
    }

    /// Begins to remember days, of which nothing is added up yet.
    void begin(Collection<LocalDate> some) {
        some.forEach(day -> days.put(day, new Remembered()));
    }

    /// The intakes whose facts are added up in a day that is remembered.
    Roaring64Bitmap intakes(LocalDate day) {
        return of(day).intakes;
    }

    /// To which facts of remembered days are added.
    CellSum sum() {
        return sum;
    }

    /// The cells of some remembered days.
    List<Cell> cells(Collection<LocalDate> some) {
        List<Cell> cells = sum.cells(some);
        some.forEach(this::weigh);
        forgetBeyond(2 * MOST_BYTES);
        return cells;
    }

    private void weigh(LocalDate day) {
        Remembered known = of(day);
        long now = sum.bytes(day);
        bytes += now - known.bytes;
        known.bytes = now;
        known.lastRound = round;
    }

    private Remembered of(LocalDate day) {
        return Objects.requireNonNull(days.get(day));
    }

    /// To be called once the cells of all days of a turn are made: earlier it would forget those that come next.
    void finishRound() {
        forgetBeyond(MOST_BYTES);
        round++;
    }

    /// Forgets days that were not needed for longest; of those that the same round needed, the earliest.
    /// Where events keep coming for more days than can be remembered, it is always the same days that
    /// have to be read as a whole, and not all of them in turn.
    private void forgetBeyond(long most) {
        if (bytes <= most) {
            return;
        }
        List<LocalDate> leastNeededFirst = days.keySet().stream()
                .sorted(Comparator.comparingLong((LocalDate day) -> of(day).lastRound)
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
        for (LocalDate day : leastNeededFirst) {
            if (bytes <= most) {
                return;
            }
            forget(List.of(day));
        }
    }
}
