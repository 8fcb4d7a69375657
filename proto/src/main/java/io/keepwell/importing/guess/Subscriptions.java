package io.keepwell.importing.guess;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A list of subscriptions, a row each.
record Subscriptions(GuessedTable table, MappingText text) {
    private static final Map<String, String> UNITS = units();

    /// Statuses of what pays nothing yet.
    private static final String NOT_YET = "(in |on )?(free )?(trial|trialing|trialling|testphase|essai|prueba)"
            + "|draft|pending|incomplete( expired)?|entwurf";
    /// Statuses of what pays nothing any more.
    private static final String OVER = "cancell?ed|gekue?ndigt|expired|ended|churned|terminated|inactive"
            + "|beendet|abgelaufen|inaktiv|resilie|annule|cancelado|closed|storniert";

    String write() {
        SampledColumn amount = table.amount().orElseThrow();
        Optional<SampledColumn> start = table.startTime();
        Optional<SampledColumn> cancelled = table.first(
                column -> column.isTime() && column.is(Role.CANCELLED) && !start.equals(Optional.of(column)));
        Optional<SampledColumn> end = table.first(column -> column.isTime()
                && column.is(Role.END)
                && !column.is(Role.TRIAL)
                && !start.equals(Optional.of(column))
                && !cancelled.equals(Optional.of(column)));
        List<String> conditions = new ArrayList<>(MoneyText.conditions(amount));
        List<String> checks = new ArrayList<>();
        Optional.of(MoneyText.check(amount)).filter(check -> !check.isEmpty()).ifPresent(checks::add);
        byStatus(cancelled, end, conditions, checks);
        String subscription = text.ownId();
        List<String> fields = new ArrayList<>();
        fields.add("subscription_id: " + subscription);
        fields.add("step: START");
        fields.add("price: " + MoneyText.of(table, amount));
        text.label(fields, "quantity", Role.QUANTITY);
        fields.add(interval(amount));
        start.filter(column -> column.is(Role.TRIAL))
                .ifPresent(_ -> checks.add("this is when a trial began: is it paid from then on?"));
        text.event("subscription_change", text.id("start"), start, conditions, fields, check(checks));
        // A row without a start has no subscription that could end.
        start.filter(SampledColumn::hasGaps).ifPresent(column -> conditions.add(MappingText.filled(column, true)));
        cancelled.ifPresent(time -> {
            List<String> ending = new ArrayList<>(List.of("subscription_id: " + subscription, "step: CANCEL"));
            end.ifPresent(column -> ending.add("ends_on: " + endsOn(start, column)));
            text.event("subscription_change", text.id("cancel"), cancelled, conditions, ending);
        });
        if (end.isPresent() && !(cancelled.isPresent() && isTerm(cancelled.get(), end.get()))) {
            List<String> known = new ArrayList<>(conditions);
            cancelled.ifPresent(column -> known.add(MappingText.filled(column, false)));
            known.add(MappingText.filled(end.get(), true));
            text.event(
                    "subscription_change",
                    text.id("cancel"),
                    start,
                    known,
                    List.of("subscription_id: " + subscription, "step: CANCEL", "ends_on: " + endsOn(start, end.get())),
                    cancelled.isPresent()
                            ? MappingText.CHECK
                                    + "an end without a cancellation counts as one: leave this event out where "
                                    + Text.shown(end.get().name()) + " is the end of a term that is renewed"
                            : "");
        } else if (end.isPresent()) {
            text.remark("  # CHECK every row has " + Text.shown(end.get().name())
                    + ", so it is taken for the end of a term that is renewed unless it was cancelled.");
        }
        return "It looks like a list of subscriptions, a row each: today's prices hold from the first day on.";
    }

    private static String check(List<String> checks) {
        return checks.isEmpty()
                ? ""
                : MappingText.CHECK
                        + checks.stream()
                                .map(each -> each.replace(MappingText.CHECK, ""))
                                .collect(Collectors.joining("; "));
    }

