package io.keepwell.core.ledger.builder;

import io.keepwell.core.account.Dimension;
import io.keepwell.core.account.Slice;
import io.keepwell.core.fact.TicketUpdate;
import io.keepwell.core.fact.store.StoredFact;
import io.keepwell.core.ledger.LedgerRows;
import io.keepwell.core.ledger.LedgerRules;
import io.keepwell.core.ledger.Measure;
import io.keepwell.core.setting.ServicePromise;
import io.keepwell.core.time.BusinessHours;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Writes whether the promises about one ticket were kept, and when that was decided: as soon as it was done in
/// time, or when the time ran out. Time counts while the ticket is open. Of one that waits still, the row of the
/// day on which its time will run out is written beforehand: nothing happens to it on that day that would write it
/// then.
///
/// @param inOrder all that was reported of the ticket
/// @param standing the slice in which the account stood when the ticket was opened
record TicketPromises(
        TicketHistory ticket, List<StoredFact<TicketUpdate>> inOrder, String id, Slice standing, LedgerRules rules) {
    static final Set<Measure> MEASURES = Set.of(
            Measure.FIRST_RESPONSE_KEPT,
            Measure.FIRST_RESPONSE_LATE,
            Measure.FIRST_RESPONSE_OVERDUE,
            Measure.FIRST_RESPONSE_UNPROMISED,
            Measure.RESOLUTION_KEPT,
            Measure.RESOLUTION_LATE,
            Measure.RESOLUTION_OVERDUE,
            Measure.RESOLUTION_UNPROMISED);

    /// What a promise adds to.
    private record Measures(Measure kept, Measure late, Measure overdue, Measure unpromised) {}

    /// What was promised and is done.
    ///
    /// @param taken how long the ticket had been open by then
    private record Done(LocalDate day, TicketHistory.Span taken) {}

    private static final Measures FIRST_RESPONSE = new Measures(
            Measure.FIRST_RESPONSE_KEPT,
            Measure.FIRST_RESPONSE_LATE,
            Measure.FIRST_RESPONSE_OVERDUE,
            Measure.FIRST_RESPONSE_UNPROMISED);
    private static final Measures RESOLUTION = new Measures(
            Measure.RESOLUTION_KEPT,
            Measure.RESOLUTION_LATE,
            Measure.RESOLUTION_OVERDUE,
            Measure.RESOLUTION_UNPROMISED);

    void write(LedgerRows rows) {
        // Where the only answer, or resolution, came before the opening, nobody can say how long it took.
        if (ticket.answered().isPresent()
                || inOrder.stream().noneMatch(step -> UncountedSteps.isReplyOfPerson(step.fact()))) {
            write(
                    rules.policies().firstResponsePromise(),
                    FIRST_RESPONSE,
                    ticket.answered().map(answer -> new Done(answer.day(), answer.waiting())),
                    rows);
        }
        if (ticket.lastResolved().isPresent()
                || inOrder.stream().noneMatch(step -> step.fact().step() == TicketUpdate.Step.RESOLVED)) {
            write(
                    rules.policies().resolutionPromise(),
                    RESOLUTION,
                    ticket.resolved().map(resolution -> new Done(resolution.day(), resolution.openTime())),
                    rows);
        }
    }

    private void write(ServicePromise promise, Measures measures, Optional<Done> done, LedgerRows rows) {
        Optional<ServicePromise.Time> promised = promise.of(priority(), standing.value(Dimension.SEGMENT));
        if (promised.isPresent()) {
            write(promised.get(), measures, done, rows);
        } else if (!promise.isNothing()) {
            rows.add(measures.unpromised(), ticket.opened().day(), 1, id);
        }
    }

    private void write(ServicePromise.Time promised, Measures measures, Optional<Done> done, LedgerRows rows) {
        boolean kept = done.map(Done::taken)
                .map(taken -> promised.business() ? taken.businessTime() : taken.time())
                .filter(taken -> taken.compareTo(promised.length()) <= 0)
                .isPresent();
        if (kept) {
            rows.add(measures.kept(), done.get().day(), 1, id);
        } else {
            Measure missed = done.isPresent() ? measures.late() : measures.overdue();
            runsOut(promised).ifPresent(end -> rows.add(missed, rules.zone().dayOf(end), 1, id));
        }
    }

    /// The last moment at which it would have been in time; empty where the ticket was resolved before and isn't open.
    private Optional<Instant> runsOut(ServicePromise.Time promised) {
        Duration left = promised.length();
        for (TicketHistory.OpenSpan span : ticket.openSpans()) {
            Instant last = promised.business()
                    ? hours().lastWithin(span.from(), left, rules.zone())
                    : span.from().plus(left);
            if (span.to().isEmpty() || last.isBefore(span.to().get())) {
                return Optional.of(last);
            }
            left = left.minus(elapsed(promised, span.from(), span.to().get()));
        }
        return Optional.empty();
    }

    private Duration elapsed(ServicePromise.Time promised, Instant from, Instant to) {
        return promised.business() ? hours().between(from, to, rules.zone()) : Duration.between(from, to);
    }

    private BusinessHours hours() {
        return rules.policies().businessHours();
    }

    /// The last one reported, as it is written in promises.
    private String priority() {
        return inOrder.reversed().stream()
                .map(step -> step.fact().priority())
                .filter(reported -> reported != TicketUpdate.Priority.UNKNOWN)
                .findFirst()
                .orElse(TicketUpdate.Priority.UNKNOWN)
                .name()
                .toLowerCase(Locale.ROOT);
    }
}
