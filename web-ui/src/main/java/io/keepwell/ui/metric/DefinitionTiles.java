package io.keepwell.ui.metric;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import io.keepwell.core.metric.Definition;
import io.keepwell.core.metric.MetricValue;
import io.keepwell.core.metric.query.Comparison;
import io.keepwell.ui.component.FigureText;
import io.keepwell.ui.component.Tile;

/// A metric's definitions side by side, each with its figure; one is chosen.
final class DefinitionTiles extends Div {
    DefinitionTiles(MetricPage page, Comparison comparison) {
        addClassName("kw-definitions");
        getElement().setAttribute("role", "navigation");
        getElement().setAttribute("aria-label", "Definitions");
        comparison.lines().forEach(line -> add(tile(page, line.figure())));
    }

    private static Anchor tile(MetricPage page, MetricValue figure) {
        Definition definition = figure.definition();
        Anchor tile = Tile.choice(
                page.with(definition).link().href(),
                definition.name(),
                FigureText.orDash(figure),
                definition.symbols(),
                definition.equals(page.definition()));
        tile.setId("definition-" + definition.id());
        tile.setTitle(figure.amount().isPresent() ? definition.words() : FigureText.reason(figure));
        return tile;
    }
}
