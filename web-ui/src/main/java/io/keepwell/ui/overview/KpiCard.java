package io.keepwell.ui.overview;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Article;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import io.keepwell.core.metric.MetricValue;
import io.keepwell.core.metric.ValueFormat;
import io.keepwell.core.metric.query.Change;
import io.keepwell.ui.component.ChangeChip;
import io.keepwell.ui.component.FigureText;
import io.keepwell.ui.component.Spark;
import io.keepwell.ui.metric.MetricNavigation;
import io.keepwell.ui.metric.TargetMarks;
import io.keepwell.ui.metric.Trends.Trend;
import io.keepwell.ui.shell.Selection;
import java.util.List;

/// One metric at a glance: its figure, what became of it, what it rests on, the target it is to reach
/// first, and its past.
final class KpiCard extends Article {
    KpiCard(Trend trend, List<TargetMarks.Mark> marks, Selection selection) {
        MetricValue figure = trend.figure();
        setId("kpi-" + figure.metric().id());
        addClassNames("kw-card", "kw-kpi");
        Anchor name = new Anchor(
                MetricNavigation.metric(figure.metric().id(), selection).href(),
                figure.metric().name());
        name.addClassName("kw-kpi-name");
        name.setTitle(figure.definition().words());
        Spark spark = new Spark(trend.amounts());
        if (trend.change()
                .filter(change -> change.verdict() == Change.Verdict.WORSE)
                .isPresent()) {
            spark.addClassName("worse");
        }
        add(name, new FigureText(figure), context(trend, selection));
        marks.stream().findFirst().ifPresent(mark -> add(aim(mark)));
        add(spark);
    }

    private static Div aim(TargetMarks.Mark mark) {
        Div aim = new Div(mark.chip(), new Span(mark.said()));
        aim.addClassNames("kw-context", "kw-aim");
        return aim;
    }

    private static Div context(Trend trend, Selection selection) {
        Div context = new Div();
        context.addClassName("kw-context");
        MetricValue figure = trend.figure();
        if (figure.amount().isEmpty()) {
            return context;
        }
        String compared = ValueFormat.period(selection.compared());
        trend.change()
                .ifPresentOrElse(
                        change -> context.add(
                                new ChangeChip(change, figure.metric().unit(), compared),
                                new Span(
                                        change.verdict() == Change.Verdict.WITHIN_NOISE
                                                ? change.verdict().words()
                                                : "from " + compared)),
                        () -> context.add(new Span("nothing to compare with in " + compared)));
        Span base = new Span(figure.calculation().base());
        base.addClassName("kw-base");
        context.add(base);
        return context;
    }
}
