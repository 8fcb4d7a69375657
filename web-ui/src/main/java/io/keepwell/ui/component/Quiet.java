package io.keepwell.ui.component;

import com.vaadin.flow.component.html.Paragraph;

/// Small words that stand behind what is beside them.
public final class Quiet extends Paragraph {
    public Quiet(String text) {
        super(text);
        addClassName("kw-quiet");
    }
}
