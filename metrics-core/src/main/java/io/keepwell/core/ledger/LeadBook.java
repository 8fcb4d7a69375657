package io.keepwell.core.ledger;

import io.keepwell.core.fact.FactTable;
import io.keepwell.core.fact.FactTables;
import io.keepwell.core.fact.Lead;
import io.keepwell.core.fact.StoredFact;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;

/// Leads by the day they are first told of and by the channel that was told last, and which of them
/// became customers: the state that was told last holds.
@Singleton
final class LeadBook implements Book {
    @Override
    public Set<FactTable<?>> reads() {
        return Set.of(FactTables.LEAD);
    }

    @Override
    public Set<Quantity> writes() {
        return Set.of(Quantity.LEADS, Quantity.LEADS_CONVERTED);
    }

    @Override
    public void write(AccountFacts facts, Ledger subscriptions, LedgerRules rules, Entries entries) {
        for (List<StoredFact<Lead>> told : facts.byThing(FactTables.LEAD, Lead::leadId)) {
            LocalDate created = told.getFirst().day();
            Lead last = told.getLast().fact();
            String channel = told.stream()
                    .map(each -> each.fact().channel())
                    .filter(each -> !each.isEmpty())
                    .reduce("", (_, later) -> later);
            entries.add(Quantity.LEADS, created, channel, 1, last.leadId());
            if (last.state() == Lead.State.CONVERTED) {
                entries.add(Quantity.LEADS_CONVERTED, created, channel, 1, last.leadId());
            }
        }
    }
}
