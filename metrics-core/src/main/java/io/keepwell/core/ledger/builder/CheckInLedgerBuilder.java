package io.keepwell.core.ledger.builder;

import io.keepwell.core.fact.CheckIn;
import io.keepwell.core.fact.FactTable;
import io.keepwell.core.fact.FactTables;
import io.keepwell.core.fact.store.StoredFact;
import io.keepwell.core.ledger.AccountFacts;
import io.keepwell.core.ledger.Ledger;
import io.keepwell.core.ledger.LedgerBuilder;
import io.keepwell.core.ledger.LedgerRows;
import io.keepwell.core.ledger.LedgerRules;
import io.keepwell.core.ledger.Measure;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Planned and held check-ins, and who had one of late.
///
/// A check-in counts on the day that it was last planned for. One that was cancelled after it was
/// planned, and not held all the same, wasn't planned.
@Singleton
final class CheckInLedgerBuilder implements LedgerBuilder {
    private static final Comparator<StoredFact<CheckIn>> ORDER = Comparator.<StoredFact<CheckIn>, Instant>comparing(
                    StoredFact::occurredAt)
            .thenComparing(stored -> stored.fact().step())
            .thenComparing(StoredFact::key);

    @Override
    public Set<FactTable<?>> reads() {
        return Set.of(FactTables.CHECK_IN);
    }

    @Override
    public Set<Measure> writes() {
        return Set.of(
                Measure.CHECK_INS_PLANNED,
                Measure.CHECK_INS_HELD,
                Measure.CHECK_INS_UNPLANNED,
                Measure.RECENT_CHECK_IN);
    }

    @Override
    public void write(AccountFacts facts, Ledger subscriptions, LedgerRules rules, LedgerRows entries) {
        NavigableSet<LocalDate> heldOn = new TreeSet<>();
        Subjects.group(facts.of(FactTables.CHECK_IN), CheckIn::checkInId).forEach((subject, reported) -> {
            List<StoredFact<CheckIn>> inOrder = reported.stream().sorted(ORDER).toList();
            write(subject.id(), inOrder, entries);
            inOrder.stream()
                    .filter(step -> step.fact().step() == CheckIn.Step.HELD)
                    .forEach(held -> heldOn.add(held.day()));
        });
        entries.switches(
                Measure.RECENT_CHECK_IN, States.lasting(heldOn, rules.policies().checkInDays()), "");
    }

    private static void write(String id, List<StoredFact<CheckIn>> inOrder, LedgerRows entries) {
        Optional<StoredFact<CheckIn>> held = inOrder.stream()
                .filter(step -> step.fact().step() == CheckIn.Step.HELD)
                .findFirst();
        Optional<StoredFact<CheckIn>> planned = last(inOrder, Set.of(CheckIn.Step.PLANNED));
        boolean cancelled = last(inOrder, Set.of(CheckIn.Step.PLANNED, CheckIn.Step.CANCELLED))
                .filter(step -> step.fact().step() == CheckIn.Step.CANCELLED)
                .isPresent();
        if (planned.isPresent() && (held.isPresent() || !cancelled)) {
            LocalDate day =
                    planned.get().fact().plannedOn().orElse(planned.get().day());
            entries.add(Measure.CHECK_INS_PLANNED, day, 1, id);
            if (held.isPresent()) {
                entries.add(Measure.CHECK_INS_HELD, day, 1, id);
            }
        } else if (held.isPresent()) {
            entries.add(Measure.CHECK_INS_UNPLANNED, held.get().day(), 1, id);
        }
    }

    private static Optional<StoredFact<CheckIn>> last(List<StoredFact<CheckIn>> inOrder, Set<CheckIn.Step> steps) {
        return inOrder.stream()
                .filter(step -> steps.contains(step.fact().step()))
                .reduce((_, later) -> later);
    }
}
