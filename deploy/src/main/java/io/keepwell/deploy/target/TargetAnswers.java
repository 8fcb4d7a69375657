package io.keepwell.deploy.target;

import io.keepwell.core.metric.Definition;
import io.keepwell.core.metric.MetricCatalogue;
import io.keepwell.core.metric.MetricId;
import io.keepwell.core.metric.MetricInfo;
import io.keepwell.core.metric.MetricValue;
import io.keepwell.core.metric.Unit;
import io.keepwell.core.metric.ValueFormat;
import io.keepwell.core.money.CurrencyCode;
import io.keepwell.core.target.Target;
import io.keepwell.core.target.TargetStatus;
import io.keepwell.core.target.TargetStatuses;
import io.keepwell.deploy.Json;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the commands about targets say: to people, or as a line of JSON each.
record TargetAnswers(
        PrintWriter out, boolean json, MetricCatalogue catalogue, TargetStatuses standings, CurrencyCode currency) {
    void targets(List<Target> targets) {
        if (targets.isEmpty() && !json) {
            out.println("No targets.");
        }
        for (Target target : targets) {
            TargetStatus standing = standings.of(target);
            out.println(json ? Json.line(described(target, standing)) : line(target, standing));
        }
    }

    void review(MetricId metric, LocalDate on, boolean overdue) {
        if (json) {
            Map<String, Object> answer = new LinkedHashMap<>();
            answer.put("metric", metric.id());
            answer.put("review_on", on.toString());
            answer.put("overdue", overdue);
            out.println(Json.line(answer));
        } else {
            out.printf("%s is to be reviewed by %s%s%n", metric, on, overdue ? ": OVERDUE" : "");
        }
    }

    private String line(Target target, TargetStatus standing) {
        String state = switch (standing) {
            case TargetStatus.Judged(TargetStatus.Verdict verdict, MetricValue figure, BigDecimal asked) ->
                verdict.label() + ": " + ValueFormat.outcome(figure)
                        + (asked.compareTo(target.value()) == 0 ? "" : ", by now " + written(target, asked) + " asked");
            case TargetStatus.Unknown(String why) -> "– " + why;
        };
        return "%d  %s by %s, %s, %s, %s: %s · %s"
                .formatted(
                        target.number(),
                        target.metric(),
                        target.definition(),
                        target.slice().isWhole() ? "whole firm" : target.slice(),
                        ValueFormat.period(target.period()),
                        target.term().label(),
                        written(target, target.value()),
                        state);
    }

    private String written(Target target, BigDecimal amount) {
        Optional<Unit> unit = catalogue.find(target.metric().id()).flatMap(metric -> {
            MetricInfo info = metric.info();
            Optional<Definition> definition =
                    info.definition(target.definition().id());
            return definition.map(each -> info.by(each).unit());
        });
        return unit.map(known -> ValueFormat.amount(amount, known, currency)).orElseGet(amount::toPlainString);
    }

    private static Map<String, Object> described(Target target, TargetStatus standing) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("number", target.number());
        answer.put("metric", target.metric().id());
        answer.put("definition", target.definition().id());
        Map<String, String> slice = new LinkedHashMap<>();
        target.slice().values().forEach((dimension, value) -> slice.put(dimension.id(), value));
        answer.put("slice", slice);
        answer.put("from", target.period().from().toString());
        answer.put("to", target.period().to().toString());
        answer.put("term", target.term().id());
        answer.put("value", target.value());
        switch (standing) {
            case TargetStatus.Judged(TargetStatus.Verdict verdict, MetricValue figure, BigDecimal asked) -> {
                answer.put("state", verdict.id());
                figure.amount().ifPresent(amount -> answer.put("figure", amount));
                answer.put("asked", asked);
            }
            case TargetStatus.Unknown(String why) -> answer.put("unavailable", why);
        }
        return answer;
    }
}
