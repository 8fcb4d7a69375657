package io.keepwell.deploy.health;

import io.keepwell.core.account.Account;
import io.keepwell.core.format.TextTable;
import io.keepwell.core.metric.Outcome;
import io.keepwell.core.metric.Unit;
import io.keepwell.core.metric.ValueFormat;
import io.keepwell.core.metric.health.AccountHealth;
import io.keepwell.core.metric.health.BackTest;
import io.keepwell.core.metric.health.HealthHistory;
import io.keepwell.core.setting.HealthModel;
import io.keepwell.core.setting.HealthModels;
import io.keepwell.core.setting.HealthPart;
import io.keepwell.deploy.Json;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// What the commands about health say: to people, or as a line of JSON each.
record HealthAnswers(PrintWriter out, boolean json) {
    /// What holds on a day, and every version.
    void models(LocalDate day, HealthModels models) {
        TreeSet<String> segments = new TreeSet<>(List.of(""));
        models.versions().forEach(version -> segments.add(version.segment()));
        if (json) {
            Map<String, Object> answer = new LinkedHashMap<>();
            answer.put("on", day.toString());
            answer.put(
                    "models",
                    segments.stream()
                            .map(segment -> described(segment, models.on(day, segment)))
                            .toList());
            answer.put(
                    "versions",
                    models.versions().stream().map(HealthAnswers::described).toList());
            out.println(Json.line(answer));
            return;
        }
        for (String segment : segments) {
            HealthModel model = models.on(day, segment);
            out.printf(
                    "%s: under %d is red, from %d on green%n",
                    segment.isEmpty() ? "All segments without a model of their own" : "Segment " + segment,
                    model.yellowFrom(),
                    model.greenFrom());
            TextTable weights = new TextTable().number("").text("").text("");
            HealthPart.ALL.forEach(part -> weights.row(model.weight(part), part.id(), part.rule()));
            weights.print(out, "  ");
        }
        for (HealthModels.Version version : models.versions()) {
            out.printf(
                    "Version: from %s for %s, set at %s%n",
                    version.from(),
                    version.segment().isEmpty() ? "all segments" : "segment " + version.segment(),
                    version.setAt());
        }
        if (models.versions().isEmpty()) {
            out.println("Nobody set anything yet: these are Keepwell's own weights.");
        }
    }

    void set(String segment, LocalDate from, HealthModel model) {
        if (json) {
            Map<String, Object> answer = described(segment, model);
            answer.put("from", from.toString());
            out.println(Json.line(answer));
            return;
        }
        out.printf(
                "From %s on, %s: %s; under %d is red, from %d on green.%n",
                from,
                segment.isEmpty() ? "all segments without a model of their own" : "segment " + segment,
                model.weights().entrySet().stream()
                        .map(entry -> entry.getKey().id() + " " + entry.getValue())
                        .collect(Collectors.joining(", ")),
                model.yellowFrom(),
                model.greenFrom());
    }

    /// @param history not empty
    void account(Account account, List<HealthHistory.Point> history) {
        HealthHistory.Point last = history.getLast();
        if (json) {
            Map<String, Object> answer = new LinkedHashMap<>();
            answer.put("account", account.number());
            answer.put("name", account.name());
            answer.put("on", last.day().toString());
            answer.put("customer", last.health().isPresent());
            last.health().ifPresent(health -> describe(health, answer));
            answer.put("history", history.stream().map(HealthAnswers::described).toList());
            out.println(Json.line(answer));
            return;
        }
        if (last.health().isEmpty()) {
            out.printf(
                    "Account %d %s was no customer at the end of %s.%n", account.number(), account.name(), last.day());
        } else {
            print(account, last.day(), last.health().get());
        }
        TextTable days = new TextTable().text("").text("");
        history.forEach(point ->
                days.row(point.day(), point.health().map(HealthAnswers::brief).orElse("no customer")));
        days.print(out);
    }

