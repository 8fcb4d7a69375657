package io.keepwell.ui.metric;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Paragraph;
import io.keepwell.core.metric.Definition;
import io.keepwell.ui.component.Card;

/// Why one would pick each definition, and where it stops making sense.
final class DefinitionsCard extends Div {
    DefinitionsCard(MetricPage page) {
        Div words = new Div();
        words.addClassName("kw-words");
        page.metric().definitions().forEach(definition -> words.add(words(page, definition)));
        boolean only = page.metric().definitions().size() == 1;
        add(new Card(only ? "What this definition says" : "Which definition, and why", words));
    }

    private static Div words(MetricPage page, Definition definition) {
        Anchor name = new Anchor(page.with(definition).link().href(), definition.name());
        H3 heading = new H3();
        heading.add(name);
        Paragraph limits = new Paragraph("But: " + definition.limits());
        limits.addClassName("kw-limits");
        Div words = new Div(heading, new Paragraph(definition.words()), new Paragraph(definition.why()), limits);
        if (definition.equals(page.definition())) {
            words.getElement().setAttribute("aria-current", "true");
        }
        return words;
    }
}
