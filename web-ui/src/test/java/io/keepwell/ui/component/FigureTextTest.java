package io.keepwell.ui.component;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.core.account.Slice;
import io.keepwell.core.metric.Calculation;
import io.keepwell.core.metric.Definition;
import io.keepwell.core.metric.DefinitionId;
import io.keepwell.core.metric.DrillThrough;
import io.keepwell.core.metric.Interval;
import io.keepwell.core.metric.MetricId;
import io.keepwell.core.metric.MetricInfo;
import io.keepwell.core.metric.MetricValue;
import io.keepwell.core.metric.Outcome;
import io.keepwell.core.metric.Unit;
import io.keepwell.core.metric.ValueFormat;
import io.keepwell.core.money.CurrencyCode;
import io.keepwell.core.time.Period;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class FigureTextTest {
    @Test
    void it_shows_what_every_other_channel_shows() {
        for (Unit unit : Unit.values()) {
            MetricValue figure = figure(unit, new Outcome.Value(new BigDecimal("-1234.567")), Optional.empty());

            assertThat(valueOf(figure)).isEqualTo(ValueFormat.outcome(figure));
        }
    }

    @Test
    void the_interval_stands_beside() {
        MetricValue figure = figure(
                Unit.SCORE,
                new Outcome.Value(new BigDecimal("41")),
                Optional.of(new Interval(new BigDecimal("34.96"), new BigDecimal("46.5"))));

        assertThat(new FigureText(figure).getElement().getTextRecursively()).isEqualTo("41.035.0 to 46.5 (95 %)");
    }

    @Test
    void a_missing_figure_says_why() {
        MetricValue figure = figure(
                Unit.PERCENT,
                new Outcome.Unavailable(Outcome.Reason.NO_BASE, "There were no customers when the period began."),
                Optional.empty());

        assertThat(valueOf(figure)).isEqualTo("–");
        assertThat(new FigureText(figure).getElement().getTextRecursively()).endsWith("when the period began.");
    }

    private static String valueOf(MetricValue figure) {
        return new FigureText(figure)
                .getChildren()
                .filter(child -> child.hasClassName("kw-value"))
                .findFirst()
                .orElseThrow()
                .getElement()
                .getTextRecursively();
    }

    private static MetricValue figure(Unit unit, Outcome outcome, Optional<Interval> interval) {
        Definition definition =
                new Definition(new DefinitionId("any"), "any", "x", "", "", "", 1, LocalDate.of(2026, 11, 1));
        MetricInfo metric = new MetricInfo(
                new MetricId("some.metric"),
                "Some metric",
                "Some",
                MetricInfo.Kind.OUTCOME,
                unit,
                MetricInfo.Better.HIGHER,
                "",
                List.of(definition));
        return new MetricValue(
                metric,
                definition,
                new Period(LocalDate.of(2026, 10, 1), LocalDate.of(2026, 11, 1)),
                Slice.WHOLE,
                Optional.empty(),
                new CurrencyCode("EUR"),
                Instant.EPOCH,
                false,
                new Calculation(outcome, "", "", List.of(), List.of(), interval, new DrillThrough.Nothing()));
    }
}