    private void print(Account account, LocalDate day, AccountHealth health) {
        out.printf("Account %d %s at the end of %s: %s%n", account.number(), account.name(), day, brief(health));
        TextTable parts = new TextTable().text("").number("").number("").text("");
        for (HealthPart part : HealthPart.ALL) {
            int weight = health.model().weight(part);
            Integer points = health.points().get(part);
            if (weight > 0) {
                parts.row(
                        part.label(),
                        "weight " + weight,
                        points == null ? "" : "points " + points,
                        points == null
                                ? "missing: " + part.missing()
                                : "adds "
                                        + health.contribution(part)
                                                .map(HealthAnswers::score)
                                                .orElse("–"));
            }
        }
        parts.print(out, "  ");
    }

    private static String brief(AccountHealth health) {
        return health.score()
                .flatMap(score -> health.band().map(band -> score(score) + " " + band.id()))
                .orElse("no score, as nothing is known of it");
    }

    void backTests(List<BackTest> tests) {
        for (BackTest test : tests) {
            if (json) {
                out.println(Json.line(described(test)));
            } else {
                out.printf(
                        "%s: %s of %s customers left; AUC %s, lift of the lowest tenth %s, of the %s red ones %s%s%n",
                        ValueFormat.period(test.period()),
                        ValueFormat.count(test.left()),
                        ValueFormat.count(test.customers()),
                        text(test.areaUnderCurve()),
                        text(test.lowestTenthLift()),
                        ValueFormat.count(test.red()),
                        text(test.redLift()),
                        test.unscored() == 0
                                ? ""
                                : "; " + ValueFormat.count(test.unscored()) + " customers had no score");
            }
        }
    }

    private static String text(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Value(BigDecimal amount) -> ValueFormat.bare(amount, Unit.RATIO);
            case Outcome.Unavailable(Outcome.Reason _, String message) -> "– (" + message + ")";
        };
    }

    private static String score(BigDecimal score) {
        return ValueFormat.bare(score, Unit.SCORE);
    }

    private static Map<String, Object> described(String segment, HealthModel model) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("segment", segment);
        Map<String, Integer> weights = new LinkedHashMap<>();
        model.weights().forEach((part, weight) -> weights.put(part.id(), weight));
        answer.put("weights", weights);
        answer.put("yellow_from", model.yellowFrom());
        answer.put("green_from", model.greenFrom());
        return answer;
    }

    private static Map<String, Object> described(HealthModels.Version version) {
        Map<String, Object> answer = described(version.segment(), version.model());
        answer.put("from", version.from().toString());
        answer.put("set_at", version.setAt().toString());
        return answer;
    }

    private static void describe(AccountHealth health, Map<String, Object> answer) {
        health.score().ifPresent(score -> answer.put("score", score));
        health.band().ifPresent(band -> answer.put("band", band.id()));
        answer.put("segment", health.segment());
        Map<String, Object> parts = new LinkedHashMap<>();
        for (HealthPart part : HealthPart.ALL) {
            Map<String, Object> described = new LinkedHashMap<>();
            described.put("weight", health.model().weight(part));
            Optional.ofNullable(health.points().get(part))
                    .ifPresentOrElse(
                            points -> described.put("points", points), () -> described.put("missing", part.missing()));
            health.contribution(part).ifPresent(contribution -> described.put("adds", contribution));
            parts.put(part.id(), described);
        }
        answer.put("parts", parts);
    }

    private static Map<String, Object> described(HealthHistory.Point point) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("day", point.day().toString());
        point.health().flatMap(AccountHealth::score).ifPresent(score -> answer.put("score", score));
        point.health().flatMap(AccountHealth::band).ifPresent(band -> answer.put("band", band.id()));
        return answer;
    }

    private static Map<String, Object> described(BackTest test) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("from", test.period().from().toString());
        answer.put("to", test.period().to().toString());
        answer.put("customers", test.customers());
        answer.put("left", test.left());
        answer.put("unscored", test.unscored());
        answer.put("red", test.red());
        answer.put("red_left", test.redLeft());
        put(answer, "auc", test.areaUnderCurve());
        put(answer, "lowest_tenth_lift", test.lowestTenthLift());
        put(answer, "red_lift", test.redLift());
        return answer;
    }

    /// The value, or why there is none under the name with `_unavailable`.
    private static void put(Map<String, Object> answer, String name, Outcome outcome) {
        switch (outcome) {
            case Outcome.Value(BigDecimal amount) -> answer.put(name, amount);
            case Outcome.Unavailable(Outcome.Reason _, String message) -> answer.put(name + "_unavailable", message);
        }
    }
}
