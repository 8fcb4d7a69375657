package io.keepwell.ui.component;

import com.vaadin.flow.component.html.Span;

/// The product's mark and name.
public final class Brand extends Span {
    public Brand() {
        Span mark = new Span();
        mark.addClassName("kw-mark");
        mark.getElement().setAttribute("aria-hidden", "true");
        add(mark, new Span("Keepwell"));
        addClassName("kw-brand");
    }
}
