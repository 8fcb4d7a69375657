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
                .map(ValueFormat::relativeChange)
                .orElseGet(() -> ValueFormat.change(change.amount(), unit));
        Span arrow = new Span(change.sign());
        arrow.getElement().setAttribute("aria-hidden", "true");
        String words = change.verdict().words();
        Span meaning = new Span(", " + words);
        meaning.addClassName("kw-hidden");
        add(arrow, new Span(amount), meaning);
        addClassNames("kw-change", className(change.verdict()));
        setTitle(ValueFormat.change(change.amount(), unit) + " from " + comparedWith + ": " + words);
    }

    private static String className(Change.Verdict verdict) {
        return switch (verdict) {
            case BETTER -> "better";
            case WORSE -> "worse";
            case SAME, WITHIN_NOISE -> "even";
        };
    }
}
