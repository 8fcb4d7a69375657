package io.keepwell.ui.shell;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Header;
import com.vaadin.flow.component.html.Paragraph;

/// The head of a screen: its title, what all its figures are about, and the means to change that.
public final class ScreenHead extends Header {
    private final Div title = new Div();

    ScreenHead(String text, String said, Component... controls) {
        H1 heading = new H1(text);
        heading.setId("screen-title");
        Paragraph line = new Paragraph(said);
        line.addClassName("kw-said");
        line.setId("screen-said");
        title.add(heading, line);
        title.addClassName("kw-head-title");
        addClassName("kw-head");
        add(title);
        add(controls);
    }

    /// A line more under the title.
    public ScreenHead saying(Component more) {
        title.add(more);
        return this;
    }
}
