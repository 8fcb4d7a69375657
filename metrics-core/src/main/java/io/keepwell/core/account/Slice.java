package io.keepwell.core.account;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;

/// The accounts that have certain values of certain dimensions; all of them must hold. An empty value means *not
/// given*.
/// Without any dimension it is the whole firm; with every dimension it is a leaf, and cells are kept by leaf.
public record Slice(Map<Dimension, String> values) {
    public static final Slice WHOLE = new Slice(Map.of());

    /// Where an account stands before anything was told about it.
    public static final Slice UNKNOWN = new Slice(Dimension.ALL.stream().collect(Collectors.toMap(d -> d, d -> "")));

    public Slice {
        EnumMap<Dimension, String> copy = new EnumMap<>(Dimension.class);
        copy.putAll(values);
        values = Collections.unmodifiableMap(copy);
    }

    public static Slice of(Dimension dimension, String value) {
        return new Slice(Map.of(dimension, value));
    }

    public Slice with(Dimension dimension, String value) {
        EnumMap<Dimension, String> copy = new EnumMap<>(Dimension.class);
        copy.putAll(values);
        copy.put(dimension, value);
        return new Slice(copy);
    }

    public Slice without(Dimension dimension) {
        EnumMap<Dimension, String> copy = new EnumMap<>(Dimension.class);
        copy.putAll(values);
        copy.remove(dimension);
        return new Slice(copy);
    }

    public boolean isWhole() {
        return values.isEmpty();
    }

    /// The value of a dimension; empty where it is not given.
    public String value(Dimension dimension) {
        return values.getOrDefault(dimension, "");
    }

    /// Whether a leaf lies in this slice.
    public boolean holds(Slice leaf) {
        return values.entrySet().stream()
                .allMatch(entry -> leaf.value(entry.getKey()).equals(entry.getValue()));
    }

    @Override
    public String toString() {
        return values.entrySet().stream()
                .map(entry -> entry.getKey().id() + "=" + entry.getValue())
                .collect(Collectors.joining(", "));
    }
}
