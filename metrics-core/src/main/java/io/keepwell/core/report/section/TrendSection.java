package io.keepwell.core.report.section;

import io.keepwell.core.metric.MetricId;
import io.keepwell.core.metric.MetricValue;
import io.keepwell.core.metric.ValueFormat;
import io.keepwell.core.report.Drawing;
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

/// MRR and the Net Promoter Score over thirteen months, drawn.
@Singleton
final class TrendSection implements Section {
    private static final List<MetricId> METRICS = List.of(new MetricId("revenue.mrr"), new MetricId("voice.nps"));

    @Override
    public SectionId id() {
        return new SectionId("trends");
    }

    @Override
    public String summary() {
        return "MRR and the Net Promoter Score over thirteen months, where the report has these metrics.";
    }

    @Override
    public Set<Medium> media() {
        return EnumSet.of(Medium.MAIL, Medium.PAPER, Medium.DATA);
    }

    @Override
    public List<Grid.Panel> fill(ReportData data) {
        return METRICS.stream()
                .flatMap(metric -> data.line(metric).stream())
                .map(TrendSection::panel)
                .toList();
    }

    private static Grid.Panel panel(ReportData.Line line) {
        return Grid.Panel.of(
                        line.metric().name(),
                        Grid.Arrangement.CHART,
                        List.of(new Grid.Column("", Grid.Weight.MAIN)),
                        line.months().stream().map(TrendSection::row).toList())
                .noting(note(line))
                .drawn(new Drawing.Line(line.months()));
    }

    private static Grid.Row row(MetricValue month) {
        return Grid.Row.of(ValueFormat.shortPeriod(month.period()), "", List.of(), List.of(GridCell.of(month)));
    }

    private static String note(ReportData.Line line) {
        MetricValue figure = line.figure();
        boolean interval = line.months().stream()
                .anyMatch(month -> month.calculation().interval().isPresent());
        String unit = switch (figure.metric().unit()) {
            case MONEY_PER_MONTH -> figure.currency() + " a month · ";
            case MONEY -> figure.currency() + " · ";
            case PERCENT, SCORE, RATIO, NUMBER, HOURS, DAYS, COUNT -> "";
        };
        return unit + line.months().size() + " months · " + figure.definition().name()
                + (interval ? " · 95 % interval shaded" : "");
    }
}
