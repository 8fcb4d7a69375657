package io.keepwell.core.report;

import io.keepwell.core.metric.Figure;
import io.keepwell.core.metric.MetricId;
import io.keepwell.core.metric.MetricInfo;
import io.keepwell.core.metric.Term;
import io.keepwell.core.setting.Firm;
import io.keepwell.core.time.Period;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A report filled in for a period: what every channel lays out, each in its own way, without calculating
/// anything.
///
/// @param knownAt all figures are as they were known at this moment
public record ReportTable(String title, Period period, Firm firm, Instant knownAt, List<Row> rows) {
    private static final MetricId MRR_MOVEMENTS = new MetricId("revenue.mrr_movements");

    public ReportTable {
        rows = List.copyOf(rows);
    }

    /// One metric by one definition. A figure that can't be had says why.
    ///
    /// @param figure of the report's period
    /// @param previous of the period just before
    /// @param yearBefore of the same period a year before
    /// @param months of each of the thirteen months that end with the period's last month
    public record Row(Figure figure, Figure previous, Figure yearBefore, List<Figure> months) {
        public Row {
            months = List.copyOf(months);
        }

        public MetricInfo metric() {
            return figure.metric();
        }

        /// Against the period just before.
        public Optional<Change> change() {
            return Change.between(previous, figure);
        }

        /// Against the same period a year before.
        public Optional<Change> changeOnYear() {
            return Change.between(yearBefore, figure);
        }
    }

    public Optional<Row> row(MetricId metric) {
        return rows.stream().filter(row -> row.metric().id().equals(metric)).findFirst();
    }

    /// Opening MRR, every movement and closing MRR, in the order in which they add up; empty where the report
    /// doesn't have them or they can't be had.
    public List<Term> movements() {
        return row(MRR_MOVEMENTS)
                .map(Row::figure)
                .filter(figure -> figure.amount().isPresent())
                .map(figure -> figure.calculation().terms())
                .orElse(List.of());
    }
}
