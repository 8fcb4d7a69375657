package io.keepwell.core.metric;

import java.util.List;
import java.util.Optional;

/// What the catalogue says of a metric.
///
/// @param category as people read it: `Retention`
/// @param unit of all definitions that name no other
/// @param summary what it tells, a sentence
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

    /// The metric by one definition of its own: in that definition's unit.
    public MetricInfo by(Definition definition) {
        return definition
                .unit()
                .map(other -> new MetricInfo(id, name, category, kind, other, better, summary, definitions))
                .orElse(this);
    }

    public Definition defaultDefinition() {
        return definitions.getFirst();
    }

    public Optional<Definition> definition(String definitionId) {
        return definitions.stream()
                .filter(d -> d.id().id().equals(definitionId))
                .findFirst();
    }
}
