package io.keepwell.core.metric;

import java.math.BigDecimal;

/// A named number in a formula.
///
/// @param name what it is, with its day: `of them gone on 1 Nov 2026`
public record Term(TermId id, String name, BigDecimal amount, Unit unit) {
    /// @param symbol as in the definition's symbols: `L`
    public Term(String symbol, String name, BigDecimal amount, Unit unit) {
        this(new TermId(symbol), name, amount, unit);
    }

    /// For people, as in the definition's symbols: `L`. Code matches terms by `id`.
    public String symbol() {
        return id.symbol();
    }
}
