package io.keepwell.ui.overview;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import io.keepwell.core.ledger.MovementKind;
import io.keepwell.core.metric.DrillRows;
import io.keepwell.core.metric.Interval;
import io.keepwell.core.metric.Metric;
import io.keepwell.core.metric.MetricCatalogue;
import io.keepwell.core.metric.MetricId;
import io.keepwell.core.metric.MetricInfo;
import io.keepwell.core.metric.MetricValue;
import io.keepwell.core.metric.Outcome;
import io.keepwell.core.metric.Unit;
import io.keepwell.core.metric.ValueFormat;
import io.keepwell.core.metric.query.MetricQueries;
import io.keepwell.core.report.MovementBridge;
import io.keepwell.core.target.Focus;
import io.keepwell.core.time.Period;
import io.keepwell.ui.account.AccountLink;
import io.keepwell.ui.component.Card;
import io.keepwell.ui.component.ChartOptions;
import io.keepwell.ui.component.ChartOptions.Floating;
import io.keepwell.ui.component.ChartPoint;
import io.keepwell.ui.component.Deferred;
import io.keepwell.ui.component.FigureText;
import io.keepwell.ui.component.Notice;
import io.keepwell.ui.component.Once;
import io.keepwell.ui.component.PeriodLabels;
import io.keepwell.ui.component.Quiet;
import io.keepwell.ui.component.Table;
import io.keepwell.ui.component.Table.Column;
import io.keepwell.ui.metric.MetricNavigation;
import io.keepwell.ui.metric.TargetMarks;
import io.keepwell.ui.metric.Trends;
import io.keepwell.ui.metric.Trends.Trend;
import io.keepwell.ui.shell.ScreenHeads;
import io.keepwell.ui.shell.Selection;
import io.keepwell.ui.shell.Shell;
import io.micronaut.context.annotation.Prototype;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

@Route(value = OverviewNavigation.PATH, layout = Shell.class)
@PageTitle("Overview · Keepwell")
@Prototype
final class OverviewView extends Main implements AfterNavigationObserver {
    private static final String MOVEMENTS = "revenue.mrr_movements";
    private static final String NPS = "voice.nps";

    /// Whose trends have cards of their own besides those of the focus.
    private static final List<String> CARDS = List.of(MOVEMENTS, NPS);

    private static final int MOST_MOVED = 8;

    private final transient MetricCatalogue catalogue;
    private final transient MetricQueries figures;
    private final transient Trends trends;
    private final transient TargetMarks targets;
    private final transient Focus focus;
    private final transient ScreenHeads heads;

    OverviewView(
            MetricCatalogue catalogue,
            MetricQueries figures,
            Trends trends,
            TargetMarks targets,
            Focus focus,
            ScreenHeads heads) {
        this.catalogue = catalogue;
        this.figures = figures;
        this.trends = trends;
        this.targets = targets;
        this.focus = focus;
        this.heads = heads;
        addClassName("kw-page");
    }

    @Override
    public void afterNavigation(AfterNavigationEvent event) {
        var parameters = event.getLocation().getQueryParameters();
        Selection selection = heads.selection(parameters);
        removeAll();
        add(heads.head("Overview", selection, OverviewNavigation::overview));
        heads.misread(parameters, OverviewNavigation.overview(selection), List.of())
                .ifPresent(this::add);
        var objection = heads.objection(parameters, selection, OverviewNavigation::overview);
        if (objection.isPresent()) {
            add(objection.get());
            return;
        }
        List<String> shown = focus.metrics().stream().map(MetricId::id).toList();
        Once<Map<String, Trend>> answers = new Once<>(() -> ask(shown, selection));
        add(new Deferred(
                "kw-skeleton-cards", () -> focused(shown, answers.get(), selection), found -> cards(found, selection)));
        Div grid = new Div();
        grid.addClassName("kw-grid");
        grid.add(
                movements(answers, selection).spanning(7),
                score(answers, selection).spanning(5),
                mostMoved(answers, selection).spanning(12));
        add(grid);
    }

    private Map<String, Trend> ask(List<String> shown, Selection selection) {
        return Stream.concat(shown.stream(), CARDS.stream())
                .distinct()
                .flatMap(id -> catalogue.find(id).stream())
                .map(Metric::info)
                .collect(Collectors.toMap(
                        metric -> metric.id().id(),
                        metric -> trends.of(metric, metric.defaultDefinition(), selection)));
    }

    /// What a card shows.
    private record Focused(Trend trend, List<TargetMarks.Mark> marks) {}

    private List<Focused> focused(List<String> shown, Map<String, Trend> answers, Selection selection) {
        return shown.stream()
                .flatMap(id -> Optional.ofNullable(answers.get(id)).stream())
                .map(trend -> new Focused(
                        trend,
                        targets.of(trend.figure().metric(), trend.figure().definition(), selection)))
                .toList();
    }

    private static Component cards(List<Focused> focused, Selection selection) {
        Div cards = new Div();
        cards.addClassName("kw-cards");
        focused.forEach(each -> cards.add(new KpiCard(each.trend(), each.marks(), selection)));
        return cards;
    }

