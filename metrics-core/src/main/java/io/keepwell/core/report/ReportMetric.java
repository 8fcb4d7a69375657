package io.keepwell.core.report;

import io.keepwell.core.metric.DefinitionId;
import io.keepwell.core.metric.MetricId;
import java.util.Optional;

/// A metric that a report is about.
///
/// @param definition empty for the metric's default
public record ReportMetric(MetricId metric, Optional<DefinitionId> definition) {
    /// By the metric's default definition.
    public static ReportMetric of(MetricId metric) {
        return new ReportMetric(metric, Optional.empty());
    }
}
