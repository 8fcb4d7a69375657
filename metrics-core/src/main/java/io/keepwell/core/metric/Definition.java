package io.keepwell.core.metric;

import java.time.LocalDate;
import java.util.Optional;

/// One way to define a metric.
///
/// @param name short, as a label under the metric's name: `of opening customers`
/// @param symbols the formula in symbols: `L ÷ S`
/// @param words the formula in words, a sentence
/// @param why why one would pick it, a sentence
/// @param limits where it stops making sense, a sentence
/// @param version counted up whenever the meaning changes
/// @param since the day of this version
/// @param unit what its figures are counted in, where that isn't the metric's own unit
public record Definition(
        DefinitionId id,
        String name,
        String symbols,
        String words,
        String why,
        String limits,
        int version,
        LocalDate since,
        Optional<Unit> unit) {
    /// In the metric's own unit.
    public Definition(
            DefinitionId id,
            String name,
            String symbols,
            String words,
            String why,
            String limits,
            int version,
            LocalDate since) {
        this(id, name, symbols, words, why, limits, version, since, Optional.empty());
    }

    /// A definition in its first version, of the day the catalogue began.
    static Definition first(String id, String name, String symbols, String words, String why, String limits) {
        return new Definition(new DefinitionId(id), name, symbols, words, why, limits, 1, LocalDate.of(2026, 11, 1));
    }

    /// The same, counted in another unit than the metric's own.
    Definition in(Unit other) {
        return new Definition(id, name, symbols, words, why, limits, version, since, Optional.of(other));
    }
}
