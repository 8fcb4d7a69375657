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
import java.util.Map;

/// The records behind one of the report's figures: customers at risk with why, answers with their comments, renewals
/// with how they went. What isn't listed follows in one row, so that the rows add up.
@Singleton
final class RecordsSection implements Section {
    private static final String OF = "of";
    private static final String MOST = "most";
    private static final int USUAL = 25;
    private static final int MOST_ROWS = 5_000;

    private final MetricQueries queries;

    RecordsSection(MetricQueries queries) {
        this.queries = queries;
    }

    @Override
    public SectionId id() {
        return new SectionId("records");
    }

    @Override
    public String summary() {
        return "The customers, answers, tickets or movements behind one of the report's figures, the greatest first.";
    }

    @Override
    public Map<String, String> options() {
        return Map.of(
                OF,
                "which of the report's metrics; needed",
                MOST,
                "how many are listed by themselves, 1 to " + MOST_ROWS + "; otherwise " + USUAL);
    }

    @Override
    public List<Grid.Panel> fill(ReportData data) {
        String wanted = data.option(OF).orElseThrow(() -> new IllegalArgumentException("'of' has to name a metric"));
        MetricValue figure = data.lines().stream()
                .map(ReportData.Line::figure)
                .filter(each -> each.metric().id().id().equals(wanted))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'" + wanted + "' is none of the report's metrics"));
        return List.of(panel(figure, queries.list(figure, most(data))));
    }

    private static int most(ReportData data) {
        String text = data.option(MOST).orElse(Integer.toString(USUAL));
        if (!text.matches("[1-9][0-9]{0,3}") || Integer.parseInt(text) > MOST_ROWS) {
            throw new IllegalArgumentException("'most' is a number from 1 to " + MOST_ROWS + ", not '" + text + "'");
        }
        return Integer.parseInt(text);
    }

    private static Grid.Panel panel(MetricValue figure, DrillRows records) {
        List<Grid.Row> rows = new ArrayList<>();
        BigDecimal others = records.total();
        for (DrillRows.Row row : records.rows()) {
            rows.add(Grid.Row.of(
                    row.accountName(),
                    "",
                    row.detail().isEmpty() ? List.of() : List.of(row.detail()),
                    List.of(amount(figure, records, row.amount()), new GridCell.Words(ValueFormat.day(row.day())))));
            others = others.subtract(row.amount());
        }
        if (records.moreRows() > 0) {
            rows.add(sum(ValueFormat.count(records.moreRows()) + " more", amount(figure, records, others)));
        }
        if (rows.size() > 1) {
            rows.add(sum("All", amount(figure, records, records.total())).summingUp());
        }
        Grid.Panel panel = Grid.Panel.of(
                        figure.metric().name() + ": records",
                        Grid.Arrangement.TABLE,
                        List.of(new Grid.Column("Amount", Grid.Weight.MAIN), new Grid.Column("Day", Grid.Weight.QUIET)),
                        rows)
                .naming("Record");
        return rows.isEmpty() ? panel.noting("there are none") : panel;
    }

    private static Grid.Row sum(String name, GridCell amount) {
        return Grid.Row.of(name, "", List.of(), List.of(amount, new GridCell.Words("")));
    }

    private static GridCell amount(MetricValue figure, DrillRows records, BigDecimal amount) {
        return new GridCell.Amount(amount, records.unit(), figure.currency(), GridCell.Form.WHOLE, false);
    }
}
