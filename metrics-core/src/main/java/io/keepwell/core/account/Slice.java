package io.keepwell.core.account;

import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The accounts that have certain values of certain dimensions; all of them must hold. An empty value
/// means *not given*. Without any dimension it is the whole firm; with every dimension it is a slice key, and
/// cells are kept by slice key.
///
/// @param others by dimension, the values that its accounts don't have: the slice of all other ones.
///     Never of a dimension that has a value
public record Slice(Map<Dimension, String> values, Map<Dimension, SortedSet<String>> others) {
    public static final Slice WHOLE = new Slice(Map.of());

    /// Where an account stands before anything was reported about it.
    public static final Slice UNKNOWN = new Slice(Dimension.ALL.stream().collect(Collectors.toMap(d -> d, d -> "")));

    /// Accounts of which no profile reports anything, whatever their source.
    public static final Slice NO_PROFILE = UNKNOWN.without(Dimension.SOURCE);

    public Slice {
        if (!Collections.disjoint(values.keySet(), others.keySet())) {
            throw new IllegalArgumentException(
                    "a dimension has a value or others, not both: " + values + ", " + others);
        }
        if (others.values().stream().anyMatch(Collection::isEmpty)) {
            throw new IllegalArgumentException("others than none are all: " + others);
        }
        values = copy(values);
        others = copy(others);
    }

    public Slice(Map<Dimension, String> values) {
        this(values, Map.of());
    }

    private static <V> Map<Dimension, V> copy(Map<Dimension, V> map) {
        EnumMap<Dimension, V> copy = new EnumMap<>(Dimension.class);
        copy.putAll(map);
        return Collections.unmodifiableMap(copy);
    }

    public static Slice of(Dimension dimension, String value) {
        return new Slice(Map.of(dimension, value));
    }

    public Slice with(Dimension dimension, String value) {
        Slice without = without(dimension);
        EnumMap<Dimension, String> more = new EnumMap<>(Dimension.class);
        more.putAll(without.values);
        more.put(dimension, value);
        return new Slice(more, without.others);
    }

    /// Those that have another value of a dimension than these.
    public Slice withOthersThan(Dimension dimension, Collection<String> than) {
        Slice without = without(dimension);
        EnumMap<Dimension, SortedSet<String>> more = new EnumMap<>(Dimension.class);
        more.putAll(without.others);
        more.put(dimension, Collections.unmodifiableSortedSet(new TreeSet<>(than)));
        return new Slice(without.values, more);
    }

    public Slice without(Dimension dimension) {
        EnumMap<Dimension, String> fewer = new EnumMap<>(Dimension.class);
        fewer.putAll(values);
        fewer.remove(dimension);
        EnumMap<Dimension, SortedSet<String>> fewerOthers = new EnumMap<>(Dimension.class);
        fewerOthers.putAll(others);
        fewerOthers.remove(dimension);
        return new Slice(fewer, fewerOthers);
    }

    public boolean isWhole() {
        return values.isEmpty() && others.isEmpty();
    }

    /// The value of a dimension; empty where it is not given.
    public String value(Dimension dimension) {
        return values.getOrDefault(dimension, "");
    }

    /// Whether a slice key lies in this slice.
    public boolean holds(Slice sliceKey) {
        for (Map.Entry<Dimension, String> entry : values.entrySet()) {
            if (!sliceKey.value(entry.getKey()).equals(entry.getValue())) {
                return false;
            }
        }
        for (Map.Entry<Dimension, SortedSet<String>> entry : others.entrySet()) {
            if (entry.getValue().contains(sliceKey.value(entry.getKey()))) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return Stream.concat(
                        values.entrySet().stream().map(entry -> entry.getKey().id() + "=" + entry.getValue()),
                        others.entrySet().stream()
                                .map(entry ->
                                        entry.getKey().id() + " other than " + String.join(" or ", entry.getValue())))
                .collect(Collectors.joining(", "));
    }
}
