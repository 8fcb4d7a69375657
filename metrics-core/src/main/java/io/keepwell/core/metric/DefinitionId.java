package io.keepwell.core.metric;

/// Names one definition of a metric for ever: `opening`.
public record DefinitionId(String id) {
    public DefinitionId {
        if (!id.matches("[a-z][a-z0-9_]*")) {
            throw new IllegalArgumentException("not a definition id: " + id);
        }
    }

    @Override
    public String toString() {
        return id;
    }
}
