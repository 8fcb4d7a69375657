package io.keepwell.ui.metric;

import io.keepwell.core.metric.Definition;
import io.keepwell.core.metric.MetricId;
import io.keepwell.core.metric.MetricInfo;
import io.keepwell.ui.component.Link;
import io.keepwell.ui.shell.NavigationItem;
import io.keepwell.ui.shell.Selection;
import jakarta.inject.Singleton;

/// The ways to the metrics.
@Singleton
public final class MetricNavigation implements NavigationItem {
    static final String PATH = "metrics";

    /// The list of all metrics.
    public static Link list(Selection selection) {
        return selection.write(Link.to(PATH));
    }

    /// A metric's page, by its default definition.
    public static Link metric(MetricId metric, Selection selection) {
        return selection.write(Link.to(PATH + "/" + metric));
    }

    /// A metric's page, by one of its definitions.
    public static Link metric(MetricInfo metric, Definition definition, Selection selection) {
        Link link = metric(metric.id(), selection);
        return definition.equals(metric.defaultDefinition())
                ? link
                : link.with(MetricPage.DEFINITION, definition.id().id());
    }

    @Override
    public String title() {
        return "Metrics";
    }

    @Override
    public int place() {
        return 20;
    }

    @Override
    public String path() {
        return PATH;
    }
}
