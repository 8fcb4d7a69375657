package io.keepwell.ui.component;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import io.keepwell.core.metric.Figure;
import io.keepwell.core.metric.Outcome;
import io.keepwell.core.metric.Unit;
import io.keepwell.core.metric.ValueFormat;
import java.math.BigDecimal;

/// A figure, large, its unit small beside it; or a dash and the reason why there is none.
public final class FigureText extends Div {
    public FigureText(Figure figure) {
        addClassName("kw-figure");
        Span value = new Span();
        value.addClassName("kw-value");
        Span unit = new Span();
        unit.addClassName("kw-unit");
        switch (figure.outcome()) {
            case Outcome.Value(BigDecimal amount) -> {
                value.setText(ValueFormat.bare(amount, figure.metric().unit()));
                unit.setText(unit(figure));
            }
            case Outcome.Unavailable(Outcome.Reason _, String message) -> {
                value.setText("–");
                unit.setText(message);
                addClassName("kw-none");
            }
        }
        add(value, unit);
    }

    private static String unit(Figure figure) {
        Unit unit = figure.metric().unit();
        String margin = figure.calculation()
                .marginOfError()
                .map(amount -> "± " + ValueFormat.bare(amount, unit))
                .orElse("");
        return switch (unit) {
            case PERCENT -> "%" + (margin.isEmpty() ? "" : " " + margin);
            case MONEY -> figure.currency().code();
            case MONEY_PER_MONTH -> figure.currency().code() + " a month";
            case SCORE, COUNT -> margin;
        };
    }
}
