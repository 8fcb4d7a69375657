package io.keepwell.ui.component;

import com.vaadin.flow.component.html.Span;
import io.keepwell.core.metric.Unit;
import io.keepwell.core.metric.ValueFormat;
import io.keepwell.core.metric.query.Change;

/// A change between two figures. The arrow says up or down; colour, and a word for who doesn't see it,
/// say whether that is for the better for this metric.
public final class ChangeChip extends Span {
    /// @param comparedWith what the change is from: `September 2026`
    public ChangeChip(Change change, Unit unit, String comparedWith) {
        String amount = change.relative()
                .map(percent -> ValueFormat.change(percent, Unit.PERCENT).replace(" pt", " %"))
                .orElseGet(() -> ValueFormat.change(change.amount(), unit));
        Span arrow = new Span(arrow(change));
        arrow.getElement().setAttribute("aria-hidden", "true");
        Span meaning = new Span(", " + meaning(change.verdict()));
        meaning.addClassName("kw-hidden");
        add(arrow, new Span(amount), meaning);
        addClassNames("kw-change", className(change.verdict()));
        setTitle(
                ValueFormat.change(change.amount(), unit) + " from " + comparedWith + ": " + meaning(change.verdict()));
    }

    /// What the change means, in a word or two.
    public static String meaning(Change.Verdict verdict) {
        return switch (verdict) {
            case BETTER -> "better";
            case WORSE -> "worse";
            case SAME -> "unchanged";
            case WITHIN_NOISE -> "within noise";
        };
    }

    private static String className(Change.Verdict verdict) {
        return switch (verdict) {
            case BETTER -> "better";
            case WORSE -> "worse";
            case SAME, WITHIN_NOISE -> "even";
        };
    }

    private static String arrow(Change change) {
        if (change.verdict() == Change.Verdict.WITHIN_NOISE) {
            return "●";
        }
        return switch (change.amount().signum()) {
            case 1 -> "▲";
            case -1 -> "▼";
            default -> "●";
        };
    }
}
