package io.keepwell.importing.guess;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// A list of subscriptions, a row each.
record Subscriptions(Table table, MappingText text) {
    private static final Map<String, String> UNITS = units();

    String write() {
        Column amount = table.amount().orElseThrow();
        Optional<Column> start = table.startTime();
        Optional<Column> cancelled = table.first(
                column -> column.isTime() && column.is(Role.CANCELLED) && !start.equals(Optional.of(column)));
        Optional<Column> end = table.first(column -> column.isTime()
                && column.is(Role.END)
                && !column.is(Role.TRIAL)
                && !start.equals(Optional.of(column))
                && !cancelled.equals(Optional.of(column)));
        String subscription = text.ownId();
        List<String> fields = new ArrayList<>();
        fields.add("subscription_id: " + subscription);
        fields.add("step: START");
        fields.add("price: " + MoneyText.of(table, amount));
        text.label(fields, "quantity", Role.QUANTITY);
        fields.add(interval(amount));
        text.event("subscription_change", text.id("start"), start, List.of(), fields);
        cancelled.ifPresent(time -> {
            List<String> ending = new ArrayList<>(List.of("subscription_id: " + subscription, "step: CANCEL"));
            end.ifPresent(column -> ending.add("ends_on: " + text.timed(column) + MappingText.CHECK
                    + "the first day without the subscription, not the last one with it"));
            text.event("subscription_change", text.id("cancel"), cancelled, List.of(), ending);
        });
        if (end.isPresent()) {
            List<String> conditions = new ArrayList<>();
            conditions.add(MappingText.filled(end.get(), true));
            cancelled.ifPresent(column -> conditions.addFirst(MappingText.filled(column, false)));
            text.event(
                    "subscription_change",
                    text.id("cancel"),
                    start,
                    conditions,
                    List.of(
                            "subscription_id: " + subscription,
                            "step: CANCEL",
                            "ends_on: " + text.timed(end.get()) + MappingText.CHECK
                                    + "the first day without the subscription, not the last one with it"));
        }
        return "It looks like a list of subscriptions, a row each: today's prices hold from the first day on.";
    }

    private String interval(Column amount) {
        Optional<Column> interval = table.first(column ->
                column.is(Role.INTERVAL) && !column.isTime() && !column.cells().isEmpty());
        if (interval.isEmpty()) {
            boolean yearly =
                    (" " + amount.words() + " ").matches(".* (arr|annual|year|yearly|jahr|jahrlich|annuel|anual) .*");
            boolean monthly = (" " + amount.words() + " ")
                    .matches(".* (mrr|month|monthly|monat|monatlich|monatspreis|mois|mensuel|mes|mensual) .*");
            return "interval: {count: 1, unit: " + (yearly ? "YEAR" : "MONTH") + "}"
                    + (yearly || monthly ? "" : MappingText.CHECK + "no column says for how long the price pays");
        }
        Column said = interval.get();
        if (said.isWhole()) {
            return "interval: {count: " + Text.column(said) + ", unit: MONTH}" + MappingText.CHECK
                    + "a number is taken for months";
        }
        List<String> words =
                said.cells().stream().distinct().limit(MappingText.MOST_WORDS).toList();
        List<String> unknown = words.stream()
                .filter(word -> !UNITS.containsKey(Role.words(word)))
                .toList();
        List<String> quarters = words.stream()
                .filter(word -> "QUARTER".equals(UNITS.get(Role.words(word))))
                .toList();
        String unit = words.stream()
                .map(word -> Text.quoted(word) + ": "
                        + UNITS.getOrDefault(Role.words(word), "MONTH").replace("QUARTER", "MONTH"))
                .collect(Collectors.joining(", "));
        String count = quarters.isEmpty()
                ? "1"
                : "{from: " + Text.column(said) + ", words: {"
                        + quarters.stream()
                                .map(word -> Text.quoted(word) + ": \"3\"")
                                .collect(Collectors.joining(", "))
                        + "}, otherwise: \"1\"}";
        return "interval: {count: " + count + ", unit: {from: " + Text.column(said) + ", words: {" + unit + "}}}"
                + (unknown.isEmpty()
                        ? ""
                        : MappingText.CHECK + "taken for months: " + Text.shown(String.join(", ", unknown)));
    }

    private static Map<String, String> units() {
        Map<String, String> units = new LinkedHashMap<>();
        for (String[] unit : new String[][] {
            {
                "MONTH",
                "month monthly months 1 month m monat monatlich monate mois mensuel mensuelle mes mensual maand"
                        + " maandelijks mensile"
            },
            {
                "YEAR",
                "year yearly annual annually years y jahr jahrlich jahre an annee annuel annuelle ano anual jaar"
                        + " annuale"
            },
            {"WEEK", "week weekly weeks woche wochentlich semaine hebdomadaire semana semanal"},
            {"DAY", "day daily days tag taglich jour quotidien dia diario"},
            {
                "QUARTER",
                "quarter quarterly quartal quartalsweise vierteljahrlich trimestre trimestriel trimestriell trimestral"
            }
        }) {
            for (String word : unit[1].split(" ", -1)) {
                units.put(word, unit[0]);
            }
        }
        return units;
    }
}
