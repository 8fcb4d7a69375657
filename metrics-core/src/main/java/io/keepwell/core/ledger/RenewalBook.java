package io.keepwell.core.ledger;

import io.keepwell.core.fact.FactTable;
import io.keepwell.core.fact.FactTables;
import io.keepwell.core.fact.RenewalOutcome;
import io.keepwell.core.fact.StoredFact;
import io.keepwell.core.money.Money;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// Contracts up for renewal, each on the day it is due. Of several outcomes told for one contract and
/// due day the last one holds. Money is converted at the rate of the day of the outcome.
@Singleton
final class RenewalBook implements Book {
    @Override
    public Set<FactTable<?>> reads() {
        return Set.of(FactTables.RENEWAL_OUTCOME);
    }

    @Override
    public Set<Quantity> writes() {
        return Set.of(
                Quantity.RENEWALS_DUE,
                Quantity.RENEWALS_WON,
                Quantity.RENEWALS_UNDECIDED,
                Quantity.CUSTOMERS_DUE,
                Quantity.CUSTOMERS_RENEWED,
                Quantity.RENEWAL_VALUE_DUE,
                Quantity.RENEWAL_VALUE_WON,
                Quantity.RENEWALS_HELD_BACK,
                Quantity.RENEWALS_WITHOUT_VALUE);
    }

    @Override
    public void write(AccountFacts facts, Ledger subscriptions, LedgerRules rules, Entries entries) {
        for (List<StoredFact<RenewalOutcome>> outcomes :
                facts.byThing(FactTables.RENEWAL_OUTCOME, outcome -> outcome.dueOn() + " " + outcome.contractId())) {
            StoredFact<RenewalOutcome> last = outcomes.getLast();
            writeResult(last.fact(), entries);
            writeValue(last.fact(), last.day(), rules.rates(), entries);
        }
    }

    private static void writeResult(RenewalOutcome outcome, Entries entries) {
        LocalDate due = outcome.dueOn();
        entries.add(Quantity.RENEWALS_DUE, due, 1, outcome.contractId());
        entries.add(Quantity.CUSTOMERS_DUE, due, 1, outcome.contractId());
        switch (outcome.result()) {
            case DUE -> entries.add(Quantity.RENEWALS_UNDECIDED, due, 1, outcome.contractId());
            case RENEWED -> {
                entries.add(Quantity.RENEWALS_WON, due, 1, outcome.contractId());
                entries.add(Quantity.CUSTOMERS_RENEWED, due, 1, outcome.contractId());
            }
            case DECLINED -> {
                // It is up for renewal, and no more.
            }
        }
    }

    private static void writeValue(RenewalOutcome outcome, LocalDate toldOn, ExchangeRates rates, Entries entries) {
        LocalDate due = outcome.dueOn();
        if (outcome.value().isEmpty()) {
            entries.add(Quantity.RENEWALS_WITHOUT_VALUE, due, 1, outcome.contractId());
            return;
        }
        Money value = outcome.value().get();
        Optional<Money> renewed = outcome.result() == RenewalOutcome.Result.RENEWED
                ? Optional.of(outcome.renewedValue().orElse(value))
                : Optional.empty();
        OptionalLong before = rates.convert(value, toldOn);
        OptionalLong after = renewed.map(money -> rates.convert(money, toldOn)).orElse(OptionalLong.of(0));
        if (before.isEmpty() || after.isEmpty()) {
            entries.add(Quantity.RENEWALS_HELD_BACK, due, 1, outcome.contractId());
            return;
        }
        entries.add(Quantity.RENEWAL_VALUE_DUE, due, before.getAsLong(), outcome.contractId());
        entries.add(Quantity.RENEWAL_VALUE_WON, due, after.getAsLong(), outcome.contractId());
    }
}
