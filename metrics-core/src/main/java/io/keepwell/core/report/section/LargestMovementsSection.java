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
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/// The largest movements of MRR, each by itself: a customer that moved twice is listed twice. What isn't listed follows
/// in one row, so that the rows add up to the change of MRR.
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
        return "The ten largest movements of MRR, each with its customer, kind and day, and the others in one sum.";
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
        List<Grid.Row> rows = new ArrayList<>();
        BigDecimal others = movements.total();
        for (DrillRows.Row row : movements.rows()) {
            rows.add(row(figure, movements, row));
            others = others.subtract(row.amount());
        }
        if (movements.moreRows() > 0) {
            rows.add(sum(figure, movements, others(movements.moreRows()), others));
        }
        if (rows.size() > 1) {
            rows.add(sum(figure, movements, "All movements", movements.total()).summingUp());
        }
        return Grid.Panel.of(
                        "Largest MRR movements",
                        Grid.Arrangement.TABLE,
                        List.of(
                                new Grid.Column(figure.currency() + " a month", Grid.Weight.MAIN),
                                new Grid.Column("Day", Grid.Weight.QUIET)),
                        rows)
                .naming("Customer and movement")
                .noting("a customer that moved more than once is listed each time");
    }

    private static String others(long count) {
        return count == 1 ? "1 other movement" : ValueFormat.count(count) + " other movements";
    }

    private static Grid.Row row(MetricValue figure, DrillRows movements, DrillRows.Row row) {
        return row(
                row.accountName(), row.detail(), amount(figure, movements, row.amount()), ValueFormat.day(row.day()));
    }

    private static Grid.Row sum(MetricValue figure, DrillRows movements, String name, BigDecimal amount) {
        return row(name, "", amount(figure, movements, amount), "");
    }

    private static Grid.Row row(String name, String detail, GridCell amount, String day) {
        return Grid.Row.of(name, detail, List.of(), List.of(amount, new GridCell.Words(day)));
    }

    private static GridCell amount(MetricValue figure, DrillRows movements, BigDecimal amount) {
        return new GridCell.Amount(amount, movements.unit(), figure.currency(), GridCell.Form.SIGNED, false);
    }
}
