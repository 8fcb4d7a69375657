package io.keepwell.ui.metric;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import io.keepwell.core.metric.Comparison;
import io.keepwell.core.metric.Definition;
import io.keepwell.core.metric.Figure;
import io.keepwell.core.metric.Outcome;
import io.keepwell.core.metric.ValueFormat;

/// A metric's definitions side by side, each with its figure; one is chosen.
final class DefinitionTiles extends Div {
    DefinitionTiles(MetricPage page, Comparison comparison) {
        addClassName("kw-definitions");
        getElement().setAttribute("role", "navigation");
        getElement().setAttribute("aria-label", "Definitions");
        comparison.lines().forEach(line -> add(tile(page, line.figure())));
    }

    private static Anchor tile(MetricPage page, Figure figure) {
        Definition definition = figure.definition();
        boolean isDefault = definition.equals(page.metric().defaultDefinition());
        boolean only = page.metric().definitions().size() == 1;
        Span name = new Span(definition.name() + (isDefault && !only ? " · default" : ""));
        name.addClassName("kw-name");
        Span value = new Span(figure.amount().isPresent() ? ValueFormat.outcome(figure) : "–");
        value.addClassName("kw-value");
        Span symbols = new Span(definition.symbols());
        symbols.addClassName("kw-symbols");
        Anchor tile = new Anchor(page.with(definition).link().href(), "");
        tile.add(name, value, symbols);
        tile.setId("definition-" + definition.id());
        tile.setTitle(hint(figure));
        tile.addClassNames("kw-card", "kw-definition");
        if (definition.equals(page.definition())) {
            tile.getElement().setAttribute("aria-current", "true");
        }
        return tile;
    }

    private static String hint(Figure figure) {
        return switch (figure.outcome()) {
            case Outcome.Value _ -> figure.definition().words();
            case Outcome.Unavailable(Outcome.Reason _, String message) -> message;
        };
    }
}
