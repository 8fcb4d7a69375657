package io.keepwell.ui.metric;

import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeDetails;
import com.vaadin.flow.component.html.Span;
import io.keepwell.core.metric.Calculation;
import io.keepwell.core.metric.Exclusion;
import io.keepwell.core.metric.MetricValue;
import io.keepwell.core.metric.Term;
import io.keepwell.core.metric.ValueFormat;
import io.keepwell.core.metric.query.Warning;
import io.keepwell.ui.component.Card;
import io.keepwell.ui.component.FigureText;
import io.keepwell.ui.component.FormulaText;
import io.keepwell.ui.component.Notice;
import io.keepwell.ui.component.Quiet;
import java.util.List;

/// How a figure came about: the formula with its numbers, every term, what was left out, and what makes
/// it less sure than it looks.
final class ExplanationCard extends Div {
    /// More of what was left out is shown only to whoever asks.
    private static final int MOST_LEFT_OUT = 3;

    ExplanationCard(MetricPage page, MetricValue figure, List<Warning> warnings) {
        Calculation calculation = figure.calculation();
        Card card = new Card("How it is calculated").saying(page.definition().words());
        card.add(formula(figure));
        if (figure.amount().isEmpty()) {
            card.add(Notice.reason(FigureText.reason(figure)));
        }
        calculation.interval().ifPresent(interval -> {
            card.add(new Quiet(ValueFormat.interval(interval, figure.metric().unit())
                    + " is its interval: 95 of 100 made this way hold the true value."
                    + page.definition()
                            .interval()
                            .map(method -> " It is " + method.words() + ".")
                            .orElse("")));
        });
        figure.amount().flatMap(page.definition()::readingText).ifPresent(text -> card.add(new Quiet(text)));
        DescriptionList terms = new DescriptionList();
        terms.addClassName("kw-terms");
        calculation.terms().forEach(term -> terms.add(row(term, figure)));
        List<Exclusion> exclusions = calculation.exclusions();
        exclusions.stream().limit(MOST_LEFT_OUT).forEach(item -> terms.add(row(item)));
        card.add(terms);
        if (exclusions.size() > MOST_LEFT_OUT) {
            card.add(more(exclusions.subList(MOST_LEFT_OUT, exclusions.size())));
        }
        warnings.forEach(warning -> card.add(Notice.warning(warning.message())));
        add(card);
    }

    private static Div formula(MetricValue figure) {
        Span value = new Span(FigureText.orDash(figure));
        value.setId("figure-value");
        Div formula = new Div(value);
        String numbers = figure.calculation().numbers();
        boolean saysMore = !numbers.isEmpty() && !ValueFormat.outcome(figure).endsWith(numbers);
        if (figure.amount().isPresent() && saysMore) {
            formula.add(new Span("="), new FormulaText(numbers));
        }
        formula.addClassName("kw-formula");
        return formula;
    }

    private static Div row(Term term, MetricValue figure) {
        Span symbol = new Span(term.symbol());
        symbol.getElement().getClassList().add("kw-symbol");
        DescriptionList.Term name = new DescriptionList.Term();
        name.add(symbol, new Span(term.name()));
        return new Div(
                name,
                new DescriptionList.Description(ValueFormat.amount(term.amount(), term.unit(), figure.currency())));
    }

    private static NativeDetails more(List<Exclusion> exclusions) {
        DescriptionList terms = new DescriptionList();
        terms.addClassName("kw-terms");
        exclusions.forEach(item -> terms.add(row(item)));
        NativeDetails more = new NativeDetails(
                exclusions.size() == 1 ? "one more group left out" : exclusions.size() + " more groups left out",
                terms);
        more.addClassName("kw-more");
        return more;
    }

    private static Div row(Exclusion item) {
        DescriptionList.Term name = new DescriptionList.Term("Left out: " + item.reason());
        name.addClassName("kw-left-out");
        return new Div(name, new DescriptionList.Description(ValueFormat.count(item.count())));
    }
}
