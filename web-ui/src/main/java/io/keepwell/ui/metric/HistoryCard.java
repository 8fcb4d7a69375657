package io.keepwell.ui.metric;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import io.keepwell.core.metric.Change;
import io.keepwell.core.metric.Figure;
import io.keepwell.core.metric.MetricInfo;
import io.keepwell.core.metric.Unit;
import io.keepwell.core.metric.ValueFormat;
import io.keepwell.core.time.Calendar;
import io.keepwell.core.time.Grain;
import io.keepwell.core.time.Period;
import io.keepwell.core.time.Window;
import io.keepwell.ui.component.Card;
import io.keepwell.ui.component.ChangeChip;
import io.keepwell.ui.component.ChartOptions;
import io.keepwell.ui.component.ChartOptions.Point;
import io.keepwell.ui.component.Notice;
import io.keepwell.ui.component.Table;
import io.keepwell.ui.component.Table.Column;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// A metric over time, as a chart or as a table.
final class HistoryCard extends Div {
    private static final List<Grain> GRAINS = List.of(Grain.WEEK, Grain.MONTH, Grain.QUARTER, Grain.YEAR);
    private static final List<Window> WINDOWS =
            List.of(new Window(3, Window.Unit.MONTHS), new Window(12, Window.Unit.MONTHS));
    private static final List<Grain> FISCAL_GRAINS = List.of(Grain.FISCAL_QUARTER, Grain.FISCAL_YEAR);

    private final MetricPage page;
    private final History history;
    private final LocalDate today;

    /// @param calendar has fiscal periods to choose from where these are others than the usual ones
    HistoryCard(MetricPage page, History history, LocalDate today, Calendar calendar) {
        this.page = page;
        this.history = history;
        this.today = today;
        boolean known = history.points().stream()
                .anyMatch(point -> point.figure().amount().isPresent());
        boolean margin = hasMargin();
        Card card = new Card("By " + page.grain().label() + rolling(), content(known))
                .saying("same definition · year before dashed" + (margin ? " · 95 % margin shaded" : "")
                        + " · a click leads to the " + page.grain().label());
        Stream.concat(GRAINS.stream(), calendar.equals(Calendar.COMMON) ? Stream.of() : FISCAL_GRAINS.stream())
                .forEach(grain -> card.leading(page.with(grain).link().href(), name(grain), grain == page.grain()));
        card.leading(
                page.rolling(Optional.empty()).link().href(),
                "Each alone",
                page.rolling().isEmpty());
        WINDOWS.forEach(window -> card.leading(
                page.rolling(Optional.of(window)).link().href(),
                "Last " + window,
                page.rolling().equals(Optional.of(window))));
        card.leading(page.asTable(!page.asTable()).link().href(), page.asTable() ? "As chart" : "As table");
        add(card);
    }

    private Component content(boolean known) {
        if (!known) {
            return Notice.empty("There is no figure for any of these periods yet.");
        }
        return page.asTable() ? table() : chart();
    }

    private String rolling() {
        return page.rolling().map(window -> ", each over the last " + window).orElse("");
    }

    private boolean hasMargin() {
        return history.points().stream()
                .anyMatch(point -> point.figure().calculation().marginOfError().isPresent());
    }

    private Component chart() {
        MetricInfo metric = page.metric();
        List<String> names = history.points().stream()
                .map(point -> axis(point.figure().period()))
                .toList();
        List<Point> now = new ArrayList<>();
        List<Point> before = new ArrayList<>();
        for (History.Point point : history.points()) {
            Figure figure = point.figure();
            boolean chosen = figure.period().equals(page.selection().period());
            Point drawn = Point.of(figure.amount(), told(figure)).leadingTo(target(figure.period()));
            drawn = chosen
                    ? drawn.coloured("$accent")
                            .labelled(figure.amount()
                                    .map(amount -> ValueFormat.brief(amount, page.unit()))
                                    .orElse(""))
                    : drawn;
            now.add(drawn);
            before.add(Point.of(point.yearBefore().amount(), told(point.yearBefore())));
        }
        ChartOptions options = ChartOptions.over(names, page.unit());
        if (hasMargin()) {
            options.band("$accent/15", bounds(-1), bounds(1)).line(metric.name(), "$accent", now);
        } else {
            options.bars(metric.name(), "$bar", now);
        }
        boolean anyBefore = before.stream().anyMatch(point -> point.value().isPresent());
        if (anyBefore) {
            options.dashedLine("year before", "$quiet", before);
        }
        return options.chart(metric.name() + " by " + page.grain().label() + ", " + names.getFirst() + " to "
                + names.getLast() + "; the table view has the figures");
    }

    private List<Optional<BigDecimal>> bounds(int side) {
        return history.points().stream()
                .map(point -> point.figure()
                        .amount()
                        .flatMap(amount -> point.figure()
                                .calculation()
                                .marginOfError()
                                .map(margin -> amount.add(margin.multiply(BigDecimal.valueOf(side))))))
                .toList();
    }

    private Component table() {
        Unit unit = page.unit();
        Table table = new Table(
                page.metric().name() + " by " + page.grain().label(),
                Column.text("Period"),
                Column.number("Figure"),
                Column.number("Year before"),
                Column.text("Change"),
                Column.wide("Base"));
        for (History.Point point : history.points().reversed()) {
            Figure figure = point.figure();
            Anchor period = new Anchor(target(figure.period()), name(figure.period()));
            Component change = Change.between(point.yearBefore(), figure)
                    .<Component>map(known -> new ChangeChip(
                            known, unit, ValueFormat.period(point.yearBefore().period())))
                    .orElseGet(() -> Table.cell("–"));
            table.row(
                    period,
                    Table.cell(told(figure)),
                    Table.cell(told(point.yearBefore())),
                    change,
                    Table.cell(figure.calculation().base()));
        }
        return table;
    }

    private String target(Period period) {
        return page.with(page.selection().withPeriod(period)).link().href();
    }

    private String name(Period period) {
        return ValueFormat.period(period) + (period.to().isAfter(today) ? ", so far" : "");
    }

    private static String told(Figure figure) {
        return figure.amount().isEmpty()
                ? "–"
                : ValueFormat.outcome(figure)
                        + figure.calculation()
                                .marginOfError()
                                .map(margin -> " ± "
                                        + ValueFormat.bare(
                                                margin, figure.metric().unit()))
                                .orElse("");
    }

    private String axis(Period period) {
        if (page.rolling().isPresent()) {
            return DateTimeFormatter.ofPattern("'to' d MMM uu", Locale.ENGLISH)
                    .format(period.to().minusDays(1));
        }
        LocalDate from = period.from();
        return switch (page.grain()) {
            case DAY, WEEK ->
                DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH).format(from);
            case MONTH -> DateTimeFormatter.ofPattern("MMM uu", Locale.ENGLISH).format(from);
            case QUARTER, YEAR -> ValueFormat.period(period);
            case FISCAL_QUARTER, FISCAL_YEAR ->
                DateTimeFormatter.ofPattern("'from' MMM uu", Locale.ENGLISH).format(from);
        };
    }

    private static String name(Grain grain) {
        return grain.name().charAt(0) + grain.label().substring(1);
    }
}
