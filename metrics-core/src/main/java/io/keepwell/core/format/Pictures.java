package io.keepwell.core.format;

import io.keepwell.core.metric.query.Change;
import io.keepwell.core.report.Drawing;
import io.keepwell.core.report.Grid;
import io.keepwell.core.report.GridCell;
import io.keepwell.core.report.Medium;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// The panels of a report in one medium, and what is drawn for them, by name. Mail shows drawings as pictures by
/// content id, PDF by name.
///
/// @param charts those as wide as the page, and others as wide as a card
record Pictures(List<NamedPanel> panels, Map<String, ReportChart> charts, Map<String, ReportChart> sparklines) {
    static final int CHART_WIDTH = 596;
    static final int CHART_HEIGHT = 236;
    static final int SPARKLINE_WIDTH = 264;
    static final int SPARKLINE_HEIGHT = 40;

    static Pictures of(Grid grid, Medium medium) {
        List<NamedPanel> panels = new ArrayList<>();
        Map<String, ReportChart> charts = new LinkedHashMap<>();
        Map<String, ReportChart> sparklines = new LinkedHashMap<>();
        for (Grid.Whole section : grid.shownIn(medium)) {
            for (Grid.Panel panel : section.panels()) {
                String name = section.section() + "." + (panels.size() + 1);
                NamedPanel named = new NamedPanel(name, panel, panel.drawing().map(Pictures::chart));
                panels.add(named);
                named.chart().ifPresent(chart -> charts.put(name, chart));
                for (int i = 0; i < panel.rows().size(); i++) {
                    if (named.hasLine(i)) {
                        sparklines.put(named.line(i), sparkline(panel.rows().get(i)));
                    }
                }
            }
        }
        return new Pictures(List.copyOf(panels), charts, sparklines);
    }

    /// The panels as they stand on a sheet: narrow charts that follow one another in twos, all else by itself.
    List<List<NamedPanel>> groups() {
        List<List<NamedPanel>> groups = new ArrayList<>();
        for (NamedPanel panel : panels) {
            boolean joins = panel.isNarrow()
                    && !groups.isEmpty()
                    && groups.getLast().size() == 1
                    && groups.getLast().getFirst().isNarrow();
            if (joins) {
                groups.set(groups.size() - 1, List.of(groups.getLast().getFirst(), panel));
            } else {
                groups.add(List.of(panel));
            }
        }
        return groups;
    }

    /// Every picture by its content id.
    Map<String, byte[]> png() {
        Map<String, byte[]> images = new LinkedHashMap<>();
        charts.forEach((name, chart) -> images.put(NamedPanel.contentId(name), chart.png(CHART_WIDTH, CHART_HEIGHT)));
        sparklines.forEach(
                (name, line) -> images.put(NamedPanel.contentId(name), line.png(SPARKLINE_WIDTH, SPARKLINE_HEIGHT)));
        return images;
    }

    /// @throws NullPointerException where there is none of that name
    ReportChart named(String name) {
        return Objects.requireNonNull(charts.getOrDefault(name, sparklines.get(name)), name);
    }

    private static ReportChart chart(Drawing drawing) {
        return switch (drawing) {
            case Drawing.Line(var points) -> new Trend(points);
            case Drawing.Bridge(var bridge) -> new BridgePicture(bridge);
        };
    }

    private static Sparkline sparkline(Grid.Row row) {
        boolean worse = row.cells().stream()
                .anyMatch(cell ->
                        cell instanceof GridCell.Moved moved && moved.change().verdict() == Change.Verdict.WORSE);
        return new Sparkline(row.months(), worse ? Look.WORSE : Look.ACCENT_ON_ANY);
    }
}
