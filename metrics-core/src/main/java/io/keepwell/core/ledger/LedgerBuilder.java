package io.keepwell.core.ledger;

import io.keepwell.core.fact.FactTable;
import java.util.Set;

/// A part of the ledger beside subscriptions: tickets, orders, offers. One class for each; its bean is found by itself.
/// Pure: the same facts of an account always give the same entries, whatever their order.
public interface LedgerBuilder {
    /// The kinds of facts it is made of.
    Set<FactTable<?>> reads();

    /// Every measure that it may write. No other book writes any of them.
    Set<Measure> writes();

    /// @param subscriptions the account's versions, periods and movements; no entries
    void write(AccountFacts facts, Ledger subscriptions, LedgerRules rules, LedgerRows entries);
}
