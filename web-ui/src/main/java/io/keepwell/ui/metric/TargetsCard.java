package io.keepwell.ui.metric;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import io.keepwell.core.metric.MetricValue;
import io.keepwell.core.metric.ValueFormat;
import io.keepwell.core.target.TargetStatus;
import io.keepwell.ui.component.Card;
import io.keepwell.ui.component.Notice;
import io.keepwell.ui.component.StateChip;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// Where the figure is to get, whether it does, and by when somebody has to look at the metric again.
final class TargetsCard extends Div {
    /// @param marks of the selected slice and period
    record Loaded(List<TargetMarks.Mark> marks, Optional<LocalDate> review) {}

    static Loaded ask(TargetMarks targets, MetricPage page) {
        return new Loaded(
                page.of().isPresent() ? List.of() : targets.of(page.metric(), page.definition(), page.selection()),
                targets.review(page.metric().id()));
    }

    TargetsCard(TargetMarks targets, MetricPage page, Loaded known, LocalDate today) {
        Card card = new Card("Targets");
        card.setId("targets");
        if (known.marks().isEmpty()) {
            card.add(Notice.empty(
                    page.of().isPresent()
                            ? "Targets are set for all together, not for "
                                    + page.of().get() + " alone."
                            : "No target is set for this definition, slice and period."));
        }
        known.marks().forEach(mark -> card.add(row(targets, page, mark)));
        known.review().ifPresent(on -> card.add(review(on, today)));
        add(card);
    }

    private static Component row(TargetMarks targets, MetricPage page, TargetMarks.Mark mark) {
        Div row = new Div(
                mark.chip(),
                new Span(mark.said() + ", " + mark.target().term().label()),
                new Paragraph(
                        switch (mark.standing()) {
                            case TargetStatus.Judged(TargetStatus.Verdict _, MetricValue figure, BigDecimal asked) ->
                                ValueFormat.outcome(figure) + " (" + ValueFormat.period(figure.period()) + ")"
                                        + (asked.compareTo(mark.target().value()) == 0
                                                ? ""
                                                : "; " + targets.written(asked, page.metric(), page.definition())
                                                        + " asked for by then");
                            case TargetStatus.Unknown(String why) -> why;
                        }));
        row.addClassName("kw-target");
        return row;
    }

    private static Component review(LocalDate on, LocalDate today) {
        Div review = new Div(
                on.isBefore(today)
                        ? new StateChip(StateChip.Tone.WATCH, "review overdue since " + ValueFormat.day(on))
                        : new StateChip(StateChip.Tone.UNKNOWN, "to be reviewed by " + ValueFormat.day(on)));
        review.addClassName("kw-target");
        return review;
    }
}
