package io.keepwell.core.metric;

import java.math.BigDecimal;
import java.util.Optional;

/// Whether the rows behind a figure add up to the term that they stand for.
public sealed interface DrillReconciliation {
    /// All rows, listed or not, add up to the term.
    record Agrees(Term term) implements DrillReconciliation {}

    /// They don't.
    ///
    /// @param by how much more the rows add up to; negative where they add up to less
    record Differs(Term term, BigDecimal by) implements DrillReconciliation {}

    /// The figure has no term that the rows could add up to.
    ///
    /// @param standsFor the term that the rows name; empty where a figure with a value names no rows
    record NoSuchTerm(Optional<TermId> standsFor) implements DrillReconciliation {}

    /// There is no value, and no rows are named.
    record NothingListed() implements DrillReconciliation {}

    /// Whether nothing is wrong.
    default boolean isWell() {
        return problem().isEmpty();
    }

    /// What is wrong, in a few words; empty where the rows add up, or no rows are named as there is no value.
    default Optional<String> problem() {
        return switch (this) {
            case Agrees(Term _), NothingListed() -> Optional.empty();
            case Differs(Term term, BigDecimal by) ->
                Optional.of("the rows come to " + term.amount().add(by).toPlainString() + ", " + term.symbol() + " is "
                        + term.amount().toPlainString());
            case NoSuchTerm(Optional<TermId> standsFor) ->
                Optional.of(standsFor
                        .map(id -> "the rows stand for " + id + ", and the formula has no such term")
                        .orElse("the figure has a value, and names no rows"));
        };
    }
}
