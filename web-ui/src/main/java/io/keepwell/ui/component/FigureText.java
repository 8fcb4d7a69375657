package io.keepwell.ui.component;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import io.keepwell.core.metric.MetricValue;
import io.keepwell.core.metric.Outcome;
import io.keepwell.core.metric.Unit;
import io.keepwell.core.metric.ValueFormat;
import java.math.BigDecimal;

/// A figure, large, its unit small in it and what is to be known about it beside it; or a dash and the
/// reason why there is none. The text is the one that every other channel shows.
public final class FigureText extends Div {
    public FigureText(MetricValue figure) {
        addClassName("kw-figure");
        Span value = new Span();
        value.addClassName("kw-value");
        Span beside = small("");
        switch (figure.outcome()) {
            case Outcome.Value(BigDecimal amount) -> {
                ValueFormat.Parts parts = ValueFormat.parts(figure, amount);
                value.add(small(parts.before()), new Span(parts.number()), small(parts.after()));
                beside.setText(beside(figure));
            }
            case Outcome.Unavailable(Outcome.Reason _, String message) -> {
                value.setText("–");
                beside.setText(message);
                addClassName("kw-none");
            }
        }
        add(value, beside);
    }

    /// A figure in a cell or a tile, where no room is for why there is none.
    public static String orDash(MetricValue figure) {
        return figure.amount().isPresent() ? ValueFormat.outcome(figure) : "–";
    }

    /// Why there is no figure; empty where there is one.
    public static String reason(MetricValue figure) {
        return switch (figure.outcome()) {
            case Outcome.Value _ -> "";
            case Outcome.Unavailable(Outcome.Reason _, String message) -> message;
        };
    }

    /// A figure and its interval, where it has one.
    public static String withInterval(MetricValue figure) {
        String interval = ValueFormat.interval(figure);
        return ValueFormat.outcome(figure) + (interval.isEmpty() ? "" : ", " + interval);
    }

    private static String beside(MetricValue figure) {
        Unit unit = figure.metric().unit();
        return unit == Unit.MONEY_PER_MONTH ? "a month" : ValueFormat.interval(figure);
    }

    private static Span small(String text) {
        Span small = new Span(text);
        small.addClassName("kw-unit");
        return small;
    }
}
