package io.keepwell.core.report.section;

import io.keepwell.core.metric.DrillRows;
import io.keepwell.core.metric.MetricValue;
import io.keepwell.core.metric.ValueFormat;
import io.keepwell.core.metric.query.MetricQueries;
import io.keepwell.core.report.Grid;
import io.keepwell.core.report.GridCell;
import io.keepwell.core.report.ReportData;
import io.keepwell.core.report.Section;
import io.keepwell.core.report.SectionId;
import jakarta.inject.Singleton;
import java.util.List;

/// The largest movements of MRR, with their customers: one that moved twice may be there twice.
@Singleton
final class LargestMovementsSection implements Section {
    private static final int MOST = 10;

    private final MetricQueries queries;

    LargestMovementsSection(MetricQueries queries) {
        this.queries = queries;
    }

    @Override
    public SectionId id() {
        return new SectionId("largest-movements");
    }

    @Override
    public String summary() {
        return "The ten largest movements of MRR, with the customers.";
    }

    @Override
    public List<Grid.Panel> fill(ReportData data) {
        return MovementSection.figure(data)
                .map(figure -> panel(figure, queries.list(figure, MOST)))
                .filter(panel -> !panel.rows().isEmpty())
                .stream()
                .toList();
    }

    private static Grid.Panel panel(MetricValue figure, DrillRows movements) {
        String unit = figure.currency() + " a month";
        Grid.Panel panel = Grid.Panel.of(
                        "Largest MRR movements",
                        Grid.Arrangement.TABLE,
                        List.of(new Grid.Column(unit, Grid.Weight.MAIN), new Grid.Column("Day", Grid.Weight.QUIET)),
                        movements.rows().stream()
                                .map(row -> row(figure, movements, row))
                                .toList())
                .naming("Customer");
        return movements.moreRows() == 0
                ? panel
                : panel.noting("the largest " + movements.rows().size() + " of "
                        + ValueFormat.count(movements.rows().size() + movements.moreRows()));
    }

    private static Grid.Row row(MetricValue figure, DrillRows movements, DrillRows.Row row) {
        return Grid.Row.of(
                row.accountName(),
                row.detail(),
                List.of(),
                List.of(
                        new GridCell.Amount(
                                row.amount(), movements.unit(), figure.currency(), GridCell.Form.SIGNED, false),
                        new GridCell.Words(ValueFormat.day(row.day()))));
    }
}
