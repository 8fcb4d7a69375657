package io.keepwell.ui.metric;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.NativeDetails;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import io.keepwell.core.metric.Definition;
import io.keepwell.core.metric.Metric;
import io.keepwell.core.metric.MetricValue;
import io.keepwell.core.metric.query.Comparison;
import io.keepwell.ui.component.Card;
import io.keepwell.ui.component.FigureText;
import io.keepwell.ui.component.Quiet;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// All definitions with their figures of the period: why each differs from the default here and, to be
/// unfolded for those that aren't chosen, why one would pick it, where it stops making sense and what it
/// is made of.
final class DefinitionsCard extends Div {
    DefinitionsCard(MetricPage page, Comparison comparison, Metric metric) {
        Div words = new Div();
        words.addClassName("kw-words");
        boolean only = comparison.lines().size() == 1;
        comparison
                .lines()
                .forEach(line -> words.add(
                        words(page, line, only ? line.figure().definition().words() : line.because(), metric)));
        Card card = new Card(only ? "Definition" : "Differences between definitions", words)
                .saying(page.selection().label());
        card.setId("definitions");
        add(card);
    }

    private static Div words(MetricPage page, Comparison.Line line, String because, Metric metric) {
        Definition definition = line.figure().definition();
        List<Component> said = new ArrayList<>();
        said.add(head(page, line.figure()));
        said.add(new Paragraph(because));
        if (line.figure().amount().isEmpty()) {
            said.add(new Quiet("No figure: " + FigureText.reason(line.figure())));
        }
        Paragraph why = new Paragraph(definition.why()
                + definition.source().map(source -> " " + source).orElse(""));
        Quiet limits = new Quiet("But: " + definition.limits());
        Quiet madeOf = new Quiet("Made of: "
                + metric.madeOf(definition.id()).stream()
                        .map(table -> table.kind().replace('_', ' '))
                        .collect(Collectors.joining(", "))
                + ".");
        if (definition.equals(page.definition())) {
            said.add(why);
            said.add(limits);
            said.add(madeOf);
        } else {
            NativeDetails more = new NativeDetails("When to take it, and when not", new Div(why, limits, madeOf));
            more.addClassName("kw-more");
            said.add(more);
        }
        Div words = new Div(said.toArray(Component[]::new));
        words.setId("why-" + definition.id());
        if (definition.equals(page.definition())) {
            words.getElement().setAttribute("aria-current", "true");
        }
        return words;
    }

    private static Div head(MetricPage page, MetricValue figure) {
        Anchor name = new Anchor(
                page.with(figure.definition()).link().href(),
                figure.definition().name());
        H3 heading = new H3();
        heading.add(name);
        if (figure.definition().equals(page.metric().defaultDefinition())
                && page.metric().definitions().size() > 1) {
            Span mark = new Span("default");
            mark.addClassName("kw-badge");
            heading.add(mark);
        }
        Span value = new Span(FigureText.orDash(figure));
        value.addClassName("kw-amount");
        Div head = new Div(heading, value);
        head.addClassName("kw-words-head");
        return head;
    }
}
