package io.keepwell.core.metric.query;

import io.keepwell.core.account.Dimension;
import io.keepwell.core.account.Slice;
import io.keepwell.core.metric.MetricValue;
import io.keepwell.core.rollup.read.SliceMeasures;
import io.keepwell.core.time.Period;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A figure broken down by a dimension: the values that it rests on most, and all others together. Nothing is
/// left out.
///
/// @param parts the largest first; those of equal size by value
/// @param others empty where the parts are all there are
public record Breakdown(List<Value> parts, Optional<Others> others) {
    public Breakdown {
        parts = List.copyOf(parts);
    }

    /// The values that the query's figure of its first period rests on most.
    ///
    /// @param top how many values by themselves
    static Breakdown of(ResolvedQuery asked, SliceMeasures measures, Dimension dimension, int top) {
        Slice slice = asked.query().slice();
        List<Period> periods = asked.query().periods();
        record Ranked(String value, BigDecimal size) {}
        List<Ranked> ranked = measures.values(dimension, slice, asked.measures()).stream()
                .map(value -> new Ranked(
                        value,
                        asked.figure(measures, slice.with(dimension, value), periods.getFirst())
                                .calculation()
                                .size()))
                .sorted(Comparator.comparing(Ranked::size).reversed().thenComparing(Ranked::value))
                .toList();
        List<String> largest = ranked.stream().limit(top).map(Ranked::value).toList();
        asked.context().budget().refuseMore((long) largest.size() * periods.size(), "top");
        List<Value> parts = largest.stream()
                .map(value -> new Value(value, asked.figures(measures, slice.with(dimension, value))))
                .toList();
        int left = ranked.size() - parts.size();
        return new Breakdown(
                parts,
                left == 0
                        ? Optional.empty()
                        : Optional.of(
                                new Others(left, asked.figures(measures, slice.withOthersThan(dimension, largest)))));
    }

    /// @param figures of the slice with this value, one for each period of the query
    public record Value(String value, List<MetricValue> figures) {
        public Value {
            figures = List.copyOf(figures);
        }
    }

    /// All accounts with other values, as one slice: a share of theirs is no sum of shares.
    ///
    /// @param values how many values these are
    /// @param figures one for each period of the query
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
