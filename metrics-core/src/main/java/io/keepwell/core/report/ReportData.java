package io.keepwell.core.report;

import io.keepwell.core.metric.MetricId;
import io.keepwell.core.metric.MetricInfo;
import io.keepwell.core.metric.MetricValue;
import io.keepwell.core.metric.query.Change;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What every section of a report may show: the report's figures, asked for once and all of one moment.
///
/// @param lines one for each of the report's metrics, in its order
/// @param options what the report says of the section that is being filled; none outside of one
public record ReportData(Grid.Head head, List<Line> lines, Map<String, String> options) {
    public ReportData {
        lines = List.copyOf(lines);
        options = Map.copyOf(options);
    }

    public ReportData(Grid.Head head, List<Line> lines) {
        this(head, lines, Map.of());
    }

    /// The same, for a section.
    ReportData with(ReportSection section) {
        return new ReportData(head, lines, section.options());
    }

    /// What the report says of the section under a name; empty where it says nothing.
    public Optional<String> option(String name) {
        return Optional.ofNullable(options.get(name));
    }

    /// One metric by one definition. A figure that can't be had says why.
    ///
    /// @param figure of the report's period
    /// @param previous of the period just before
    /// @param yearBefore of the same period a year before
    /// @param months of each of the thirteen months that end with the period's last month
    public record Line(MetricValue figure, MetricValue previous, MetricValue yearBefore, List<MetricValue> months) {
        public Line {
            months = List.copyOf(months);
        }

        public MetricInfo metric() {
            return figure.metric();
        }

        /// Against the period just before.
        public Optional<Change> change() {
            return Change.between(previous, figure);
        }
    }

    /// The line of a metric; empty where the report doesn't have it.
    public Optional<Line> line(MetricId metric) {
        return lines.stream().filter(line -> line.metric().id().equals(metric)).findFirst();
    }
}
