package io.keepwell.ui.metric;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import io.keepwell.core.metric.Analysis;
import io.keepwell.core.metric.CatalogueEntry;
import io.keepwell.core.metric.Definition;
import io.keepwell.core.metric.Metric;
import io.keepwell.core.metric.MetricCatalogue;
import io.keepwell.core.metric.MetricInfo;
import io.keepwell.core.metric.ValueFormat;
import io.keepwell.ui.component.Card;
import io.keepwell.ui.component.ChangeChip;
import io.keepwell.ui.component.Deferred;
import io.keepwell.ui.component.FigureText;
import io.keepwell.ui.component.Link;
import io.keepwell.ui.component.Quiet;
import io.keepwell.ui.component.Spark;
import io.keepwell.ui.component.Table;
import io.keepwell.ui.component.Table.Column;
import io.keepwell.ui.retention.RetentionNavigation;
import io.keepwell.ui.shell.ScreenHeads;
import io.keepwell.ui.shell.Selection;
import io.keepwell.ui.shell.Shell;
import io.micronaut.context.annotation.Prototype;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

@Route(value = MetricNavigation.PATH, layout = Shell.class)
@PageTitle("Metrics · Keepwell")
@Prototype
final class MetricsView extends Main implements AfterNavigationObserver {
    private final transient MetricCatalogue catalogue;
    private final transient Trends trends;
    private final transient ScreenHeads heads;

    MetricsView(MetricCatalogue catalogue, Trends trends, ScreenHeads heads) {
        this.catalogue = catalogue;
        this.trends = trends;
        this.heads = heads;
        addClassName("kw-page");
    }

    @Override
    public void afterNavigation(AfterNavigationEvent event) {
        var parameters = event.getLocation().getQueryParameters();
        Selection selection = heads.selection(parameters);
        removeAll();
        add(heads.head("Metrics", selection, MetricNavigation::list));
        heads.misread(parameters, MetricNavigation.list(selection), List.of()).ifPresent(this::add);
        var objection = heads.objection(parameters, selection, MetricNavigation::list);
        if (objection.isPresent()) {
            add(objection.get());
            return;
        }
        Map<String, List<CatalogueEntry>> byCategory = catalogue.entries().stream()
                .collect(Collectors.groupingBy(entry -> entry.info().category(), TreeMap::new, Collectors.toList()));
        byCategory.forEach((category, entries) -> add(new Card(
                category,
                new Deferred(
                        "kw-skeleton-list",
                        () -> entries.stream()
                                .map(entry -> line(entry, selection))
                                .toList(),
                        lines -> table(category, lines, selection)))));
    }

    /// What a row is of.
    private sealed interface Line {
        record OfMetric(Trends.Trend trend) implements Line {}

        record OfAnalysis(Analysis analysis) implements Line {}
    }

    private Line line(CatalogueEntry entry, Selection selection) {
        return switch (entry) {
            case Metric metric ->
                new Line.OfMetric(trends.of(metric.info(), metric.info().defaultDefinition(), selection));
            case Analysis analysis -> new Line.OfAnalysis(analysis);
        };
    }

    private static Component table(String category, List<Line> lines, Selection selection) {
        Table table = new Table(
                category,
                Column.text("Metric"),
                Column.number("Figure"),
                Column.text("Change"),
                Column.wide("Trend"),
                Column.wide("Definition"),
                Column.wide("Better"));
        table.addClassName("kw-metrics");
        for (Line line : lines) {
            switch (line) {
                case Line.OfMetric(Trends.Trend trend) -> {
                    MetricInfo metric = trend.figure().metric();
                    table.row(
                            name(metric, MetricNavigation.metric(metric.id(), selection)),
                            figure(trend),
                            change(trend, selection),
                            trend(trend),
                            definition(metric),
                            Table.cell(better(metric)));
                }
                case Line.OfAnalysis(Analysis analysis) ->
                    table.row(
                            name(analysis.info(), RetentionNavigation.retention(selection)),
                            Table.cell("–"),
                            Table.cell("–"),
                            new Quiet("A " + analysis.shape() + " of many figures."),
                            new Span(analysis.info().definitions().stream()
                                    .map(Definition::symbols)
                                    .collect(Collectors.joining(", "))),
                            Table.cell(better(analysis.info())));
            }
        }
        return table;
    }

    private static Component name(MetricInfo metric, Link link) {
        Anchor name = new Anchor(link.href(), metric.name());
        name.addClassName("kw-strong");
        Quiet summary = new Quiet(metric.summary());
        summary.addClassName("kw-wide");
        return new Div(name, summary);
    }

    private static Component figure(Trends.Trend trend) {
        Span figure = Table.cell(FigureText.orDash(trend.figure()));
        figure.addClassName("kw-strong");
        figure.setId("figure-" + trend.figure().metric().id());
        return figure;
    }

    private static Component change(Trends.Trend trend, Selection selection) {
        return trend.change()
                .<Component>map(change -> new ChangeChip(
                        change, trend.figure().metric().unit(), ValueFormat.period(selection.compared())))
                .orElseGet(() -> Table.cell("–"));
    }

    /// The last periods, or why there is no figure.
    private static Component trend(Trends.Trend trend) {
        return trend.figure().amount().isPresent()
                ? new Spark(trend.amounts())
                : new Quiet(FigureText.reason(trend.figure()));
    }

    private static Component definition(MetricInfo metric) {
        int others = metric.definitions().size() - 1;
        Span symbols = new Span(metric.defaultDefinition().symbols());
        Quiet more = new Quiet(
                switch (others) {
                    case 0 -> "the only definition";
                    case 1 -> "and 1 other definition";
                    default -> "and " + others + " other definitions";
                });
        return new Div(symbols, more);
    }

    private static String better(MetricInfo metric) {
        return switch (metric.better()) {
            case HIGHER -> "↑ higher";
            case LOWER -> "↓ lower";
        };
    }
}
