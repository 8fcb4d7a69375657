package io.keepwell.core.metric;

import java.math.BigDecimal;

/// A named number in a formula.
///
/// @param symbol as in the definition's symbols: `L`
/// @param name what it is, with its day: `of them gone on 1 Nov 2026`
public record Term(String symbol, String name, BigDecimal amount, Unit unit) {}
