package io.keepwell.core.ledger;

import io.keepwell.core.fact.FactTable;
import io.keepwell.core.fact.FactTables;
import io.keepwell.core.fact.RenewalOutcome;
import io.keepwell.core.fact.StoredFact;
import io.keepwell.core.money.Money;
import io.keepwell.core.setting.HealthPart;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;

/// Contracts up for renewal, each on the day it is due, and who has one that needs a word. Of several
/// outcomes told for one contract and due day the last one holds. Money is converted at the rate of the
/// day of the outcome.
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
                Quantity.RENEWALS_WITHOUT_VALUE,
                Quantity.RENEWAL_TOLD,
                Quantity.RENEWAL_NEAR,
                Quantity.RENEWAL_DECLINED);
    }

    @Override
    public void write(AccountFacts facts, Ledger subscriptions, LedgerRules rules, Entries entries) {
        List<NavigableMap<LocalDate, Boolean>> near = new ArrayList<>();
        List<NavigableMap<LocalDate, Boolean>> declined = new ArrayList<>();
        for (List<StoredFact<RenewalOutcome>> outcomes :
                facts.byThing(FactTables.RENEWAL_OUTCOME, outcome -> outcome.dueOn() + " " + outcome.contractId())) {
            StoredFact<RenewalOutcome> last = outcomes.getLast();
            writeResult(last.fact(), entries);
            writeValue(last.fact(), last.day(), rules.rates(), entries);
            outcomes.forEach(told -> entries.add(
                    Quantity.RENEWAL_TOLD, told.day(), 1, told.fact().contractId()));
            LocalDate due = last.fact().dueOn();
            LocalDate soon = due.minusDays(HealthPart.RENEWAL_DAYS);
            near.add(until(due, resultFrom(outcomes, soon), RenewalOutcome.Result.DUE));
            declined.add(until(due, resultFrom(outcomes, LocalDate.MIN), RenewalOutcome.Result.DECLINED));
        }
        entries.switches(Quantity.RENEWAL_NEAR, States.anyFrom(near), "");
        entries.switches(Quantity.RENEWAL_DECLINED, States.anyFrom(declined), "");
    }

    /// What was known of one contract at the end of each day, from a day on.
    private static NavigableMap<LocalDate, RenewalOutcome.Result> resultFrom(
            List<StoredFact<RenewalOutcome>> outcomes, LocalDate first) {
        NavigableMap<LocalDate, RenewalOutcome.Result> resultFrom = new TreeMap<>();
        outcomes.forEach(told -> resultFrom.put(
                told.day().isBefore(first) ? first : told.day(), told.fact().result()));
        return resultFrom;
    }

    /// Whether that was a result, until it is of no more interest.
    private static NavigableMap<LocalDate, Boolean> until(
            LocalDate due, NavigableMap<LocalDate, RenewalOutcome.Result> resultFrom, RenewalOutcome.Result wanted) {
        NavigableMap<LocalDate, Boolean> inFrom = new TreeMap<>();
        LocalDate over = due.plusDays(HealthPart.RENEWAL_DAYS);
        resultFrom.headMap(over).forEach((day, result) -> inFrom.put(day, result == wanted));
        if (!inFrom.isEmpty()) {
            inFrom.put(over, false);
        }
        return inFrom;
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