    /// Leaves out what doesn't pay by its status.
    private void byStatus(
            Optional<SampledColumn> cancelled,
            Optional<SampledColumn> end,
            List<String> conditions,
            List<String> checks) {
        Optional<SampledColumn> status = table.column(Role.STATUS);
        if (status.isEmpty()) {
            return;
        }
        List<String> left = new ArrayList<>(status.get().distinct().stream()
                .filter(word -> Role.words(word).matches(NOT_YET))
                .toList());
        List<String> over = status.get().distinct().stream()
                .filter(word -> Role.words(word).matches(OVER))
                .toList();
        long endless = 0;
        for (int i = 0; i < table.size(); i++) {
            int row = i;
            boolean ends = Stream.concat(cancelled.stream(), end.stream())
                    .anyMatch(column -> !column.rows().get(row).isEmpty());
            endless += over.contains(status.get().rows().get(row)) && !ends ? 1 : 0;
        }
        if (endless > 0 && cancelled.isEmpty() && end.isEmpty()) {
            left.addAll(over);
        } else if (endless > 0) {
            checks.add(Text.shown(String.join(", ", over)) + " without a day of the end, in " + endless
                    + " rows: these pay for ever");
        }
        if (!left.isEmpty()) {
            conditions.add(MappingText.not(status.get().name(), left));
            checks.add("left out: " + Text.shown(String.join(", ", left)));
        }
        List<String> paying = status.get().distinct().stream()
                .filter(word -> !left.contains(word))
                .toList();
        if (paying.size() > 1 || (!paying.isEmpty() && over.containsAll(paying))) {
            checks.add("taken for paying: "
                    + Text.shown(String.join(
                            ", ", paying.stream().limit(MappingText.MOST_WORDS).toList())));
        }
        text.needsNot(status.get());
    }

    /// Whether each row has an end, though not each was cancelled.
    private static boolean isTerm(SampledColumn cancelled, SampledColumn end) {
        return !end.hasGaps() && cancelled.hasGaps();
    }

    private String endsOn(Optional<SampledColumn> start, SampledColumn end) {
        boolean included = start.isPresent()
                && new LastDays(table, text.chosen(start.get()), text.chosen(end)).areIncluded(start.get(), end);
        if (included) {
            return "{day: " + text.timed(end) + ", plus_days: 1}" + MappingText.CHECK
                    + Text.shown(end.cells().getFirst())
                    + " looks like a last day with the subscription; where it is the first one without it, leave"
                    + " plus_days out";
        }
        return text.timed(end) + MappingText.CHECK + "the first day without the subscription; where it is the last one"
                + " with it: ends_on: {day: ..., plus_days: 1}";
    }

    private String interval(SampledColumn amount) {
        Optional<SampledColumn> interval =
                table.first(column -> column.is(Role.INTERVAL) && !column.isTime() && !column.isEmpty());
        if (interval.isEmpty()) {
            boolean yearly = (" " + amount.words() + " ")
                    .matches(".* (arr|annual|year|yearly|jahr|jahrlich|jaehrlich|annuel|anual) .*");
            boolean monthly = (" " + amount.words() + " ")
                    .matches(".* (mrr|month|monthly|monat|monatlich|monatspreis|mois|mensuel|mes|mensual) .*");
            return "interval: {count: 1, unit: " + (yearly ? "YEAR" : "MONTH") + "}"
                    + (yearly || monthly ? "" : MappingText.CHECK + "no column says for how long the price pays");
        }
        SampledColumn said = interval.get();
        if (said.isWhole()) {
            return "interval: {count: " + Text.column(said) + ", unit: MONTH}" + MappingText.CHECK
                    + "a number is taken for months";
        }
        List<String> words =
                said.distinct().stream().limit(MappingText.MOST_WORDS).toList();
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
                "year yearly annual annually years y jahr jahrlich jaehrlich jahre an annee annuel annuelle ano anual"
                        + " jaar annuale"
            },
            {"WEEK", "week weekly weeks woche wochentlich woechentlich semaine hebdomadaire semana semanal"},
            {"DAY", "day daily days tag taglich taeglich jour quotidien dia diario"},
            {
                "QUARTER",
                "quarter quarterly quartal quartalsweise vierteljahrlich vierteljaehrlich trimestre trimestriel"
                        + " trimestriell trimestral"
            }
        }) {
            for (String word : unit[1].split(" ", -1)) {
                units.put(word, unit[0]);
            }
        }
        return units;
    }
}
