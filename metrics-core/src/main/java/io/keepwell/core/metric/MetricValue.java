package io.keepwell.core.metric;

import io.keepwell.core.account.Slice;
import io.keepwell.core.money.CurrencyCode;
import io.keepwell.core.time.Period;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;

/// One figure, with all that says how it came about.
///
/// @param metric in the unit and direction of the definition
/// @param asOf nothing that came in later is in it
/// @param recalled whether it was asked for as of that moment, rather than as of now
public record MetricValue(
        MetricInfo metric,
        Definition definition,
        Period period,
        Slice slice,
        Optional<String> customValue,
        CurrencyCode currency,
        Instant asOf,
        boolean recalled,
        Calculation calculation) {
    public Outcome outcome() {
        return calculation.outcome();
    }

    /// Whether the amount is within one per cent rather than exact.
    public boolean isApproximate() {
        return calculation.approximate();
    }

    /// The amount, where there is one.
    public Optional<BigDecimal> amount() {
        return switch (outcome()) {
            case Outcome.Value(BigDecimal amount) -> Optional.of(amount);
            case Outcome.Unavailable(Outcome.Reason _, String _) -> Optional.empty();
        };
    }

    /// Whether the rows behind the figure add up to the term that they stand for.
    ///
    /// @param list of this figure, as read at the same moment; how many of its rows it lists doesn't matter
    public DrillReconciliation reconcile(DrillRows list) {
        if (list.standsFor().isEmpty() && amount().isEmpty()) {
            return new DrillReconciliation.NothingListed();
        }
        return list.standsFor()
                .flatMap(calculation::term)
                .<DrillReconciliation>map(term -> term.amount().compareTo(list.total()) == 0
                        ? new DrillReconciliation.Agrees(term)
                        : new DrillReconciliation.Differs(term, list.total().subtract(term.amount())))
                .orElseGet(() -> new DrillReconciliation.NoSuchTerm(list.standsFor()));
    }
}
