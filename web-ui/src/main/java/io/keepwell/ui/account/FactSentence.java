package io.keepwell.ui.account;

import io.keepwell.core.fact.Fact;
import io.keepwell.core.fact.Sentence;
import io.keepwell.core.metric.Unit;
import io.keepwell.core.metric.ValueFormat;
import io.keepwell.core.money.Money;
import java.util.stream.Collectors;

/// Writes the sentence of a fact, its amounts, days and counts as figures are written.
public final class FactSentence {
    private FactSentence() {}

    public static String of(Fact fact) {
        return fact.sentence().pieces().stream().map(FactSentence::text).collect(Collectors.joining());
    }

    private static String text(Sentence.Piece piece) {
        return switch (piece) {
            case Sentence.Words(var text) -> text;
            case Sentence.Amount(var money) ->
                ValueFormat.amount(Money.units(money.micros()), Unit.MONEY, money.currency());
            case Sentence.Day(var day) -> ValueFormat.day(day);
            case Sentence.Count(var count) -> ValueFormat.count(count);
        };
    }
}
