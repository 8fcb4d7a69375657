package io.keepwell.ui.metric;

import com.vaadin.flow.router.QueryParameters;
import io.keepwell.core.account.Dimension;
import io.keepwell.core.metric.CustomDimension;
import io.keepwell.core.metric.Definition;
import io.keepwell.core.metric.MetricInfo;
import io.keepwell.core.metric.Unit;
import io.keepwell.core.time.Grain;
import io.keepwell.core.time.Window;
import io.keepwell.ui.component.Link;
import io.keepwell.ui.component.RowPage;
import io.keepwell.ui.shell.Parameter;
import io.keepwell.ui.shell.Selection;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a metric's page shows; all of it is in its address.
///
/// @param of what is asked about where the definition's figures are broken down by a custom dimension: a feature, a
///     theme; empty for all together
/// @param grain of the history
/// @param rolling how far each figure of the history looks back from its end; empty for its own period
/// @param by the dimension that the figure is cut by; empty for the records behind it
/// @param since the moment, on the reporting zone's clocks, since which to show what changed; empty for
///     not
/// @param asTable whether the history is a table rather than a chart
/// @param rows which of the records behind the figure are listed
record MetricPage(
        MetricInfo metric,
        Definition definition,
        Optional<String> of,
        Selection selection,
        Grain grain,
        Optional<Window> rolling,
        Optional<Dimension> by,
        Optional<LocalDateTime> since,
        boolean asTable,
        RowPage rows) {
    static final String DEFINITION = "definition";
    private static final String GRAIN = "grain";
    private static final List<Grain> GRAINS =
            Stream.of(Grain.values()).filter(grain -> grain != Grain.DAY).toList();
    private static final String ROLLING = "rolling";
    private static final String BY = "by";
    private static final String SINCE = "since";
    private static final String VIEW = "view";
    private static final String TABLE = "table";
    private static final String OF = "of";

    /// What the records behind the figure can be sorted by, as it is named in addresses.
    static final List<String> COLUMNS = List.of("account", "day", "what", "amount");

    static MetricPage of(MetricInfo metric, Selection selection, QueryParameters parameters) {
        return new MetricPage(
                metric,
                parameters
                        .getSingleParameter(DEFINITION)
                        .flatMap(metric::definition)
                        .orElse(metric.defaultDefinition()),
                parameters.getSingleParameter(OF),
                selection,
                parameters.getSingleParameter(GRAIN).flatMap(MetricPage::grain).orElse(grainOf(selection)),
                parameters.getSingleParameter(ROLLING).flatMap(Window::parse),
                parameters.getSingleParameter(BY).flatMap(Dimension::parse),
                parameters.getSingleParameter(SINCE).flatMap(MetricPage::moment),
                parameters.getSingleParameter(VIEW).filter(TABLE::equals).isPresent(),
                RowPage.of(parameters::getSingleParameter, COLUMNS));
    }

    /// What an address can say besides the selection.
    static List<Parameter> parameters(QueryParameters address) {
        return Stream.concat(
                        Stream.of(
                                Parameter.free(DEFINITION),
                                Parameter.free(OF),
                                new Parameter(
                                        GRAIN,
                                        text -> grain(text).isPresent(),
                                        GRAINS.stream().map(Grain::id).collect(Collectors.joining(", "))),
                                new Parameter(
                                        ROLLING,
                                        text -> Window.parse(text).isPresent(),
                                        "so many days or months, such as 90 days"),
                                new Parameter(
                                        BY,
                                        text -> Dimension.parse(text).isPresent(),
                                        Dimension.ALL.stream()
                                                .map(Dimension::id)
                                                .collect(Collectors.joining(", "))),
                                new Parameter(
                                        SINCE,
                                        text -> moment(text).isPresent(),
                                        "a moment on the reporting zone's clocks, such as 2026-10-31T08:30"),
                                Parameter.oneOf(VIEW, List.of(TABLE))),
                        Parameter.rows(address, COLUMNS).stream())
                .toList();
    }

    /// What the figures shown are counted in.
    Unit unit() {
        return metric.by(definition).unit();
    }

    Link link() {
        Link link = MetricNavigation.metric(metric, definition, selection);
        link = link.with(OF, of);
        if (grain != grainOf(selection)) {
            link = link.with(GRAIN, grain.id());
        }
        link = link.with(ROLLING, rolling.map(Window::toString));
        link = link.with(BY, by.map(Dimension::id));
        link = link.with(SINCE, since.map(LocalDateTime::toString));
        link = asTable ? link.with(VIEW, TABLE) : link;
        return rows.write(link);
    }

    MetricPage with(Selection other) {
        return new MetricPage(metric, definition, of, other, grain, rolling, by, since, asTable, rows.onPage(1));
    }

    /// What is asked about stays, where the other definition is broken down by the same.
    MetricPage with(Definition other) {
        Optional<String> stays = of.filter(_ -> other.customDimension()
                .map(CustomDimension::name)
                .equals(definition.customDimension().map(CustomDimension::name)));
        return new MetricPage(metric, other, stays, selection, grain, rolling, by, since, asTable, rows.onPage(1));
    }

    /// @param detail empty for all together
    MetricPage about(Optional<String> detail) {
        return new MetricPage(
                metric, definition, detail, selection, grain, rolling, by, since, asTable, rows.onPage(1));
    }

    MetricPage with(Grain other) {
        return new MetricPage(metric, definition, of, selection, other, rolling, by, since, asTable, rows);
    }

    MetricPage rolling(Optional<Window> window) {
        return new MetricPage(metric, definition, of, selection, grain, window, by, since, asTable, rows);
    }

    MetricPage cutBy(Optional<Dimension> dimension) {
        return behind(dimension, Optional.empty());
    }

    /// Tells what changed since a moment, in the place of the records or the cut.
    MetricPage changedSince(LocalDateTime moment) {
        return behind(Optional.empty(), Optional.of(moment));
    }

    private MetricPage behind(Optional<Dimension> dimension, Optional<LocalDateTime> moment) {
        return new MetricPage(
                metric, definition, of, selection, grain, rolling, dimension, moment, asTable, rows.onPage(1));
    }

    MetricPage asTable(boolean table) {
        return new MetricPage(metric, definition, of, selection, grain, rolling, by, since, table, rows);
    }

    MetricPage with(RowPage other) {
        return new MetricPage(metric, definition, of, selection, grain, rolling, by, since, asTable, other);
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
        return GRAINS.stream().filter(grain -> grain.id().equals(id)).findFirst();
    }
}
