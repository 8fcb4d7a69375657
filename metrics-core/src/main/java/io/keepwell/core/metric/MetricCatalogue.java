package io.keepwell.core.metric;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// All metrics there are. A new metric's bean is found by itself.
@Singleton
public final class MetricCatalogue {
    /// What metrics were called before, so that reports and links made then go on working.
    private static final Map<String, String> FORMER_IDS = Map.of(
            "revenue.revenue_churn", "retention.revenue_churn",
            "revenue.grr", "retention.grr",
            "revenue.nrr", "retention.nrr");

    private final List<Metric> metrics;
    private final Map<String, Metric> byId;

    @Inject
    public MetricCatalogue(Collection<Metric> metrics) {
        this.metrics = metrics.stream()
                .sorted(Comparator.comparing(metric -> metric.info().id().id()))
                .toList();
        this.byId = this.metrics.stream()
                .collect(Collectors.toMap(metric -> metric.info().id().id(), Function.identity()));
    }

    /// Every metric, by id.
    public List<Metric> all() {
        return metrics;
    }

    /// The metric that has the id, or had it formerly.
    public Optional<Metric> find(String id) {
        return Optional.ofNullable(byId.get(FORMER_IDS.getOrDefault(id, id)));
    }

    /// @throws BadQuestionException where there is no such metric
    public Metric get(MetricId id) {
        return find(id.id()).orElseThrow(() -> BadQuestionException.noSuch("metric", "metric", id.id(), byId.keySet()));
    }
}
