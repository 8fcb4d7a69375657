package io.keepwell.core.metric.query;

import io.keepwell.core.metric.MetricValue;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A figure cut by a dimension: the values that it rests on most, and all others together. Nothing is
/// left out.
///
/// @param parts the largest first; those of equal size by value
/// @param others empty where the parts are all there are
public record Breakdown(List<Value> parts, Optional<Others> others) {
    public Breakdown {
        parts = List.copyOf(parts);
    }

    /// @param figures of the slice with this value, one for each period of the question
    public record Value(String value, List<MetricValue> figures) {
        public Value {
            figures = List.copyOf(figures);
        }
    }

    /// All accounts with other values, as one slice: a share of theirs is no sum of shares.
    ///
    /// @param values how many values these are
    /// @param figures one for each period of the question
    public record Others(int values, List<MetricValue> figures) {
        public Others {
            figures = List.copyOf(figures);
        }
    }

    /// All figures of one period, the others last.
    public List<MetricValue> figures(int period) {
        return Stream.concat(parts.stream().map(Value::figures), others.stream().map(Others::figures))
                .map(figures -> figures.get(period))
                .toList();
    }
}
