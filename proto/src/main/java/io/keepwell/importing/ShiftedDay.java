package io.keepwell.importing;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// A day with months and days added or taken: `{day: "{End}", plus_days: 1}`. Months go first.
final class ShiftedDay {
    private static final Set<String> PARTS = Set.of("day", "plus_days", "minus_days", "plus_months", "minus_months");
    private static final int MOST_MONTHS = 12_000;
    private static final int MOST_DAYS = 366_000;

    private final FieldText day;
    private final Optional<FieldText> plusMonths;
    private final Optional<FieldText> minusMonths;
    private final Optional<FieldText> plusDays;
    private final Optional<FieldText> minusDays;

    private ShiftedDay(MappingPath place, JsonNode node, FieldText.Setting setting) {
        this.day = FieldText.of(place.part("day"), node.get("day"), false, setting);
        this.plusMonths = count(place, node, "plus_months", setting);
        this.minusMonths = count(place, node, "minus_months", setting);
        this.plusDays = count(place, node, "plus_days", setting);
        this.minusDays = count(place, node, "minus_days", setting);
    }

    /// Whether it is one, and no day in parts of its own, such as a year.
    static boolean isOne(JsonNode node) {
        boolean shifts = node.properties().stream()
                .anyMatch(part ->
                        part.getKey().startsWith("plus_") || part.getKey().startsWith("minus_"));
        return shifts || (node.has("day") && node.size() == 1);
    }

    /// @throws ImportProblem where it has a part that there isn't, or no day
    static ShiftedDay of(MappingPath place, JsonNode node, FieldText.Setting setting) {
        node.properties().forEach(part -> {
            if (!PARTS.contains(part.getKey())) {
                throw place.problem("it has no part '" + part.getKey() + "'; it has: "
                        + PARTS.stream().sorted().collect(Collectors.joining(", ")) + ".");
            }
        });
        if (!node.has("day")) {
            throw place.problem("it needs the part 'day'.");
        }
        return new ShiftedDay(place, node, setting);
    }

    private static Optional<FieldText> count(MappingPath place, JsonNode node, String part, FieldText.Setting setting) {
        return node.has(part)
                ? Optional.of(FieldText.of(place.part(part), node.get(part), true, setting))
                : Optional.empty();
    }

    Moments moments() {
        return day.moments();
    }

    /// Whether rows may have something for it, and others not.
    boolean differs() {
        return day.differs();
    }

    boolean hasSome(String[] cells) {
        return day.hasSome(cells);
    }

    /// The day of a row; empty where its text is.
    ///
    /// @param field for messages
    Optional<LocalDate> find(String field, String[] cells) throws BadValue {
        return day.text(field, cells).isEmpty() ? Optional.empty() : Optional.of(day(field, cells));
    }

    /// @throws BadValue where there is none
    LocalDate day(String field, String[] cells) throws BadValue {
        return moments()
                .day(field, day.text(field, cells))
                .plusMonths(
                        number(field, plusMonths, cells, MOST_MONTHS) - number(field, minusMonths, cells, MOST_MONTHS))
                .plusDays(number(field, plusDays, cells, MOST_DAYS) - number(field, minusDays, cells, MOST_DAYS));
    }

    private static long number(String field, Optional<FieldText> count, String[] cells, int most) throws BadValue {
        return count.isPresent() ? FieldValues.whole(field, count.get().text(field, cells), 0, most) : 0;
    }
}
