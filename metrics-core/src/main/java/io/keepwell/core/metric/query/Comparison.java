package io.keepwell.core.metric.query;

import io.keepwell.core.metric.Definition;
import io.keepwell.core.metric.MetricValue;
import io.keepwell.core.metric.ValueFormat;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/// All definitions of a metric side by side, for one period and slice.
///
/// @param lines one for each definition, the default first
public record Comparison(List<Line> lines) {
    public Comparison {
        lines = List.copyOf(lines);
    }

    /// One definition's figure.
    ///
    /// @param because a sentence on what it counts otherwise than the default; for the default, what
    ///     that is
    public record Line(MetricValue figure, String because) {}

    /// The figure by one of the definitions.
    ///
    /// @throws IllegalArgumentException where it isn't among them
    public MetricValue by(Definition definition) {
        return lines.stream()
                .map(Line::figure)
                .filter(figure -> figure.definition().equals(definition))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no figure by " + definition.id()));
    }

    /// @param figures of all definitions, the default first; at least one
    static Comparison of(List<MetricValue> figures) {
        MetricValue first = figures.getFirst();
        return new Comparison(figures.stream()
                .map(figure -> new Line(figure, because(first, figure)))
                .toList());
    }

    private static String because(MetricValue first, MetricValue other) {
        if (other.definition().equals(first.definition())) {
            return "The default. " + other.definition().words();
        }
        boolean comparable = other.metric().unit() == first.metric().unit();
        Optional<BigDecimal> difference = other.amount()
                .filter(_ -> comparable)
                .flatMap(amount -> first.amount().map(amount::subtract));
        String size = difference
                .map(change -> change.signum() == 0
                        ? "The same as the default here, though it asks for something else. "
                        : ValueFormat.change(change, other.metric().unit()) + " against the default. ")
                .orElse("");
        String numbers = other.calculation().numbers().isEmpty()
                        || first.calculation().numbers().isEmpty()
                        || other.calculation()
                                .numbers()
                                .equals(first.calculation().numbers())
                ? ""
                : " " + other.calculation().numbers() + " instead of "
                        + first.calculation().numbers() + ".";
        return size + other.definition().words() + numbers;
    }
}
