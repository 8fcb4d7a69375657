package io.keepwell.core.ledger;

import io.keepwell.core.fact.FactTable;
import io.keepwell.core.fact.FactTables;
import io.keepwell.core.fact.Opportunity;
import io.keepwell.core.fact.StoredFact;
import io.keepwell.core.money.Money;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// Chances to sell more: created when they are first told of, won or lost on the day from which that is
/// how they stand. What was told last holds: the kind, the state, the value where there is one.
@Singleton
final class OpportunityBook implements Book {
    @Override
    public Set<FactTable<?>> reads() {
        return Set.of(FactTables.OPPORTUNITY);
    }

    @Override
    public Set<Quantity> writes() {
        return Set.of(
                Quantity.OPPORTUNITIES_CREATED,
                Quantity.OPPORTUNITIES_WON,
                Quantity.OPPORTUNITIES_LOST,
                Quantity.OPPORTUNITY_VALUE,
                Quantity.OPPORTUNITIES_HELD_BACK,
                Quantity.OPPORTUNITIES_WITHOUT_VALUE);
    }

    @Override
    public void write(AccountFacts facts, Ledger subscriptions, LedgerRules rules, Entries entries) {
        for (List<StoredFact<Opportunity>> told : facts.byThing(FactTables.OPPORTUNITY, Opportunity::opportunityId)) {
            Opportunity last = told.getLast().fact();
            String kind = last.kind().name().toLowerCase(Locale.ROOT);
            String id = last.opportunityId();
            entries.add(Quantity.OPPORTUNITIES_CREATED, told.getFirst().day(), kind, 1, id);
            LocalDate since = since(told, last.state());
            switch (last.state()) {
                case OPEN -> {
                    // Created, and no more yet.
                }
                case WON -> {
                    entries.add(Quantity.OPPORTUNITIES_WON, since, kind, 1, id);
                    writeValue(told, since, kind, rules.rates(), entries);
                }
                case LOST -> entries.add(Quantity.OPPORTUNITIES_LOST, since, kind, 1, id);
            }
        }
    }

    /// The day since when it has been in the state that was told last.
    private static LocalDate since(List<StoredFact<Opportunity>> told, Opportunity.State state) {
        LocalDate since = told.getLast().day();
        for (StoredFact<Opportunity> each : told.reversed()) {
            if (each.fact().state() != state) {
                break;
            }
            since = each.day();
        }
        return since;
    }

    private static void writeValue(
            List<StoredFact<Opportunity>> told, LocalDate day, String kind, ExchangeRates rates, Entries entries) {
        String id = told.getLast().fact().opportunityId();
        Optional<StoredFact<Opportunity>> valued = told.reversed().stream()
                .filter(each -> each.fact().value().isPresent())
                .findFirst();
        if (valued.isEmpty()) {
            entries.add(Quantity.OPPORTUNITIES_WITHOUT_VALUE, day, kind, 1, id);
            return;
        }
        Money value = valued.get().fact().value().orElseThrow();
        OptionalLong micros = rates.convert(value, valued.get().day());
        if (micros.isPresent()) {
            entries.add(Quantity.OPPORTUNITY_VALUE, day, kind, micros.getAsLong(), id);
        } else {
            entries.add(Quantity.OPPORTUNITIES_HELD_BACK, day, kind, 1, id);
        }
    }
}
