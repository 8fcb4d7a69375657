package io.keepwell.core.ledger.builder;

import io.keepwell.core.fact.FactTable;
import io.keepwell.core.fact.FactTables;
import io.keepwell.core.fact.Opportunity;
import io.keepwell.core.fact.store.StoredFact;
import io.keepwell.core.ledger.AccountFacts;
import io.keepwell.core.ledger.ExchangeRates;
import io.keepwell.core.ledger.Ledger;
import io.keepwell.core.ledger.LedgerBuilder;
import io.keepwell.core.ledger.LedgerRows;
import io.keepwell.core.ledger.LedgerRules;
import io.keepwell.core.ledger.Measure;
import io.keepwell.core.money.Money;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// Chances to sell more: created when they are first reported, won or lost on the day from which that is
/// how they stand. What was reported last holds: the kind, the state, the value where there is one.
@Singleton
final class OpportunityLedgerBuilder implements LedgerBuilder {
    @Override
    public Set<FactTable<?>> reads() {
        return Set.of(FactTables.OPPORTUNITY);
    }

    @Override
    public Set<Measure> writes() {
        return Set.of(
                Measure.OPPORTUNITIES_CREATED,
                Measure.OPPORTUNITIES_WON,
                Measure.OPPORTUNITIES_LOST,
                Measure.OPPORTUNITY_VALUE,
                Measure.OPPORTUNITIES_PENDING,
                Measure.OPPORTUNITIES_WITHOUT_VALUE);
    }

    @Override
    public void write(AccountFacts facts, Ledger subscriptions, LedgerRules rules, LedgerRows entries) {
        for (List<StoredFact<Opportunity>> reported :
                facts.byThing(FactTables.OPPORTUNITY, Opportunity::opportunityId)) {
            Opportunity last = reported.getLast().fact();
            String kind = last.kind().name().toLowerCase(Locale.ROOT);
            String id = last.opportunityId();
            entries.add(Measure.OPPORTUNITIES_CREATED, reported.getFirst().day(), kind, 1, id);
            LocalDate since = since(reported, last.state());
            switch (last.state()) {
                case OPEN -> {
                    // Created, and no more yet.
                }
                case WON -> {
                    entries.add(Measure.OPPORTUNITIES_WON, since, kind, 1, id);
                    writeValue(reported, since, kind, rules.rates(), entries);
                }
                case LOST -> entries.add(Measure.OPPORTUNITIES_LOST, since, kind, 1, id);
            }
        }
    }

    /// The day since when it has been in the state that was reported last.
    private static LocalDate since(List<StoredFact<Opportunity>> reported, Opportunity.State state) {
        LocalDate since = reported.getLast().day();
        for (StoredFact<Opportunity> each : reported.reversed()) {
            if (each.fact().state() != state) {
                break;
            }
            since = each.day();
        }
        return since;
    }

    private static void writeValue(
            List<StoredFact<Opportunity>> reported,
            LocalDate day,
            String kind,
            ExchangeRates rates,
            LedgerRows entries) {
        String id = reported.getLast().fact().opportunityId();
        Optional<StoredFact<Opportunity>> valued = reported.reversed().stream()
                .filter(each -> each.fact().value().isPresent())
                .findFirst();
        if (valued.isEmpty()) {
            entries.add(Measure.OPPORTUNITIES_WITHOUT_VALUE, day, kind, 1, id);
            return;
        }
        Money value = valued.get().fact().value().orElseThrow();
        OptionalLong micros = rates.convert(value, valued.get().day());
        if (micros.isPresent()) {
            entries.add(Measure.OPPORTUNITY_VALUE, day, kind, micros.getAsLong(), id);
        } else {
            entries.add(Measure.OPPORTUNITIES_PENDING, day, kind, 1, id);
        }
    }
}
