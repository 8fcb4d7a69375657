package io.keepwell.core.report.section;

import io.keepwell.core.metric.ValueFormat;
import io.keepwell.core.report.Grid;
import io.keepwell.core.report.GridCell;
import io.keepwell.core.report.ReportData;
import io.keepwell.core.report.Section;
import io.keepwell.core.report.SectionId;
import io.keepwell.core.time.Period;
import jakarta.inject.Singleton;
import java.util.List;

/// All of the report's metrics, with the period before and the year before.
@Singleton
final class FigureSection implements Section {
    @Override
    public SectionId id() {
        return new SectionId("figures");
    }

    @Override
    public String summary() {
        return "All metrics in a table, with the period before and the same period a year before.";
    }

    @Override
    public List<Grid.Panel> fill(ReportData data) {
        Period period = data.head().period();
        return List.of(Grid.Panel.of(
                        "All figures",
                        Grid.Arrangement.TABLE,
                        List.of(
                                new Grid.Column(ValueFormat.shortPeriod(period), Grid.Weight.MAIN),
                                new Grid.Column(ValueFormat.shortPeriod(period.previous()), Grid.Weight.ASIDE),
                                new Grid.Column("Change", Grid.Weight.PLAIN),
                                new Grid.Column(ValueFormat.shortPeriod(period.yearBefore()), Grid.Weight.ASIDE)),
                        data.lines().stream().map(FigureSection::row).toList())
                .naming("Metric")
                .onNewPage());
    }

    private static Grid.Row row(ReportData.Line line) {
        return Grid.Row.of(
                line.metric().name(),
                "",
                List.of(line.figure().definition().name()),
                List.of(
                        GridCell.of(line.figure()),
                        GridCell.of(line.previous()),
                        GridCell.changeOf(line),
                        GridCell.of(line.yearBefore())));
    }
}
