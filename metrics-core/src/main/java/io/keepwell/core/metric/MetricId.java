package io.keepwell.core.metric;

/// Names a metric for ever, as `domain.subject`: `retention.customer_churn`.
public record MetricId(String id) {
    public MetricId {
        if (!id.matches("[a-z]+\\.[a-z_]+")) {
            throw new IllegalArgumentException("not a metric id: " + id);
        }
    }

    @Override
    public String toString() {
        return id;
    }
}
