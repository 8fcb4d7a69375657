package io.keepwell.core.rollup.read;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;

/// Which months and which single days cover the time before the last boundary so that none crosses a
/// boundary.
record CellRanges(List<Range> months, List<Range> days) {
    /// Before any day that an event can have.
    static final LocalDate BEGINNING = LocalDate.of(1900, 1, 1);

    /// Days or months whose first day lies in `[from, to)`.
    record Range(LocalDate from, LocalDate to) {}

    /// @param first the first day that is covered
    static CellRanges of(LocalDate first, SortedSet<LocalDate> boundaries) {
        List<Range> months = new ArrayList<>();
        List<Range> days = new ArrayList<>();
        LocalDate start = first;
        for (LocalDate end : boundaries) {
            LocalDate firstMonth =
                    start.getDayOfMonth() == 1 ? start : start.withDayOfMonth(1).plusMonths(1);
            LocalDate monthsEnd = end.withDayOfMonth(1);
            if (firstMonth.isBefore(monthsEnd)) {
                append(days, start, firstMonth);
                append(months, firstMonth, monthsEnd);
                append(days, monthsEnd, end);
            } else {
                append(days, start, end);
            }
            start = end;
        }
        return new CellRanges(List.copyOf(months), List.copyOf(days));
    }

    private static void append(List<Range> ranges, LocalDate from, LocalDate to) {
        if (!from.isBefore(to)) {
            return;
        }
        boolean adjoins = !ranges.isEmpty() && ranges.getLast().to().equals(from);
        LocalDate start = adjoins ? ranges.removeLast().from() : from;
        ranges.add(new Range(start, to));
    }
}
