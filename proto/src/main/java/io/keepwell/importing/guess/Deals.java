package io.keepwell.importing.guess;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// A list of deals.
record Deals(GuessedTable table, MappingText text) {
    static final String WON = "(.* )?(won|closedwon|gewonnen|gagnee?|ganad[oa]|vinto|vinta)( .*)?";
    static final String LOST = "(.* )?(lost|closedlost|verloren|perdue?|perdid[oa]|perso|persa)( .*)?";

    String write() {
        SampledColumn stage = table.column(Role.STATUS).orElseThrow();
        SampledColumn amount = table.amount().orElseThrow();
        Optional<SampledColumn> created = table.whenItHappened();
        Optional<SampledColumn> closed = table.time(Role.RESOLVED).or(() -> table.time(Role.END));
        List<String> words =
                stage.distinct().stream().limit(MappingText.MOST_WORDS).toList();
        List<String> lost =
                words.stream().filter(word -> Role.words(word).matches(LOST)).toList();
        List<String> won = words.stream()
                .filter(word -> Role.words(word).matches(WON) && !lost.contains(word))
                .toList();
        List<String> open = words.stream()
                .filter(word -> !won.contains(word) && !lost.contains(word))
                .toList();
        String id = text.ownId();
        String kind = "kind: EXPANSION" + MappingText.CHECK
                + "REPURCHASE, REPLACEMENT, EXPANSION or INNOVATION; deals with new customers are kind: lead";
        List<String> conditions = new ArrayList<>();
        String check = "";
        if (amount.numbers().orElseThrow().hasNegative()) {
            List<String> negatives =
                    amount.distinct().stream().filter(SampledColumn::isNegative).toList();
            conditions.add(MappingText.not(amount.name(), negatives));
            check = MappingText.CHECK + "rows below zero are left out: " + Text.shown(String.join(", ", negatives));
        }
        text.event(
                "opportunity",
                text.id("open"),
                created,
                conditions,
                List.of("opportunity_id: " + id, kind, "state: OPEN", "value: " + MoneyText.of(table, amount)),
                check);
        List<String> decided = new ArrayList<>(won.isEmpty() ? List.of("Closed Won") : won);
        decided.addAll(lost.isEmpty() ? List.of("Closed Lost") : lost);
        String states = decided.stream()
                .map(word -> Text.quoted(word) + ": " + (Role.words(word).matches(LOST) ? "LOST" : "WON"))
                .collect(Collectors.joining(", "));
        List<String> over = new ArrayList<>(conditions);
        over.add("{column: " + Text.quoted(stage.name()) + ", is: " + Text.list(decided) + "}");
        text.event(
                "opportunity",
                text.id("closed"),
                closed.or(() -> created),
                over,
                List.of(
                        "opportunity_id: " + id,
                        kind,
                        "state: {from: " + Text.column(stage) + ", words: {" + states + "}}"
                                + (open.isEmpty() && !won.isEmpty() && !lost.isEmpty()
                                        ? ""
                                        : MappingText.CHECK + "taken for open: " + Text.shown(String.join(", ", open))
                                                + "; won or lost ones need a word here and in 'when'"),
                        "value: " + MoneyText.of(table, amount)),
                closed.isEmpty()
                        ? MappingText.CHECK + "no column says when a deal was decided: it is taken for the day it began"
                        : "");
        return "It looks like a list of deals.";
    }
}
