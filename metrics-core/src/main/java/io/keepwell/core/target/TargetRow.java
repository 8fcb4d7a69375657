package io.keepwell.core.target;

import io.keepwell.core.account.Dimension;
import io.keepwell.core.account.Slice;
import io.keepwell.core.database.Coded;
import io.keepwell.core.metric.DefinitionId;
import io.keepwell.core.metric.MetricId;
import io.keepwell.core.time.Period;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;
import java.util.stream.Collectors;

/// @param slice dimension and value of each, a line each, such as `segment=Enterprise`
/// @param term the horizon's code
@MappedEntity("target")
record TargetRow(
        @Id int targetId,
        String metric,
        String definition,
        String slice,
        LocalDate fromDay,
        LocalDate toDay,
        int term,
        BigDecimal value) {
    static TargetRow of(Target target) {
        return new TargetRow(
                target.number(),
                target.metric().id(),
                target.definition().id(),
                text(target.slice()),
                target.period().from(),
                target.period().to(),
                target.term().code(),
                target.value());
    }

    Target target() {
        return new Target(
                targetId,
                new MetricId(metric),
                new DefinitionId(definition),
                slice(slice),
                new Period(fromDay, toDay),
                Coded.of(Target.Horizon.class, term),
                value);
    }

    private static String text(Slice slice) {
        return slice.values().entrySet().stream()
                .map(entry -> entry.getKey().id() + "=" + entry.getValue())
                .collect(Collectors.joining("\n"));
    }

    private static Slice slice(String text) {
        Map<Dimension, String> values = text.lines()
                .collect(Collectors.toMap(
                        line -> Dimension.parse(line.substring(0, line.indexOf('=')))
                                .orElseThrow(() -> new IllegalStateException("no dimension in " + line)),
                        line -> line.substring(line.indexOf('=') + 1)));
        return new Slice(values);
    }
}
