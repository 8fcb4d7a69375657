package io.keepwell.core.metric;

import io.keepwell.core.ledger.MovementKind;
import io.keepwell.core.setting.HealthModel;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Identifies a term within its formula. Two terms of one calculation never share an id; terms of different metrics
/// may.
///
/// Code that needs a certain term asks for it by one of the constants and methods here and never looks into the symbol,
/// which is for people.
///
/// @param symbol as in the definition's symbols: `L`
public record TermId(String symbol) {
    /// MRR when the period begins.
    public static final TermId OPENING = new TermId("opening");

    /// MRR when the period ends.
    public static final TermId CLOSING = new TermId("closing");

    public static final TermId NPS_PROMOTERS = new TermId("P");
    public static final TermId NPS_DETRACTORS = new TermId("D");
    public static final TermId NPS_ANSWERS = new TermId("n");

    private static final Map<TermId, MovementKind> MOVEMENTS =
            Arrays.stream(MovementKind.values()).collect(Collectors.toUnmodifiableMap(TermId::of, Function.identity()));

    public TermId {
        if (symbol.isBlank()) {
            throw new IllegalArgumentException("a term needs a symbol");
        }
    }

    /// What MRR moved by in one kind of movement.
    public static TermId of(MovementKind kind) {
        return new TermId(kind.id().replace('_', ' '));
    }

    /// How many customers are in a band of health scores.
    public static TermId of(HealthModel.Band band) {
        return new TermId(band.id());
    }

    /// What the customers in a band of health scores pay a month.
    public static TermId mrrOf(HealthModel.Band band) {
        return new TermId("MRR " + band.id());
    }

    /// The kind of movement of a term of MRR; empty for all other terms.
    public Optional<MovementKind> movement() {
        return Optional.ofNullable(MOVEMENTS.get(this));
    }

    /// The symbol.
    @Override
    public String toString() {
        return symbol;
    }
}
