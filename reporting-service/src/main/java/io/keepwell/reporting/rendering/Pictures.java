package io.keepwell.reporting.rendering;

import io.keepwell.core.metric.MetricId;
import io.keepwell.core.metric.MetricValue;
import io.keepwell.core.metric.query.Change;
import io.keepwell.core.report.ReportTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Which drawings a report has, by name. Mail shows them as pictures by content id, the PDF by name.
final class Pictures {
    static final int CHART_WIDTH = 596;
    static final int CHART_HEIGHT = 236;
    static final int SPARKLINE_WIDTH = 264;
    static final int SPARKLINE_HEIGHT = 40;

    private static final String MARK = "mark";
    private static final String MOVEMENTS = "movements";
    private static final List<MetricId> TRENDS = List.of(new MetricId("revenue.mrr"), new MetricId("voice.nps"));

    private Pictures() {}

    /// Every drawing by its name.
    static Map<String, ReportChart> of(ReportTable table) {
        Map<String, ReportChart> charts = new LinkedHashMap<>();
        charts.put(MARK, new Mark());
        table.movements().ifPresent(movements -> charts.put(MOVEMENTS, new WaterfallPicture(movements)));
        trends(table).forEach(row -> charts.put(trendName(row), new Trend(row.months())));
        table.rows().forEach(row -> charts.put(sparklineName(row), sparklineOf(row)));
        return charts;
    }

    /// Those that are as wide as the page, in the order in which they are shown.
    static List<Page.Picture> charts(ReportTable table) {
        List<Page.Picture> pictures = new ArrayList<>();
        table.movements().ifPresent(movements -> pictures.add(movements(movements)));
        trends(table).forEach(row -> pictures.add(trend(row)));
        return pictures;
    }

    static Page.Picture sparkline(ReportTable.Row row) {
        return picture(sparklineName(row), "", "", sparklineOf(row));
    }

    static String contentId(String name) {
        return name + "@keepwell";
    }

    private static Page.Picture movements(ReportTable.Movements movements) {
        WaterfallPicture waterfall = new WaterfallPicture(movements);
        String note = movements.figure().currency() + " a month"
                + (waterfall.axis().startsAtZero() ? "" : " · the scale doesn't start at zero");
        return picture(MOVEMENTS, "MRR movements", note, waterfall);
    }

    private static Page.Picture trend(ReportTable.Row row) {
        MetricValue figure = row.figure();
        boolean interval = row.months().stream()
                .anyMatch(month -> month.calculation().interval().isPresent());
        String unit = switch (figure.metric().unit()) {
            case MONEY_PER_MONTH -> figure.currency() + " a month · ";
            case MONEY -> figure.currency() + " · ";
            case PERCENT, SCORE, RATIO, NUMBER, HOURS, DAYS, COUNT -> "";
        };
        String note = unit + row.months().size() + " months · "
                + figure.definition().name() + (interval ? " · 95 % interval shaded" : "");
        return picture(trendName(row), figure.metric().name(), note, new Trend(row.months()));
    }

    private static Page.Picture picture(String name, String title, String note, ReportChart chart) {
        return new Page.Picture(contentId(name), name, title, note, chart.description(), name.equals(MOVEMENTS));
    }

    private static Sparkline sparklineOf(ReportTable.Row row) {
        Optional<Change.Verdict> verdict = row.change().map(Change::verdict);
        boolean worse = verdict.equals(Optional.of(Change.Verdict.WORSE));
        return new Sparkline(row.months(), worse ? Look.WORSE : Look.ACCENT);
    }

    private static List<ReportTable.Row> trends(ReportTable table) {
        return TRENDS.stream().flatMap(metric -> table.row(metric).stream()).toList();
    }

    private static String trendName(ReportTable.Row row) {
        return "trend." + row.metric().id();
    }

    private static String sparklineName(ReportTable.Row row) {
        return "line." + row.metric().id();
    }
}
