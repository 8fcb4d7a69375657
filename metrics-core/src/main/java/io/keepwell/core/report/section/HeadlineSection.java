package io.keepwell.core.report.section;

import io.keepwell.core.metric.MetricValue;
import io.keepwell.core.metric.ValueFormat;
import io.keepwell.core.report.Grid;
import io.keepwell.core.report.GridCell;
import io.keepwell.core.report.Medium;
import io.keepwell.core.report.ReportData;
import io.keepwell.core.report.Section;
import io.keepwell.core.report.SectionId;
import jakarta.inject.Singleton;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// The report's first metrics at a glance. All its figures are in the table of all figures, too.
@Singleton
final class HeadlineSection implements Section {
    private static final int MOST_CARDS = 4;

    @Override
    public SectionId id() {
        return new SectionId("headlines");
    }

    @Override
    public String summary() {
        return "The first " + MOST_CARDS + " metrics, each on a card with its change and its last months.";
    }

    @Override
    public Set<Medium> media() {
        return EnumSet.of(Medium.MAIL, Medium.PAPER);
    }

    @Override
    public List<Grid.Panel> fill(ReportData data) {
        String since = "vs " + ValueFormat.shortPeriod(data.head().period().previous());
        return List.of(Grid.Panel.of(
                "",
                Grid.Arrangement.CARDS,
                List.of(
                        new Grid.Column(ValueFormat.shortPeriod(data.head().period()), Grid.Weight.MAIN),
                        new Grid.Column(since, Grid.Weight.PLAIN)),
                data.lines().stream()
                        .limit(MOST_CARDS)
                        .map(HeadlineSection::card)
                        .toList()));
    }

    private static Grid.Row card(ReportData.Line line) {
        return Grid.Row.of(
                        line.metric().name(),
                        "",
                        List.of(basis(line.figure())),
                        List.of(GridCell.of(line.figure()), GridCell.changeOf(line)))
                .over(line.months());
    }

    /// What the figure rests on, after its interval where it is of a sample.
    private static String basis(MetricValue figure) {
        String base = figure.calculation().base();
        String interval = ValueFormat.interval(figure);
        return interval.isEmpty() ? base : interval + " · " + base;
    }
}
