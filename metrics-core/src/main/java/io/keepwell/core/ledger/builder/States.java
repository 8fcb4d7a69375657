package io.keepwell.core.ledger.builder;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;

/// States in which something is from some days on, each as of its day's end; before the first one in
/// none.
final class States {
    private States() {}

    /// Whether any of them is in its state.
    static NavigableMap<LocalDate, Boolean> anyFrom(Collection<NavigableMap<LocalDate, Boolean>> all) {
        NavigableMap<LocalDate, Boolean> anyFrom = new TreeMap<>();
        all.stream()
                .flatMap(inFrom -> inFrom.keySet().stream())
                .forEach(day -> anyFrom.put(day, all.stream().anyMatch(inFrom -> isIn(inFrom, day))));
        return anyFrom;
    }

    private static boolean isIn(NavigableMap<LocalDate, Boolean> inFrom, LocalDate day) {
        Map.Entry<LocalDate, Boolean> last = inFrom.floorEntry(day);
        return last != null && last.getValue();
    }

    /// In the state on each of some days and for so many days in all.
    static NavigableMap<LocalDate, Boolean> lasting(NavigableSet<LocalDate> days, int lasts) {
        NavigableMap<LocalDate, Boolean> inFrom = new TreeMap<>();
        for (LocalDate day : days) {
            LocalDate over = day.plusDays(lasts);
            LocalDate next = days.higher(day);
            inFrom.put(day, true);
            if (next == null || next.isAfter(over)) {
                inFrom.put(over, false);
            }
        }
        return inFrom;
    }
}
