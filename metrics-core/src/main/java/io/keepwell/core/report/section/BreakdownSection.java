package io.keepwell.core.report.section;

import io.keepwell.core.account.Dimension;
import io.keepwell.core.metric.MetricValue;
import io.keepwell.core.metric.ValueFormat;
import io.keepwell.core.metric.query.MetricQueries;
import io.keepwell.core.metric.query.MetricQuery;
import io.keepwell.core.report.Grid;
import io.keepwell.core.report.GridCell;
import io.keepwell.core.report.ReportData;
import io.keepwell.core.report.Section;
import io.keepwell.core.report.SectionId;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Metrics broken down by a dimension of accounts: a row for each of its values, however many there are.
@Singleton
final class BreakdownSection implements Section {
    /// So many columns fit on a page.
    private static final int MOST_COLUMNS = 5;

    private static final String BY = "by";
    private static final String METRICS = "metrics";

    private final MetricQueries queries;

    BreakdownSection(MetricQueries queries) {
        this.queries = queries;
    }

    @Override
    public SectionId id() {
        return new SectionId("breakdown");
    }

    @Override
    public String summary() {
        return "Metrics by segment, owner or whatever else customers differ in, a row for each value.";
    }

    @Override
    public Map<String, String> options() {
        return Map.of(
                BY, "one of " + dimensions() + "; needed",
                METRICS, "which of the report's metrics, with commas; otherwise its first " + MOST_COLUMNS);
    }

    private static String dimensions() {
        return Dimension.ALL.stream().map(Dimension::id).collect(Collectors.joining(", "));
    }

    @Override
    public List<Grid.Panel> fill(ReportData data) {
        Dimension by = data.option(BY)
                .flatMap(Dimension::parse)
                .orElseThrow(() -> new IllegalArgumentException("'by' has to say one of " + dimensions()));
        List<ReportData.Line> lines = lines(data);
        List<SortedMap<String, MetricValue>> figures =
                lines.stream().map(line -> byValue(line.figure(), by, data)).toList();
        TreeSet<String> values = new TreeSet<>();
        figures.forEach(each -> values.addAll(each.keySet()));
        List<Grid.Row> rows = new ArrayList<>();
        for (String value : values) {
            List<GridCell> cells = figures.stream()
                    .map(each -> Optional.ofNullable(each.get(value))
                            .map(GridCell::of)
                            .orElseGet(() -> new GridCell.Words("")))
                    .toList();
            // Nobody has a value that has no figure at all: nothing is left out by its row.
            if (cells.stream().anyMatch(GridCell.Amount.class::isInstance)) {
                rows.add(Grid.Row.of(value.isEmpty() ? "not given" : value, "", List.of(), cells));
            }
        }
        rows.add(Grid.Row.of(
                        "All",
                        "",
                        List.of(),
                        lines.stream().map(line -> GridCell.of(line.figure())).toList())
                .summingUp());
        return List.of(Grid.Panel.of(
                        "By " + by.id() + ", " + ValueFormat.period(data.head().period()),
                        Grid.Arrangement.TABLE,
                        lines.stream()
                                .map(line -> new Grid.Column(line.metric().name(), Grid.Weight.PLAIN))
                                .toList(),
                        rows)
                .naming(by.label()));
    }

    private static List<ReportData.Line> lines(ReportData data) {
        Optional<String> wanted = data.option(METRICS);
        if (wanted.isEmpty()) {
            return data.lines().stream().limit(MOST_COLUMNS).toList();
        }
        List<String> names =
                Arrays.stream(wanted.get().split(",")).map(String::strip).toList();
        if (names.size() > MOST_COLUMNS) {
            throw new IllegalArgumentException("'metrics' names at most " + MOST_COLUMNS);
        }
        return names.stream()
                .map(name -> data.lines().stream()
                        .filter(line -> line.metric().id().id().equals(name))
                        .findFirst()
                        .orElseThrow(
                                () -> new IllegalArgumentException("'" + name + "' is none of the report's metrics")))
                .toList();
    }

    private SortedMap<String, MetricValue> byValue(MetricValue figure, Dimension by, ReportData data) {
        return queries.byDimension(
                new MetricQuery(
                        figure.metric().id(),
                        figure.definition().id(),
                        List.of(data.head().period()),
                        data.head().slice(),
                        Optional.of(data.head().asOf())),
                by);
    }
}
