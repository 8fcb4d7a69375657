package io.keepwell.ui.account;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import io.keepwell.core.metric.Unit;
import io.keepwell.core.metric.ValueFormat;
import io.keepwell.core.metric.health.AccountHealth;
import io.keepwell.core.metric.health.HealthHistory;
import io.keepwell.core.setting.HealthModel;
import io.keepwell.core.setting.HealthPart;
import io.keepwell.ui.component.Card;
import io.keepwell.ui.component.ChartOptions;
import io.keepwell.ui.component.ChartPoint;
import io.keepwell.ui.component.Notice;
import io.keepwell.ui.component.StateChip;
import io.keepwell.ui.component.Table;
import io.keepwell.ui.component.Table.Column;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// How well a customer is now, what each part adds to that, and how it was day by day.
final class HealthCard extends Div {
    private static final int DAYS = 182;

    /// Today's health, and that of so many days before; oldest first.
    static List<HealthHistory.Point> ask(HealthHistory health, int account, LocalDate today) {
        return health.of(
                account, today.minusDays(DAYS).datesUntil(today.plusDays(1)).toList());
    }

    HealthCard(List<HealthHistory.Point> history) {
        Card card = new Card("Health").saying("0 to 100, weighted mean of the parts that anything is known of");
        card.setId("health");
        Optional<AccountHealth> now = history.getLast().health();
        if (now.isEmpty()) {
            card.add(Notice.empty("It is no customer now. Only customers have a health score."));
        } else {
            card.add(score(now.get()), parts(now.get()));
        }
        if (history.stream().filter(point -> score(point).isPresent()).count() > 1) {
            card.add(chart(history));
        }
        add(card);
    }

    private static Component score(AccountHealth health) {
        Span value = new Span(health.score().map(HealthCard::written).orElse("–"));
        value.addClassName("kw-value");
        value.setId("health-score");
        Div score = new Div(
                value,
                health.band()
                        .map(band -> new StateChip(tone(band), band.id()))
                        .orElseGet(() -> new StateChip(StateChip.Tone.UNKNOWN, "nothing is known of it yet")));
        score.addClassName("kw-figure");
        return score;
    }

    private static StateChip.Tone tone(HealthModel.Band band) {
        return switch (band) {
            case RED -> StateChip.Tone.BAD;
            case YELLOW -> StateChip.Tone.WATCH;
            case GREEN -> StateChip.Tone.GOOD;
        };
    }

    private static Component parts(AccountHealth health) {
        Table table = new Table(
                "Parts of the health score",
                Column.text("Part"),
                Column.number("Points"),
                Column.wideNumber("Weight"),
                Column.number("Adds"));
        // What is known stands first: a young firm's score rests on few of the parts.
        List<HealthPart> parts = HealthPart.ALL.stream()
                .filter(part -> health.model().weight(part) > 0)
                .sorted(Comparator.comparing(part -> !health.points().containsKey(part)))
                .toList();
        for (HealthPart part : parts) {
            Integer points = health.points().get(part);
            table.row(
                    name(part, points != null),
                    Table.cell(points == null ? "–" : Integer.toString(points)),
                    Table.cell(Integer.toString(health.model().weight(part))),
                    Table.cell(
                            health.contribution(part).map(HealthCard::written).orElse("–")));
        }
        return table;
    }

    private static Div name(HealthPart part, boolean known) {
        Span name = new Span(capitalized(part.label()));
        name.setTitle(part.rule());
        Div cell = new Div(name);
        if (!known) {
            Span why = new Span(" · missing: " + part.missing());
            why.addClassName("kw-missing");
            cell.add(why);
        }
        return cell;
    }

    private static Component chart(List<HealthHistory.Point> history) {
        List<String> days =
                history.stream().map(point -> ValueFormat.day(point.day())).toList();
        List<ChartPoint> points = history.stream()
                .map(point -> ChartPoint.of(
                        score(point),
                        score(point)
                                .flatMap(score -> point.health()
                                        .flatMap(AccountHealth::band)
                                        .map(band -> written(score) + " · " + band.id()))
                                .orElse("no score")))
                .toList();
        return ChartOptions.over(days, Unit.SCORE)
                .line("Health score", "$accent", points)
                .from(BigDecimal.ZERO)
                .chart("Health score at the end of each day; the parts above are of today");
    }

    private static Optional<BigDecimal> score(HealthHistory.Point point) {
        return point.health().flatMap(AccountHealth::score);
    }

    private static String written(BigDecimal score) {
        return ValueFormat.bare(score, Unit.SCORE);
    }

    private static String capitalized(String label) {
        return Character.toUpperCase(label.charAt(0)) + label.substring(1);
    }
}
