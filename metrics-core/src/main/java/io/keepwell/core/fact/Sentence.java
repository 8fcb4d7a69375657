package io.keepwell.core.fact;

import io.keepwell.core.money.Money;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// What a fact says, for people: words, with amounts, days and counts that are written as all others are.
public record Sentence(List<Piece> pieces) {
    private static final String BETWEEN = " · ";

    public Sentence {
        pieces = List.copyOf(pieces);
    }

    /// A piece of a sentence.
    public sealed interface Piece {}

    /// Text as it stands.
    public record Words(String text) implements Piece {}

    /// An amount in its own currency.
    public record Amount(Money money) implements Piece {}

    /// A day.
    public record Day(LocalDate day) implements Piece {}

    /// How many of something.
    public record Count(long count) implements Piece {}

    /// A sentence that begins with some words.
    static Sentence of(String words) {
        return new Sentence(List.of(new Words(words)));
    }

    private Sentence with(Piece piece) {
        return new Sentence(Stream.concat(pieces.stream(), Stream.of(piece)).toList());
    }

    Sentence words(String words) {
        return with(new Words(words));
    }

    /// A constant as people read it: `CONFIRMED_CONTENT` as `confirmed content`.
    Sentence word(Enum<?> constant) {
        return words(constant.name().toLowerCase(Locale.ROOT).replace('_', ' '));
    }

    /// A number as exact as it was reported.
    Sentence number(BigDecimal number) {
        return words(number.stripTrailingZeros().toPlainString());
    }

    Sentence amount(Money money) {
        return with(new Amount(money));
    }

    Sentence day(LocalDate day) {
        return with(new Day(day));
    }

    Sentence count(long count) {
        return with(new Count(count));
    }

    /// Some words and a day, where one was reported.
    Sentence day(String words, Optional<LocalDate> day) {
        return day.map(date -> words(words).day(date)).orElse(this);
    }

    /// What else was reported, where anything was.
    Sentence also(String text) {
        return text.isEmpty() ? this : words(BETWEEN + text);
    }

    /// An amount, where one was reported.
    Sentence worth(Optional<Money> value) {
        return value.map(money -> words(BETWEEN).amount(money)).orElse(this);
    }
}
