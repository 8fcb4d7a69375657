package io.keepwell.core.fact;

import io.keepwell.core.money.Money;
import java.util.List;

/// An amount without which a fact can't be counted: where there is no rate for its currency, the fact is pending.
///
/// @param field its path within the kind, as in the contract: `price`
public record FactMoney(String field, Money money) {
    /// All of a fact's.
    public static List<FactMoney> of(Fact fact) {
        return of(fact.table(), fact);
    }

    private static <F extends Fact> List<FactMoney> of(FactTable<F> table, Fact fact) {
        return table.money(table.type().cast(fact));
    }
}
