package io.keepwell.core.ledger.builder;

import io.keepwell.core.fact.FactTable;
import io.keepwell.core.fact.FactTables;
import io.keepwell.core.fact.RenewalOutcome;
import io.keepwell.core.fact.store.StoredFact;
import io.keepwell.core.ledger.AccountFacts;
import io.keepwell.core.ledger.ExchangeRates;
import io.keepwell.core.ledger.Ledger;
import io.keepwell.core.ledger.LedgerBuilder;
import io.keepwell.core.ledger.LedgerRows;
import io.keepwell.core.ledger.LedgerRules;
import io.keepwell.core.ledger.Measure;
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
/// outcomes reported for one contract and due day the last one holds. Money is converted at the rate of the
/// day of the outcome.
@Singleton
final class RenewalLedgerBuilder implements LedgerBuilder {
    @Override
    public Set<FactTable<?>> reads() {
        return Set.of(FactTables.RENEWAL_OUTCOME);
    }

    @Override
    public Set<Measure> writes() {
        return Set.of(
                Measure.RENEWALS_DUE,
                Measure.RENEWALS_WON,
                Measure.RENEWALS_UNDECIDED,
                Measure.CUSTOMERS_DUE,
                Measure.CUSTOMERS_RENEWED,
                Measure.RENEWAL_VALUE_DUE,
                Measure.RENEWAL_VALUE_WON,
                Measure.RENEWALS_PENDING,
                Measure.RENEWALS_WITHOUT_VALUE,
                Measure.RENEWAL_REPORTED,
                Measure.RENEWAL_NEAR,
                Measure.RENEWAL_DECLINED);
    }

    @Override
    public void write(AccountFacts facts, Ledger subscriptions, LedgerRules rules, LedgerRows entries) {
        List<NavigableMap<LocalDate, Boolean>> near = new ArrayList<>();
        List<NavigableMap<LocalDate, Boolean>> declined = new ArrayList<>();
        for (List<StoredFact<RenewalOutcome>> outcomes :
                facts.byThing(FactTables.RENEWAL_OUTCOME, outcome -> outcome.dueOn() + " " + outcome.contractId())) {
            StoredFact<RenewalOutcome> last = outcomes.getLast();
            writeResult(last.fact(), entries);
            writeValue(last.fact(), last.day(), rules.rates(), entries);
            outcomes.forEach(reported -> entries.add(
                    Measure.RENEWAL_REPORTED, reported.day(), 1, reported.fact().contractId()));
            LocalDate due = last.fact().dueOn();
            LocalDate soon = due.minusDays(HealthPart.RENEWAL_DAYS);
            near.add(until(due, resultFrom(outcomes, soon), RenewalOutcome.Result.DUE));
            declined.add(until(due, resultFrom(outcomes, LocalDate.MIN), RenewalOutcome.Result.DECLINED));
        }
        entries.switches(Measure.RENEWAL_NEAR, States.anyFrom(near), "");
        entries.switches(Measure.RENEWAL_DECLINED, States.anyFrom(declined), "");
    }

    /// What was known of one contract at the end of each day, from a day on.
    private static NavigableMap<LocalDate, RenewalOutcome.Result> resultFrom(
            List<StoredFact<RenewalOutcome>> outcomes, LocalDate first) {
        NavigableMap<LocalDate, RenewalOutcome.Result> resultFrom = new TreeMap<>();
        outcomes.forEach(reported -> resultFrom.put(
                reported.day().isBefore(first) ? first : reported.day(),
                reported.fact().result()));
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

    private static void writeResult(RenewalOutcome outcome, LedgerRows entries) {
        LocalDate due = outcome.dueOn();
        entries.add(Measure.RENEWALS_DUE, due, 1, outcome.contractId());
        entries.add(Measure.CUSTOMERS_DUE, due, 1, outcome.contractId());
        switch (outcome.result()) {
            case DUE -> entries.add(Measure.RENEWALS_UNDECIDED, due, 1, outcome.contractId());
            case RENEWED -> {
                entries.add(Measure.RENEWALS_WON, due, 1, outcome.contractId());
                entries.add(Measure.CUSTOMERS_RENEWED, due, 1, outcome.contractId());
            }
            case DECLINED -> {
                // It is up for renewal, and no more.
            }
        }
    }

    private static void writeValue(RenewalOutcome outcome, LocalDate sentOn, ExchangeRates rates, LedgerRows entries) {
        LocalDate due = outcome.dueOn();
        if (outcome.value().isEmpty()) {
            entries.add(Measure.RENEWALS_WITHOUT_VALUE, due, 1, outcome.contractId());
            return;
        }
        Money value = outcome.value().get();
        Optional<Money> renewed = outcome.result() == RenewalOutcome.Result.RENEWED
                ? Optional.of(outcome.renewedValue().orElse(value))
                : Optional.empty();
        OptionalLong before = rates.convert(value, sentOn);
        OptionalLong after = renewed.map(money -> rates.convert(money, sentOn)).orElse(OptionalLong.of(0));
        if (before.isEmpty() || after.isEmpty()) {
            entries.add(Measure.RENEWALS_PENDING, due, 1, outcome.contractId());
            return;
        }
        entries.add(Measure.RENEWAL_VALUE_DUE, due, before.getAsLong(), outcome.contractId());
        entries.add(Measure.RENEWAL_VALUE_WON, due, after.getAsLong(), outcome.contractId());
    }
}
