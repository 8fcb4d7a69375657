package io.keepwell.ui.component;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Header;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;

/// A part of a screen with a title.
public final class Card extends Section {
    private final Header head = new Header();
    private final Div links = new Div();

    public Card(String title, Component... content) {
        head.add(new H2(title));
        head.addClassName("kw-card-head");
        links.addClassName("kw-links");
        add(head);
        add(content);
        addClassName("kw-card");
    }

    /// A line under the title.
    public Card saying(String line) {
        head.add(new Paragraph(line));
        return this;
    }

    /// A link beside the title.
    public Card leading(String href, String text) {
        return leading(href, text, false);
    }

    /// @param chosen whether the card shows already what the link leads to
    public Card leading(String href, String text, boolean chosen) {
        Anchor link = new Anchor(href, text);
        if (chosen) {
            link.getElement().setAttribute("aria-current", "true");
        }
        return offering(link);
    }

    /// A way beside the title to something else than a screen, such as a file.
    public Card offering(Anchor way) {
        if (links.getParent().isEmpty()) {
            head.addComponentAtIndex(1, links);
        }
        links.add(way);
        return this;
    }

    /// The links that follow stand apart from those before.
    public Card apart() {
        Span line = new Span();
        line.addClassName("kw-apart");
        line.getElement().setAttribute("aria-hidden", "true");
        links.add(line);
        return this;
    }

    /// How many of twelve columns it takes, where there is room.
    public Card spanning(int columns) {
        addClassName("kw-span-" + columns);
        return this;
    }
}
