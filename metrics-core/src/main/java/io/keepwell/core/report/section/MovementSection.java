package io.keepwell.core.report.section;

import io.keepwell.core.metric.MetricValue;
import io.keepwell.core.metric.TermId;
import io.keepwell.core.report.Grid;
import io.keepwell.core.report.GridCell;
import io.keepwell.core.report.Medium;
import io.keepwell.core.report.MovementBridge;
import io.keepwell.core.report.ReportData;
import io.keepwell.core.report.Section;
import io.keepwell.core.report.SectionId;
import jakarta.inject.Singleton;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What moved MRR, as a table. A mail shows the chart instead.
@Singleton
final class MovementSection implements Section {
    @Override
    public SectionId id() {
        return new SectionId("mrr-movements");
    }

    @Override
    public String summary() {
        return "MRR from opening to closing as a table of its movements.";
    }

    @Override
    public Set<Medium> media() {
        return EnumSet.of(Medium.TEXT, Medium.PAPER, Medium.DATA);
    }

    @Override
    public List<Grid.Panel> fill(ReportData data) {
        return bridge(data)
                .map(bridge -> table(bridge, Grid.Arrangement.TABLE)
                        .noting(bridge.figure().currency() + " a month"))
                .stream()
                .toList();
    }

    /// Empty where the report doesn't have the movements, or they can't be had.
    static Optional<MovementBridge> bridge(ReportData data) {
        return figure(data).map(MovementBridge::of);
    }

    /// What MRR moved by; empty as for `bridge`.
    static Optional<MetricValue> figure(ReportData data) {
        return data.line(MovementBridge.METRIC)
                .map(ReportData.Line::figure)
                .filter(figure -> figure.amount().isPresent());
    }

    static Grid.Panel table(MovementBridge bridge, Grid.Arrangement arrangement) {
        return Grid.Panel.of(
                "MRR movements",
                arrangement,
                List.of(new Grid.Column("", Grid.Weight.PLAIN)),
                bridge.bars().stream().map(bar -> row(bridge, bar)).toList());
    }

    private static Grid.Row row(MovementBridge bridge, MovementBridge.Bar bar) {
        GridCell.Form form = bar.total() ? GridCell.Form.BARE : GridCell.Form.SIGNED;
        GridCell amount = new GridCell.Amount(
                bar.amount(), bar.term().unit(), bridge.figure().currency(), form, false);
        Grid.Row row =
                Grid.Row.of(bar.name(), detail(bar), List.of(), List.of(amount)).coloured(bar.colour());
        return bar.total() ? row.summingUp() : row;
    }

    private static String detail(MovementBridge.Bar bar) {
        if (!bar.total()) {
            return bar.term().name();
        }
        return bar.term().id().equals(TermId.OPENING) ? "at the beginning" : "at the end";
    }
}
