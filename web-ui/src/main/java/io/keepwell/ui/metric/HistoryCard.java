package io.keepwell.ui.metric;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import io.keepwell.core.metric.Interval;
import io.keepwell.core.metric.MetricInfo;
import io.keepwell.core.metric.MetricValue;
import io.keepwell.core.metric.Unit;
import io.keepwell.core.metric.ValueFormat;
import io.keepwell.core.metric.query.Change;
import io.keepwell.core.money.CurrencyCode;
import io.keepwell.core.time.Calendar;
import io.keepwell.core.time.Grain;
import io.keepwell.core.time.Period;
import io.keepwell.core.time.Window;
import io.keepwell.ui.component.Card;
import io.keepwell.ui.component.ChangeChip;
import io.keepwell.ui.component.ChartOptions;
import io.keepwell.ui.component.ChartPoint;
import io.keepwell.ui.component.FigureText;
import io.keepwell.ui.component.Notice;
import io.keepwell.ui.component.PeriodLabels;
import io.keepwell.ui.component.Table;
import io.keepwell.ui.component.Table.Column;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/// A metric over time, as a chart or as a table.
final class HistoryCard extends Div {
    private static final List<Grain> GRAINS = List.of(Grain.WEEK, Grain.MONTH, Grain.QUARTER, Grain.YEAR);
    private static final List<Window> WINDOWS =
            List.of(new Window(3, Window.Unit.MONTHS), new Window(12, Window.Unit.MONTHS));
    private static final List<Grain> FISCAL_GRAINS = List.of(Grain.FISCAL_QUARTER, Grain.FISCAL_YEAR);

    private final MetricPage page;
    private final MetricHistory history;
    private final LocalDate today;

    /// @param calendar has fiscal periods to choose from where these are others than the usual ones
    HistoryCard(MetricPage page, MetricHistory history, LocalDate today, Calendar calendar) {
        this.page = page;
        this.history = history;
        this.today = today;
        boolean known = history.points().stream()
                .anyMatch(point -> point.figure().amount().isPresent());
        Card card = new Card("By " + page.grain().label() + rolling(), content(known)).saying(said(known));

        Stream.concat(GRAINS.stream(), calendar.equals(Calendar.COMMON) ? Stream.of() : FISCAL_GRAINS.stream())
                .forEach(grain -> card.leading(page.with(grain).link().href(), name(grain), grain == page.grain()));
        card.apart()
                .leading(
                        page.rolling(Optional.empty()).link().href(),
                        "Single " + page.grain().label() + "s",
                        page.rolling().isEmpty());
        WINDOWS.forEach(window -> card.leading(
                page.rolling(Optional.of(window)).link().href(),
                "Over " + window,
                page.rolling().equals(Optional.of(window))));
        card.apart().leading(page.asTable(!page.asTable()).link().href(), page.asTable() ? "As chart" : "As table");
        add(card);
    }

    /// What the figures are counted in, and how to read the chart.
    private String said(boolean known) {
        List<String> said = new ArrayList<>();
        CurrencyCode currency = history.points().getLast().figure().currency();
        switch (page.unit()) {
            case MONEY_PER_MONTH -> said.add(currency + " a month");
            case MONEY -> said.add(currency.code());
            case HOURS -> said.add("hours");
            case DAYS -> said.add("days");
            case PERCENT, SCORE, RATIO, NUMBER, COUNT -> {}
        }
        said.add(page.definition().name());
        if (known && !page.asTable()) {
            if (hasYearBefore()) {
                said.add("year before dashed");
            }
            if (hasInterval()) {
                said.add("95 % interval shaded");
            }
            said.add("a click leads to the " + page.grain().label());
        }
        return String.join(" · ", said);
    }

    private Component content(boolean known) {
        if (!known) {
            return Notice.empty("There is no figure for any of these periods. "
                    + FigureText.reason(history.points().getLast().figure()));
        }
        return page.asTable() ? table() : chart();
    }

    private String rolling() {
        return page.rolling().map(window -> ", each over the last " + window).orElse("");
    }

    private boolean hasInterval() {
        return history.points().stream()
                .anyMatch(point -> point.figure().calculation().interval().isPresent());
    }

    private boolean hasYearBefore() {
        return history.points().stream()
                .anyMatch(point -> point.yearBefore().amount().isPresent());
    }

    private Component chart() {
        MetricInfo metric = page.metric();
        List<Period> periods =
                history.points().stream().map(point -> point.figure().period()).toList();
        List<String> labels = page.rolling().isPresent() ? PeriodLabels.upTo(periods) : PeriodLabels.of(periods);
        List<ChartPoint> now = new ArrayList<>();
        List<ChartPoint> before = new ArrayList<>();
        for (MetricHistory.Point point : history.points()) {
            MetricValue figure = point.figure();
            boolean chosen = figure.period().equals(page.selection().period());
            ChartPoint drawn = ChartPoint.of(figure.amount(), reported(figure)).leadingTo(target(figure.period()));
            drawn = chosen
                    ? drawn.coloured("$accent")
                            .labelled(figure.amount()
                                    .map(amount -> ValueFormat.brief(amount, page.unit()))
                                    .orElse(""))
                    : drawn;
            now.add(drawn);
            before.add(ChartPoint.of(point.yearBefore().amount(), reported(point.yearBefore())));
        }
        ChartOptions options = ChartOptions.overPeriods(periods, labels, page.unit());
        if (hasInterval()) {
            options.band("$accent/15", bounds(Interval::low), bounds(Interval::high))
                    .line(metric.name(), "$accent", now);
        } else {
            options.bars(metric.name(), "$bar", now);
        }
        if (hasYearBefore()) {
            options.dashedLine("year before", "$quiet", before);
        }
        return options.chart(metric.name() + " by " + page.grain().label() + ", "
                + ValueFormat.period(periods.getFirst()) + " to " + ValueFormat.period(periods.getLast())
                + "; the table view has the figures");
    }

    private List<Optional<BigDecimal>> bounds(Function<Interval, BigDecimal> side) {
        return history.points().stream()
                .map(point -> point.figure().calculation().interval().map(side))
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
        for (MetricHistory.Point point : history.points().reversed()) {
            MetricValue figure = point.figure();
            Anchor period = new Anchor(target(figure.period()), name(figure.period()));
            Component change = Change.between(point.yearBefore(), figure)
                    .<Component>map(known -> new ChangeChip(
                            known, unit, ValueFormat.period(point.yearBefore().period())))
                    .orElseGet(() -> Table.cell("–"));
            table.row(
                    period,
                    Table.cell(reported(figure)),
                    Table.cell(reported(point.yearBefore())),
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

    private static String reported(MetricValue figure) {
        return figure.amount().isEmpty() ? "–" : FigureText.withInterval(figure);
    }

    private static String name(Grain grain) {
        return grain.name().charAt(0) + grain.label().substring(1);
    }
}
