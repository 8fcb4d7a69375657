package io.keepwell.core.metric;

import io.keepwell.core.rollup.read.MeasureReader;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

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
/// @param readings what the literature calls values, from the lowest up; empty where it calls them nothing
/// @param formula what is read for a figure, and how it is calculated
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
        Optional<Interval.Method> interval,
        List<Reading> readings,
        Formula formula) {
    public Definition {
        readings = List.copyOf(readings);
    }

    /// A definition without a formula yet, whose figures have the metric's unit.
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
                Optional.empty(),
                List.of(),
                Formula.None.NONE);
    }

    /// A definition in its first version, of the day the catalogue began, without a formula yet.
    public static Definition first(String id, String name, String symbols, String words, String why, String limits) {
        return new Definition(new DefinitionId(id), name, symbols, words, why, limits, 1, LocalDate.of(2026, 11, 1));
    }

    /// The same, calculated by a formula.
    public Definition by(Formula own) {
        return copy(draft -> draft.formula = own);
    }

    /// The same, calculated by code.
    ///
    /// @param calculation reads what `reads` says and nothing else; the same readings give the same calculation
    public Definition by(Reads reads, Function<MeasureReader, Calculation> calculation) {
        return by(new Formula.Custom(reads, calculation));
    }

    /// The same, whose meaning has changed.
    ///
    /// @param number of the version
    /// @param from the day of this version
    public Definition revised(int number, LocalDate from) {
        return copy(draft -> {
            draft.version = number;
            draft.since = from;
        });
    }

    /// A definition in its first version, of a later day than the catalogue's first.
    public Definition since(LocalDate day) {
        return revised(1, day);
    }

    /// The same, counted in a unit of its own.
    public Definition in(Unit unit) {
        return copy(draft -> draft.ownUnit = Optional.of(unit));
    }

    /// The same, where another way is better.
    public Definition better(MetricInfo.Better better) {
        return copy(draft -> draft.ownBetter = Optional.of(better));
    }

    /// The same, adding up over periods that follow one another.
    public Definition accumulates() {
        return copy(draft -> draft.accumulating = true);
    }

    /// The same, within one per cent where it is of very many things.
    public Definition approximately() {
        return copy(draft -> draft.approximate = true);
    }

    /// The same, which can be asked for one value of a custom dimension.
    public Definition customDimension(CustomDimension own) {
        return copy(draft -> draft.customDimension = Optional.of(own));
    }

    /// The same, of which figures have an interval.
    public Definition within(Interval.Method method) {
        return copy(draft -> draft.interval = Optional.of(method));
    }

    /// The same, with what the literature calls its values.
    ///
    /// @param fromLowest each above the one before
    public Definition readAs(List<Reading> fromLowest) {
        return copy(draft -> draft.readings = fromLowest);
    }

    /// What a value is called; empty where it is called nothing.
    public Optional<String> reading(BigDecimal value) {
        return readings.stream()
                .filter(reading -> value.compareTo(reading.above()) > 0)
                .reduce((_, higher) -> higher)
                .map(Reading::word);
    }

    /// A value's word with what it is one of: `Often called good: above 0 good, above 50 excellent.` Empty where
    /// values are called nothing.
    public Optional<String> readingText(BigDecimal value) {
        return Optional.of(readingsText())
                .filter(all -> !all.isEmpty())
                .map(all ->
                        "Often called" + reading(value).map(word -> " " + word).orElse("") + ": " + all + ".");
    }

    /// All that values are called: `above 0 good, above 50 excellent`; empty where they are called nothing.
    public String readingsText() {
        return readings.stream()
                .map(reading -> "above " + reading.above().toPlainString() + " " + reading.word())
                .collect(Collectors.joining(", "));
    }

    /// The same, with who defines it so.
    public Definition asBy(String who) {
        return copy(draft -> draft.source = Optional.of(who));
    }

    private Definition copy(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return new Definition(
                id,
                name,
                symbols,
                words,
                why,
                limits,
                draft.version,
                draft.since,
                draft.ownUnit,
                draft.ownBetter,
                draft.accumulating,
                draft.approximate,
                draft.customDimension,
                draft.source,
                draft.interval,
                draft.readings,
                draft.formula);
    }

    /// What a copy may have otherwise.
    private static final class Draft {
        private int version;
        private LocalDate since;
        private Optional<Unit> ownUnit;
        private Optional<MetricInfo.Better> ownBetter;
        private boolean accumulating;
        private boolean approximate;
        private Optional<CustomDimension> customDimension;
        private Optional<String> source;
        private Optional<Interval.Method> interval;
        private List<Reading> readings;
        private Formula formula;

        private Draft(Definition definition) {
            this.version = definition.version;
            this.since = definition.since;
            this.ownUnit = definition.ownUnit;
            this.ownBetter = definition.ownBetter;
            this.accumulating = definition.accumulating;
            this.approximate = definition.approximate;
            this.customDimension = definition.customDimension;
            this.source = definition.source;
            this.interval = definition.interval;
            this.readings = definition.readings;
            this.formula = definition.formula;
        }
    }
}
