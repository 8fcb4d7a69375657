package io.keepwell.importing.guess;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// A list of deals.
record Deals(Table table, MappingText text) {
    private static final Set<String> WON =
            Set.of("won", "closed won", "closedwon", "gewonnen", "gagne", "gagnee", "ganado", "ganada");
    private static final Set<String> LOST =
            Set.of("lost", "closed lost", "closedlost", "verloren", "perdu", "perdue", "perdido", "perdida");

    String write() {
        Column stage = table.column(Role.STATUS).orElseThrow();
        Column amount = table.amount().orElseThrow();
        Optional<Column> created = table.whenItHappened();
        Optional<Column> closed = table.time(Role.RESOLVED).or(() -> table.time(Role.END));
        List<String> words =
                stage.cells().stream().distinct().limit(MappingText.MOST_WORDS).toList();
        List<String> won =
                words.stream().filter(word -> WON.contains(Role.words(word))).toList();
        List<String> lost =
                words.stream().filter(word -> LOST.contains(Role.words(word))).toList();
        String id = text.ownId();
        String kind = "kind: EXPANSION" + MappingText.CHECK
                + "REPURCHASE, REPLACEMENT, EXPANSION or INNOVATION; deals with new customers are kind: lead";
        text.event(
                "opportunity",
                text.id("open"),
                created,
                List.of(),
                List.of("opportunity_id: " + id, kind, "state: OPEN", "value: " + MoneyText.of(table, amount)));
        List<String> decided = new ArrayList<>(won.isEmpty() ? List.of("Closed Won") : won);
        decided.addAll(lost.isEmpty() ? List.of("Closed Lost") : lost);
        String states = decided.stream()
                .map(word -> Text.quoted(word) + ": " + (LOST.contains(Role.words(word)) ? "LOST" : "WON"))
                .collect(Collectors.joining(", "));
        text.event(
                "opportunity",
                text.id("closed"),
                closed.or(() -> created),
                List.of("{column: " + Text.quoted(stage.name()) + ", is: " + Text.list(decided) + "}"),
                List.of(
                        "opportunity_id: " + id,
                        kind,
                        "state: {from: " + Text.column(stage) + ", words: {" + states + "}}"
                                + (won.isEmpty() || lost.isEmpty()
                                        ? MappingText.CHECK + "which of these stages are won or lost: "
                                                + Text.shown(String.join(", ", words))
                                        : ""),
                        "value: " + MoneyText.of(table, amount)));
        return "It looks like a list of deals.";
    }
}