    /// A card's content about one metric, made when the answers are there.
    private static Deferred about(
            String metric, Supplier<Map<String, Trend>> answers, Function<Trend, Component> show) {
        return new Deferred(
                "kw-skeleton-chart",
                answers,
                found -> Optional.ofNullable(found.get(metric))
                        .map(show)
                        .orElseGet(() -> Notice.empty("This metric is not in the catalogue.")));
    }

    private static Component orReason(Trend trend, Supplier<Component> content) {
        return switch (trend.figure().outcome()) {
            case Outcome.Value _ -> content.get();
            case Outcome.Unavailable(Outcome.Reason _, String message) -> Notice.empty(message);
        };
    }

    private Card movements(Supplier<Map<String, Trend>> answers, Selection selection) {
        Card card = new Card(
                        "MRR movements",
                        about(MOVEMENTS, answers, trend -> orReason(trend, () -> bridge(trend, selection))))
                .saying(heads.firm().currency()
                        + " a month · opening + new + expansion + reactivation − contraction − churn = closing");
        catalogue
                .find(MOVEMENTS)
                .ifPresent(metric -> card.leading(
                        MetricNavigation.metric(metric.info().id(), selection).href(), "Explain ›"));
        return card;
    }

    private static Component bridge(Trend trend, Selection selection) {
        MetricInfo metric = trend.figure().metric();
        MovementBridge bridge = MovementBridge.of(trend.figure());
        List<Floating> bars = MovementsChart.bars(bridge, kind -> definitionOf(metric, kind, selection));
        Div chart = new Div(MovementsChart.of(bridge, bars));
        if (MovementsChart.lowest(bridge).signum() > 0) {
            chart.add(new Quiet("The scale doesn't start at zero."));
        }
        return chart;
    }

    private static String definitionOf(MetricInfo metric, MovementKind kind, Selection selection) {
        return metric.definition(kind.id())
                .map(definition -> MetricNavigation.metric(metric, definition, selection))
                .orElseGet(() -> MetricNavigation.metric(metric.id(), selection))
                .href();
    }

    private Card score(Supplier<Map<String, Trend>> answers, Selection selection) {
        Card card = new Card("Net Promoter Score", about(NPS, answers, trend -> scoreChart(trend, selection)))
                .saying("by period · 95 % interval shaded");
        catalogue
                .find(NPS)
                .ifPresent(metric -> card.leading(
                        MetricNavigation.metric(metric.info().id(), selection).href(), "Explain ›"));
        return card;
    }

    private static Component scoreChart(Trend trend, Selection selection) {
        List<MetricValue> history = trend.history();
        if (history.stream().allMatch(figure -> figure.amount().isEmpty())) {
            return Notice.empty("Nobody answered an NPS question in these periods. Answers come from survey tools.");
        }
        MetricInfo metric = trend.figure().metric();
        List<Period> periods = history.stream().map(MetricValue::period).toList();
        List<ChartPoint> points = history.stream()
                .map(figure -> ChartPoint.of(figure.amount(), reported(figure))
                        .leadingTo(MetricNavigation.metric(metric.id(), selection.withPeriod(figure.period()))
                                .href()))
                .toList();
        return ChartOptions.overPeriods(periods, PeriodLabels.of(periods), metric.unit())
                .band("$accent/15", bounds(history, Interval::low), bounds(history, Interval::high))
                .line(metric.name(), "$accent", points)
                .chart("Net Promoter Score by period; the metric's page has the figures as a table");
    }

    private static String reported(MetricValue figure) {
        return FigureText.withInterval(figure);
    }

    private static List<Optional<BigDecimal>> bounds(List<MetricValue> history, Function<Interval, BigDecimal> side) {
        return history.stream()
                .map(figure -> figure.calculation().interval().map(side))
                .toList();
    }

    private Card mostMoved(Supplier<Map<String, Trend>> answers, Selection selection) {
        Card card = new Card(
                        "Largest changes",
                        new Deferred(
                                "kw-skeleton-list",
                                () -> Optional.ofNullable(answers.get().get(MOVEMENTS))
                                        .map(trend -> figures.list(trend.figure(), MostMoved.LOOKED_AT)),
                                list -> movedTable(list, selection)))
                .saying(heads.firm().currency() + " a month, the largest movements of the period first");
        catalogue
                .find(MOVEMENTS)
                .ifPresent(metric -> card.leading(
                        MetricNavigation.metric(metric.info().id(), selection).href(), "All movements ›"));
        return card;
    }

    private static Component movedTable(Optional<DrillRows> found, Selection selection) {
        List<DrillRows.Row> rows =
                found.map(list -> MostMoved.of(list.rows(), MOST_MOVED)).orElse(List.of());
        if (rows.isEmpty()) {
            return Notice.empty("Nothing moved in this period. Subscriptions that start, change or end show here.");
        }
        Table table = new Table(
                "Largest MRR movements",
                Column.text("Account"),
                Column.text("Day"),
                Column.wide("What"),
                Column.number("Moved"));
        for (DrillRows.Row row : rows) {
            table.row(
                    new AccountLink(row.account(), row.accountName(), selection),
                    Table.cell(row.day()),
                    Table.detail(row.detail()),
                    Table.cell(ValueFormat.change(row.amount(), Unit.MONEY_PER_MONTH)));
        }
        return table;
    }
}
