package io.keepwell.core.metric;

import java.util.List;
import java.util.Optional;

/// What the catalogue says of a metric.
///
/// @param category as people read it: `Retention`
/// @param summary what it says, a sentence
/// @param unit of those definitions that have none of their own
/// @param better of those definitions that don't say otherwise
/// @param definitions at least one; the first is the default
public record MetricInfo(
        MetricId id,
        String name,
        String category,
        Kind kind,
        Unit unit,
        Better better,
        String summary,
        List<Definition> definitions) {
    public MetricInfo {
        if (definitions.isEmpty()) {
            throw new IllegalArgumentException("a metric needs a definition: " + id);
        }
        definitions = List.copyOf(definitions);
    }

    /// Whether it watches the work done, what came of it, or the loop back to the customer.
    public enum Kind {
        PROCESS,
        OUTCOME,
        LOOP
    }

    /// Which way is better.
    public enum Better {
        HIGHER,
        LOWER;

        /// 1 where the change is for the better, -1 for the worse, 0 for none.
        public int judge(int signOfChange) {
            return this == HIGHER ? signOfChange : -signOfChange;
        }
    }

    /// The metric as one of its definitions measures it: in that one's unit and direction.
    public MetricInfo by(Definition definition) {
        return new MetricInfo(
                id,
                name,
                category,
                kind,
                definition.ownUnit().orElse(unit),
                definition.ownBetter().orElse(better),
                summary,
                definitions);
    }

    public Definition defaultDefinition() {
        return definitions.getFirst();
    }

    /// The definitions that all are asked for at once: where a custom value is asked about, those that are reported
    /// apart by one. Where none is, all of them, so that whoever asks is told so.
    public List<Definition> definitions(Optional<String> customValue) {
        List<Definition> apart = definitions.stream()
                .filter(definition -> definition.customDimension().isPresent())
                .toList();
        return customValue.isEmpty() || apart.isEmpty() ? definitions : apart;
    }

    public Optional<Definition> definition(String definitionId) {
        return definitions.stream()
                .filter(d -> d.id().id().equals(definitionId))
                .findFirst();
    }
}
