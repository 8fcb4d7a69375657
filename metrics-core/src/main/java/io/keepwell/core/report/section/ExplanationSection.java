package io.keepwell.core.report.section;

import io.keepwell.core.metric.Calculation;
import io.keepwell.core.metric.Definition;
import io.keepwell.core.metric.Exclusion;
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
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// How each figure is calculated: its definition, its formula with the numbers in it, what it rests on and what it
/// leaves out.
@Singleton
final class ExplanationSection implements Section {
    /// Whoever wants to know them all finds them on the metric's page.
    private static final int MOST_EXCLUSIONS = 3;

    @Override
    public SectionId id() {
        return new SectionId("explanations");
    }

    @Override
    public String summary() {
        return "How each figure is calculated.";
    }

    @Override
    public Set<Medium> media() {
        return EnumSet.of(Medium.PAPER);
    }

    @Override
    public List<Grid.Panel> fill(ReportData data) {
        return List.of(Grid.Panel.of(
                "How each figure came about",
                Grid.Arrangement.NOTES,
                List.of(
                        new Grid.Column("Formula", Grid.Weight.QUIET),
                        new Grid.Column("In numbers", Grid.Weight.MAIN),
                        new Grid.Column("Rests on", Grid.Weight.QUIET)),
                data.lines().stream().map(ExplanationSection::row).toList()));
    }

    private static Grid.Row row(ReportData.Line line) {
        Definition definition = line.figure().definition();
        Calculation calculation = line.figure().calculation();
        GridCell amount = GridCell.of(line.figure());
        String left = exclusions(calculation.exclusions());
        return Grid.Row.of(
                line.metric().name(),
                definition.name() + ", version " + definition.version() + " since "
                        + ValueFormat.day(definition.since()),
                List.of(definition.words()),
                List.of(
                        new GridCell.Words(definition.symbols()),
                        amount instanceof GridCell.Missing
                                ? amount
                                : new GridCell.Words(calculation.numbers() + " = " + amount.text()),
                        new GridCell.Words(calculation.base() + (left.isEmpty() ? "" : " · left out: " + left))));
    }

    private static String exclusions(List<Exclusion> exclusions) {
        Stream<String> listed = exclusions.stream()
                .limit(MOST_EXCLUSIONS)
                .map(item -> ValueFormat.count(item.count()) + " " + item.reason());
        int more = exclusions.size() - MOST_EXCLUSIONS;
        Stream<String> others = more > 0 ? Stream.of("and more, in " + more + " other groups") : Stream.empty();
        return Stream.concat(listed, others).collect(Collectors.joining("; "));
    }
}
