package io.keepwell.core.report.section;

import io.keepwell.core.metric.MetricId;
import io.keepwell.core.metric.MetricValue;
import io.keepwell.core.metric.Term;
import io.keepwell.core.metric.TermId;
import io.keepwell.core.metric.ValueFormat;
import io.keepwell.core.report.Colour;
import io.keepwell.core.report.Grid;
import io.keepwell.core.report.GridCell;
import io.keepwell.core.report.ReportData;
import io.keepwell.core.report.Section;
import io.keepwell.core.report.SectionId;
import io.keepwell.core.setting.HealthModel;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.stream.Stream;

/// How well the customers are: their score, how many are in each band, and what these pay a month.
@Singleton
final class HealthSection implements Section {
    private static final MetricId METRIC = new MetricId("success.health_score");

    @Override
    public SectionId id() {
        return new SectionId("health");
    }

    @Override
    public String summary() {
        return "The health score with customers and MRR by band, where the report has this metric.";
    }

    @Override
    public List<Grid.Panel> fill(ReportData data) {
        return data.line(METRIC).stream()
                .filter(line -> line.figure().amount().isPresent())
                .map(line -> panel(data, line))
                .toList();
    }

    private static Grid.Panel panel(ReportData data, ReportData.Line line) {
        MetricValue figure = line.figure();
        return Grid.Panel.of(
                        "Health of customers",
                        Grid.Arrangement.BANDS,
                        List.of(
                                new Grid.Column("Customers", Grid.Weight.MAIN),
                                new Grid.Column(figure.currency() + " a month", Grid.Weight.QUIET)),
                        Stream.of(HealthModel.Band.GREEN, HealthModel.Band.YELLOW, HealthModel.Band.RED)
                                .map(band -> row(figure, band))
                                .toList())
                .naming("Band")
                .comingTo(new Grid.Headline(
                        GridCell.of(figure),
                        GridCell.changeOf(line),
                        ValueFormat.shortPeriod(data.head().period().previous())))
                .noting(figure.calculation().base());
    }

    private static Grid.Row row(MetricValue figure, HealthModel.Band band) {
        return Grid.Row.of(
                        band.id(),
                        "",
                        List.of(),
                        List.of(cell(figure, TermId.of(band)), cell(figure, TermId.mrrOf(band))))
                .coloured(Colour.of(band));
    }

    private static GridCell cell(MetricValue figure, TermId id) {
        Term term = figure.calculation()
                .term(id)
                .orElseThrow(() -> new IllegalStateException("the figure lacks the term " + id));
        return new GridCell.Amount(term.amount(), term.unit(), figure.currency(), GridCell.Form.BARE, false);
    }
}
