package io.keepwell.importing.guess;

import io.keepwell.importing.guess.TimeFormats.Format;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/// Whether the ends of subscriptions are the last days with them, or the first ones without them.
///
/// @param startFormat in which the starts are written
/// @param endFormat in which the ends are
record LastDays(GuessedTable table, Format startFormat, Format endFormat) {
    private record Start(String account, LocalDate day) {}

    /// A customer's next subscription begins on the day after, or the same day; else days of months speak for one.
    boolean areIncluded(SampledColumn start, SampledColumn end) {
        Optional<SampledColumn> account = table.account();
        Set<Start> starts = new HashSet<>();
        for (int i = 0; i < table.size(); i++) {
            String name = cell(account, i);
            TimeFormats.day(startFormat, start.rows().get(i)).ifPresent(day -> starts.add(new Start(name, day)));
        }
        int dayAfter = 0;
        int sameDay = 0;
        int ends = 0;
        int lastDays = 0;
        int firstDays = 0;
        for (int i = 0; i < table.size(); i++) {
            Optional<LocalDate> day = TimeFormats.day(endFormat, end.rows().get(i));
            if (day.isEmpty()) {
                continue;
            }
            LocalDate next = day.get().plusDays(1);
            String name = cell(account, i);
            dayAfter += starts.contains(new Start(name, next)) ? 1 : 0;
            sameDay += starts.contains(new Start(name, day.get())) ? 1 : 0;
            int from = TimeFormats.day(startFormat, start.rows().get(i))
                    .map(LocalDate::getDayOfMonth)
                    .orElse(0);
            ends++;
            lastDays += next.getDayOfMonth() == 1 || next.getDayOfMonth() == from ? 1 : 0;
            firstDays += day.get().getDayOfMonth() == from ? 1 : 0;
        }
        return dayAfter + sameDay > 0 ? sameDay == 0 : ends > 0 && lastDays == ends && firstDays == 0;
    }

    private static String cell(Optional<SampledColumn> column, int row) {
        return column.map(each -> each.rows().get(row)).orElse("");
    }
}
