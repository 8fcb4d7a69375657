package io.keepwell.core.ledger.builder;

import io.keepwell.core.fact.FactTable;
import io.keepwell.core.fact.FactTables;
import io.keepwell.core.fact.Lead;
import io.keepwell.core.fact.store.StoredFact;
import io.keepwell.core.ledger.AccountFacts;
import io.keepwell.core.ledger.Ledger;
import io.keepwell.core.ledger.LedgerBuilder;
import io.keepwell.core.ledger.LedgerRows;
import io.keepwell.core.ledger.LedgerRules;
import io.keepwell.core.ledger.Measure;
import io.keepwell.core.ledger.MovementKind;
import io.keepwell.core.ledger.MrrMovement;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Leads by the day they are first reported and by the channel that was reported last, and which of them
/// became customers: those of which the state that was reported last says so, and those whose account's first
/// recurring revenue began on the lead's day or later, whatever was reported for the lead itself.
@Singleton
final class LeadLedgerBuilder implements LedgerBuilder {
    @Override
    public Set<FactTable<?>> reads() {
        return Set.of(FactTables.LEAD, FactTables.SUBSCRIPTION_CHANGE);
    }

    @Override
    public Set<Measure> writes() {
        return Set.of(Measure.LEADS, Measure.LEADS_CONVERTED);
    }

    @Override
    public void write(AccountFacts facts, Ledger subscriptions, LedgerRules rules, LedgerRows entries) {
        Optional<LocalDate> firstPaid = subscriptions.movements().stream()
                .filter(movement -> movement.kind() == MovementKind.NEW)
                .map(MrrMovement::day)
                .findFirst();
        for (List<StoredFact<Lead>> reported : facts.byThing(FactTables.LEAD, Lead::leadId)) {
            LocalDate created = reported.getFirst().day();
            Lead last = reported.getLast().fact();
            String channel = reported.stream()
                    .map(each -> each.fact().channel())
                    .filter(each -> !each.isEmpty())
                    .reduce("", (_, later) -> later);
            entries.add(Measure.LEADS, created, channel, 1, last.leadId());
            boolean paidSince = firstPaid.filter(day -> !day.isBefore(created)).isPresent();
            if (last.state() == Lead.State.CONVERTED || paidSince) {
                entries.add(Measure.LEADS_CONVERTED, created, channel, 1, last.leadId());
            }
        }
    }
}
