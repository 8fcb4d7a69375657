package io.keepwell.importing.guess;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Payments, or orders: amounts with a day.
record Payments(GuessedTable table, MappingText text) {
    private static final Set<String> FAILED =
            Set.of("failed", "declined", "bounced", "fehlgeschlagen", "echoue", "fallido");
    private static final Set<String> REFUNDED = Set.of("refunded", "refund", "erstattet", "rembourse", "reembolsado");
    private static final Set<String> RECEIVED = Set.of(
            "paid",
            "succeeded",
            "success",
            "received",
            "completed",
            "complete",
            "settled",
            "bezahlt",
            "paye",
            "pagado");

    String payments() {
        SampledColumn amount = table.amount().orElseThrow();
        SampledColumn.Numbers numbers = amount.numbers().orElseThrow();
        Optional<SampledColumn> status = table.column(Role.STATUS);
        List<String> words = status.map(column ->
                        column.distinct().stream().limit(MappingText.MOST_WORDS).toList())
                .orElse(List.of());
        Map<String, String> results = new LinkedHashMap<>();
        for (String word : words) {
            String plain = Role.words(word);
            if (RECEIVED.contains(plain)) {
                results.put(word, "RECEIVED");
            } else if (REFUNDED.contains(plain)) {
                results.put(word, "REFUNDED");
            } else if (FAILED.contains(plain)) {
                results.put(word, "FAILED");
            }
        }
        String id = text.ownId();
        String nature = "nature: ONE_OFF" + MappingText.CHECK + "RECURRING where it is for subscriptions";
        String way = results.isEmpty()
                ? "result: RECEIVED" + MappingText.CHECK + "no column says whether it came in"
                : "result: {from: " + Text.column(status.orElseThrow()) + ", words: {"
                        + results.entrySet().stream()
                                .map(each -> Text.quoted(each.getKey()) + ": " + each.getValue())
                                .collect(Collectors.joining(", "))
                        + "}}"
                        + (results.size() < words.size()
                                ? MappingText.CHECK + "other words are left out: "
                                        + Text.shown(words.stream()
                                                .filter(word -> !results.containsKey(word))
                                                .collect(Collectors.joining(", ")))
                                : "");
        List<String> conditions = new ArrayList<>();
        if (!results.isEmpty() && results.size() < words.size()) {
            conditions.add("{column: " + Text.quoted(status.orElseThrow().name()) + ", is: "
                    + Text.list(List.copyOf(results.keySet())) + "}");
        }
        boolean plain = numbers.arePlain();
        if (numbers.hasNegative() && plain) {
            List<String> given = new ArrayList<>(conditions);
            given.add("{column: " + Text.quoted(amount.name()) + ", below: \"0\"}");
            text.event(
                    "payment",
                    text.id(""),
                    table.whenItHappened(),
                    given,
                    List.of(
                            "payment_id: " + id,
                            nature,
                            "result: REFUNDED",
                            "amount: " + MoneyText.of(table, amount, true)));
            conditions.add("{column: " + Text.quoted(amount.name()) + ", at_least: \"0\"}");
        }
        text.event(
                "payment",
                text.id(""),
                table.whenItHappened(),
                conditions,
                List.of("payment_id: " + id, nature, way, "amount: " + MoneyText.of(table, amount, true)),
                numbers.hasNegative() && !plain
                        ? MappingText.CHECK + "amounts below zero count as received: say when they were given back"
                        : "");
        return "It looks like payments.";
    }

    String orders() {
        SampledColumn amount = table.amount().orElseThrow();
        List<String> fields = new ArrayList<>();
        fields.add("order_id: " + text.ownId());
        text.label(fields, "product", Role.PRODUCT);
        fields.add("value: " + MoneyText.of(table, amount));
        String left = MoneyText.check(amount);
        text.event(
                "order",
                text.id(""),
                table.whenItHappened(),
                MoneyText.conditions(amount),
                fields,
                (left.isEmpty() ? MappingText.CHECK : left + "; ") + "or payment, or subscription_change?");
        return "It looks like orders: amounts with a day.";
    }
}
