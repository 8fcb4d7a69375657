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
/// @param ownUnit where it is counted in another unit than the metric by its other definitions
/// @param ownBetter where another way is better than by the metric's other definitions
/// @param accumulating whether the figures of periods that follow one another add up to the figure of
///     all: a count or a sum of what happens
/// @param approximate whether a figure of very many things is within one per cent rather than exact
/// @param customDimension what it can be broken down by; empty where a question about one of something makes no
///     sense
/// @param source who defines it so, a sentence, where it is to be compared with figures of others
/// @param interval how the interval of its figures is made, where they are of a sample
public record Definition(
        DefinitionId id,
        String name,
        String symbols,
        String words,
        String why,
        String limits,
        int version,
        LocalDate since,
        Optional<Unit> ownUnit,
        Optional<MetricInfo.Better> ownBetter,
        boolean accumulating,
        boolean approximate,
        Optional<CustomDimension> customDimension,
        Optional<String> source,
        Optional<Interval.Method> interval) {
    public Definition(
            DefinitionId id,
            String name,
            String symbols,
            String words,
            String why,
            String limits,
            int version,
            LocalDate since) {
        this(
                id,
                name,
                symbols,
                words,
                why,
                limits,
                version,
                since,
                Optional.empty(),
                Optional.empty(),
                false,
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /// A definition in its first version, of the day the catalogue began.
    static Definition first(String id, String name, String symbols, String words, String why, String limits) {
        return new Definition(new DefinitionId(id), name, symbols, words, why, limits, 1, LocalDate.of(2026, 11, 1));
    }

    /// The same, whose meaning has changed.
    ///
    /// @param number of the version
    /// @param from the day of this version
    Definition revised(int number, LocalDate from) {
        return new Definition(
                id,
                name,
                symbols,
                words,
                why,
                limits,
                number,
                from,
                ownUnit,
                ownBetter,
                accumulating,
                approximate,
                customDimension,
                source,
                interval);
    }

    /// The same, counted in a unit of its own.
    Definition in(Unit unit) {
        return with(Optional.of(unit), ownBetter, accumulating, approximate, customDimension);
    }

    /// The same, where another way is better.
    Definition better(MetricInfo.Better better) {
        return with(ownUnit, Optional.of(better), accumulating, approximate, customDimension);
    }

    /// The same, adding up over periods that follow one another.
    Definition accumulates() {
        return with(ownUnit, ownBetter, true, approximate, customDimension);
    }

    /// The same, within one per cent where it is of very many things.
    Definition approximately() {
        return with(ownUnit, ownBetter, accumulating, true, customDimension);
    }

    /// The same, which can be asked for one of something.
    Definition customDimension(CustomDimension own) {
        return with(ownUnit, ownBetter, accumulating, approximate, Optional.of(own));
    }

    /// The same, of which figures have an interval.
    Definition within(Interval.Method method) {
        return new Definition(
                id,
                name,
                symbols,
                words,
                why,
                limits,
                version,
                since,
                ownUnit,
                ownBetter,
                accumulating,
                approximate,
                customDimension,
                source,
                Optional.of(method));
    }

    /// The same, with who defines it so.
    Definition asBy(String who) {
        return new Definition(
                id,
                name,
                symbols,
                words,
                why,
                limits,
                version,
                since,
                ownUnit,
                ownBetter,
                accumulating,
                approximate,
                customDimension,
                Optional.of(who),
                interval);
    }

    /// A definition in its first version, of a later day than the catalogue's first.
    Definition since(LocalDate day) {
        return revised(1, day);
    }

    private Definition with(
            Optional<Unit> unit,
            Optional<MetricInfo.Better> better,
            boolean addsUp,
            boolean isApproximate,
            Optional<CustomDimension> apartBy) {
        return new Definition(
                id,
                name,
                symbols,
                words,
                why,
                limits,
                version,
                since,
                unit,
                better,
                addsUp,
                isApproximate,
                apartBy,
                source,
                interval);
    }
}
