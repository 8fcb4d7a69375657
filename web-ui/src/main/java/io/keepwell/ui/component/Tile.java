package io.keepwell.ui.component;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;

/// A figure among others like it: its name, itself, and what is to be known about it.
public final class Tile extends Div {
    /// Nothing to choose, only to be read.
    ///
    /// @param id of the figure, for tests
    public Tile(String name, String figure, String id, String below) {
        Span value = value(figure);
        value.setId(id);
        add(name(name), value, below(below));
        addClassNames("kw-definition", "kw-still");
    }

    /// One of several to choose from.
    ///
    /// @param chosen whether the screen shows it already
    public static Anchor choice(String href, String name, String figure, String below, boolean chosen) {
        Anchor tile = new Anchor(href, name(name), value(figure), below(below));
        tile.addClassNames("kw-card", "kw-definition");
        if (chosen) {
            tile.getElement().setAttribute("aria-current", "true");
        }
        return tile;
    }

    private static Span name(String name) {
        return span(name, "kw-name");
    }

    private static Span value(String figure) {
        return span(figure, "kw-value");
    }

    private static Span below(String below) {
        return span(below, "kw-symbols");
    }

    private static Span span(String text, String className) {
        Span span = new Span(text);
        span.addClassName(className);
        return span;
    }
}
