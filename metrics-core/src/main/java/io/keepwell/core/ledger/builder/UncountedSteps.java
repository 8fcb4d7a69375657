package io.keepwell.core.ledger.builder;

import io.keepwell.core.fact.TicketUpdate;
import io.keepwell.core.fact.store.StoredFact;
import io.keepwell.core.ledger.LedgerRows;
import io.keepwell.core.ledger.Measure;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// Writes what figures of one ticket leave out, and why: so that a figure can say so.
///
/// @param inOrder all its steps
/// @param ticket empty where no opening was reported
record UncountedSteps(List<StoredFact<TicketUpdate>> inOrder, Optional<TicketHistory> ticket, String id) {
    void write(LedgerRows entries) {
        if (ticket.isEmpty()) {
            writeUnopened(entries);
        } else {
            writeAnswer(ticket.get(), entries);
            writeResolution(ticket.get(), entries);
        }
    }

    private void writeUnopened(LedgerRows entries) {
        add(Measure.TICKETS_UNOPENED, Optional.of(inOrder.getFirst()), entries);
        if (TicketHistory.topic(inOrder) == TicketUpdate.Topic.COMPLAINT) {
            add(Measure.COMPLAINTS_UNOPENED, Optional.of(inOrder.getFirst()), entries);
        }
        add(Measure.ANSWERED_UNOPENED, first(UncountedSteps::isReplyOfPerson), entries);
        add(Measure.RESOLVED_UNOPENED, lastResolution(), entries);
    }

    private void writeAnswer(TicketHistory history, LedgerRows entries) {
        if (history.answered().isEmpty()) {
            Optional<StoredFact<TicketUpdate>> early = first(UncountedSteps::isReplyOfPerson);
            add(Measure.ANSWERED_BEFORE_OPENING, early, entries);
            if (early.isEmpty()) {
                add(Measure.ANSWERED_BY_PROGRAM, first(step -> step.step() == TicketUpdate.Step.REPLIED), entries);
            }
        }
    }

    private void writeResolution(TicketHistory history, LedgerRows entries) {
        if (history.lastResolved().isEmpty()) {
            add(Measure.RESOLVED_BEFORE_OPENING, lastResolution(), entries);
        } else if (history.resolved().isEmpty()) {
            entries.add(Measure.RESOLVED_REOPENED, history.lastResolved().get().day(), 1, id);
        }
    }

    static boolean isReplyOfPerson(TicketUpdate step) {
        return step.step() == TicketUpdate.Step.REPLIED && !step.bot();
    }

    private Optional<StoredFact<TicketUpdate>> first(Predicate<TicketUpdate> wanted) {
        return inOrder.stream().filter(step -> wanted.test(step.fact())).findFirst();
    }

    private Optional<StoredFact<TicketUpdate>> lastResolution() {
        return inOrder.reversed().stream()
                .filter(step -> step.fact().step() == TicketUpdate.Step.RESOLVED)
                .findFirst();
    }

    private void add(Measure measure, Optional<StoredFact<TicketUpdate>> step, LedgerRows entries) {
        step.ifPresent(reported -> entries.add(measure, reported.day(), 1, id));
    }
}
