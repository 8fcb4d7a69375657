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
import java.util.stream.Stream;

/// All metrics there are, and the analyses beside them. A new metric's bean is found by itself.
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

    /// Every metric and every analysis, by id.
    public List<CatalogueEntry> entries() {
        return Stream.<CatalogueEntry>concat(metrics.stream(), Analysis.ALL.stream())
                .sorted(Comparator.comparing(entry -> entry.info().id().id()))
                .toList();
    }

    /// @throws InvalidQueryException where there is no such metric; of an analysis it says where to ask
    public Metric get(MetricId id) {
        return get(id.id());
    }

    /// @throws InvalidQueryException as for an id that is one
    public Metric get(String id) {
        return find(id).orElseThrow(() -> Analysis.find(id)
                .map(InvalidQueryException::noFigure)
                .orElseGet(() -> InvalidQueryException.noSuch("metric", "metric", id, byId.keySet())));
    }
}
