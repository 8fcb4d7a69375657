package io.keepwell.ui.metric;

import com.vaadin.flow.router.QueryParameters;
import io.keepwell.core.account.Dimension;
import io.keepwell.core.metric.Definition;
import io.keepwell.core.metric.MetricInfo;
import io.keepwell.core.metric.Unit;
import io.keepwell.core.time.Grain;
import io.keepwell.core.time.Window;
import io.keepwell.ui.component.Link;
import io.keepwell.ui.shell.Selection;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.Optional;
import java.util.stream.Stream;

/// What a metric's page shows; all of it is in its address.
///
/// @param grain of the history
/// @param rolling how far each figure of the history looks back from its end; empty for its own period
/// @param by the dimension that the figure is cut by; empty for the records behind it
/// @param since the moment, on the reporting zone's clocks, since which to tell what changed; empty for
///     not
/// @param asTable whether the history is a table rather than a chart
/// @param everyRow whether to list the records behind the figure far down
record MetricPage(
        MetricInfo metric,
        Definition definition,
        Selection selection,
        Grain grain,
        Optional<Window> rolling,
        Optional<Dimension> by,
        Optional<LocalDateTime> since,
        boolean asTable,
        boolean everyRow) {
    static final String DEFINITION = "definition";
    private static final String GRAIN = "grain";
    private static final String ROLLING = "rolling";
    private static final String BY = "by";
    private static final String SINCE = "since";
    private static final String VIEW = "view";
    private static final String TABLE = "table";
    private static final String ROWS = "rows";
    private static final String ALL = "all";

    static MetricPage of(MetricInfo metric, Selection selection, QueryParameters parameters) {
        return new MetricPage(
                metric,
                parameters
                        .getSingleParameter(DEFINITION)
                        .flatMap(metric::definition)
                        .orElse(metric.defaultDefinition()),
                selection,
                parameters.getSingleParameter(GRAIN).flatMap(MetricPage::grain).orElse(grainOf(selection)),
                parameters.getSingleParameter(ROLLING).flatMap(Window::parse),
                parameters.getSingleParameter(BY).flatMap(Dimension::parse),
                parameters.getSingleParameter(SINCE).flatMap(MetricPage::moment),
                parameters.getSingleParameter(VIEW).filter(TABLE::equals).isPresent(),
                parameters.getSingleParameter(ROWS).filter(ALL::equals).isPresent());
    }

    /// What the figures shown are counted in.
    Unit unit() {
        return metric.by(definition).unit();
    }

    Link link() {
        Link link = MetricNavigation.metric(metric, definition, selection);
        if (grain != grainOf(selection)) {
            link = link.with(GRAIN, grain.id());
        }
        link = link.with(ROLLING, rolling.map(Window::toString));
        link = link.with(BY, by.map(Dimension::id));
        link = link.with(SINCE, since.map(LocalDateTime::toString));
        link = asTable ? link.with(VIEW, TABLE) : link;
        return everyRow ? link.with(ROWS, ALL) : link;
    }

    MetricPage with(Selection other) {
        return new MetricPage(metric, definition, other, grain, rolling, by, since, asTable, everyRow);
    }

    MetricPage with(Definition other) {
        return new MetricPage(metric, other, selection, grain, rolling, by, since, asTable, everyRow);
    }

    MetricPage with(Grain other) {
        return new MetricPage(metric, definition, selection, other, rolling, by, since, asTable, everyRow);
    }

    MetricPage rolling(Optional<Window> window) {
        return new MetricPage(metric, definition, selection, grain, window, by, since, asTable, everyRow);
    }

    MetricPage cutBy(Optional<Dimension> dimension) {
        return new MetricPage(
                metric, definition, selection, grain, rolling, dimension, Optional.empty(), asTable, everyRow);
    }

    /// Tells what changed since a moment, in the place of the records or the cut.
    MetricPage changedSince(LocalDateTime moment) {
        return new MetricPage(
                metric,
                definition,
                selection,
                grain,
                rolling,
                Optional.empty(),
                Optional.of(moment),
                asTable,
                everyRow);
    }

    MetricPage asTable(boolean table) {
        return new MetricPage(metric, definition, selection, grain, rolling, by, since, table, everyRow);
    }

    MetricPage withEveryRow() {
        return new MetricPage(metric, definition, selection, grain, rolling, by, since, asTable, true);
    }

    /// The grain that suits the period best.
    static Grain grainOf(Selection selection) {
        long days = selection.period().days();
        if (days <= 10) {
            return Grain.WEEK;
        }
        if (days <= 62) {
            return Grain.MONTH;
        }
        return days <= 190 ? Grain.QUARTER : Grain.YEAR;
    }

    private static Optional<LocalDateTime> moment(String text) {
        try {
            return Optional.of(LocalDateTime.parse(text));
        } catch (DateTimeException none) {
            return Optional.empty();
        }
    }

    private static Optional<Grain> grain(String id) {
        return Stream.of(Grain.values())
                .filter(grain -> grain != Grain.DAY && grain.id().equals(id))
                .findFirst();
    }
}
