package io.keepwell.importing.guess;

import io.keepwell.importing.guess.TimeFormats.Format;
import io.keepwell.importing.guess.TimeFormats.Order;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// How moments and days are written in the columns that a mapping uses, as it says it.
final class TimeText {
    private final Set<SampledColumn> timesUsed = new LinkedHashSet<>();
    private final Order order;
    private final boolean isOrderOpen;

    TimeText(GuessedTable table) {
        Set<Order> decided = table.columns().stream()
                .filter(SampledColumn::isTime)
                .filter(column ->
                        column.times().stream().map(Format::order).distinct().count() == 1)
                .map(column -> column.times().getFirst().order())
                .filter(each -> each != Order.NONE)
                .collect(Collectors.toSet());
        boolean twelveHours = table.columns().stream()
                .flatMap(column -> column.times().stream())
                .anyMatch(format -> format.name().endsWith("a"));
        this.isOrderOpen = decided.size() != 1;
        this.order =
                decided.size() == 1 ? decided.iterator().next() : twelveHours ? Order.MONTH_FIRST : Order.DAY_FIRST;
    }

    void use(SampledColumn time) {
        timesUsed.add(time);
    }

    void zone(List<String> lines) {
        boolean utc = timesUsed.stream().anyMatch(column -> (" " + column.words() + " ").matches(".* (utc|gmt) .*"));
        boolean times = timesUsed.stream().anyMatch(column -> !chosen(column).isDay());
        if (utc) {
            lines.add("zone: UTC");
        } else if (times && timesUsed.stream().noneMatch(TimeText::namesItsZone)) {
            lines.add("# zone: Europe/Berlin" + MappingText.CHECK
                    + "where the moments are: the firm's zone, unless you say another one here");
        }
    }

    private static boolean namesItsZone(SampledColumn column) {
        return column.times().getFirst().name().startsWith("unix")
                || column.cells().stream().allMatch(cell -> cell.matches(".*(Z|UTC|GMT|[+-][0-9]{2}(:?[0-9]{2})?)"));
    }

    Format chosen(SampledColumn column) {
        return column.times().stream()
                .filter(format -> format.order() == order)
                .findFirst()
                .orElse(column.times().getFirst());
    }

    void formats(List<String> lines) {
        formats(lines, "moment_format", false);
        formats(lines, "day_format", true);
    }

    private void formats(List<String> lines, String part, boolean days) {
        Map<String, Optional<String>> formats = new LinkedHashMap<>();
        for (SampledColumn column : timesUsed) {
            Format format = chosen(column);
            if (format.isDay() == days && !format.name().isEmpty()) {
                formats.putIfAbsent(format.name(), other(column, format));
            }
        }
        if (formats.isEmpty()) {
            return;
        }
        List<String> names = formats.keySet().stream().map(Text::quoted).toList();
        String checks = formats.values().stream().flatMap(Optional::stream).collect(Collectors.joining("; "));
        lines.add(part + ": " + (names.size() == 1 ? names.getFirst() : "[" + String.join(", ", names) + "]")
                + (checks.isEmpty() ? "" : MappingText.CHECK + checks));
    }

    /// What speaks for another reading.
    private Optional<String> other(SampledColumn column, Format format) {
        if (format.order() == Order.NONE || !isOrderOpen) {
            return Optional.empty();
        }
        return column.times().stream()
                .filter(each -> each.order() != Order.NONE && each.order() != format.order())
                .findFirst()
                .map(each -> Text.shown(column.cells().getFirst()) + " can be read both ways: "
                        + Text.quoted(format.name()) + " or " + Text.quoted(each.name()));
    }
}
