package io.keepwell.importing.guess;

import io.keepwell.importing.Mapping;
import io.keepwell.importing.guess.Guess.Looked;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Tells which columns a mapping leaves aside.
final class NotUsed {
    private static final int MOST_NAMES = 30;
    private static final int MOST_TEXTS = 5;
    /// What is likely to change figures, as people call it.
    private static final Map<Role, String> WEIGHTY = weighty();

    private NotUsed() {}

    private static Map<Role, String> weighty() {
        Map<Role, String> weighty = new LinkedHashMap<>();
        weighty.put(Role.SCORE, "a score");
        weighty.put(Role.STATUS, "a status");
        weighty.put(Role.CANCELLED, "a cancellation");
        weighty.put(Role.END, "an end");
        weighty.put(Role.TRIAL, "a trial");
        weighty.put(Role.CURRENCY, "a currency");
        weighty.put(Role.REPLIED, "a reply");
        weighty.put(Role.RESOLVED, "a resolution");
        weighty.put(Role.AMOUNT, "an amount");
        weighty.put(Role.INTERVAL, "an interval");
        weighty.put(Role.QUANTITY, "a quantity");
        return weighty;
    }

    /// Comments for the head of a mapping; those that may change figures are to be checked.
    ///
    /// @param notNeeded columns that are rightly not used
    static List<String> lines(Looked looked, Mapping mapping, Set<String> notNeeded) {
        Set<String> names = new LinkedHashSet<>(looked.sample().heads());
        names.removeAll(mapping.ownColumns());
        names.remove("");
        List<String> checks = looked.columns().stream()
                .filter(column -> names.contains(column.name()) && !notNeeded.contains(column.name()))
                .filter(column -> !column.isEmpty())
                .flatMap(column -> WEIGHTY.entrySet().stream()
                        .filter(role -> column.is(role.getKey()))
                        .filter(role -> isLike(column, role.getKey()))
                        .limit(1)
                        .map(role -> "# CHECK Not used, though it looks like " + role.getValue() + ": "
                                + Text.shown(column.name()) + " (" + texts(column) + ")."))
                .limit(MOST_NAMES)
                .toList();
        List<String> lines = new ArrayList<>();
        if (!names.isEmpty()) {
            lines.add("# Not used: "
                    + names.stream().limit(MOST_NAMES).map(Text::shown).collect(Collectors.joining(", "))
                    + (names.size() > MOST_NAMES ? " and " + (names.size() - MOST_NAMES) + " more." : "."));
        }
        lines.addAll(checks);
        return lines;
    }

    /// Whether the cells are what the name says.
    private static boolean isLike(SampledColumn column, Role role) {
        return switch (role) {
            case CANCELLED, END, TRIAL, REPLIED, RESOLVED -> true;
            case AMOUNT, QUANTITY -> !column.isTime() && column.numbers().isPresent();
            default -> !column.isTime();
        };
    }

    private static String texts(SampledColumn column) {
        List<String> distinct = column.distinct();
        return Text.shown(String.join(", ", distinct.stream().limit(MOST_TEXTS).toList()))
                + (distinct.size() > MOST_TEXTS ? ", …" : "");
    }
}
