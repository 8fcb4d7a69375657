package io.keepwell.core.ledger.builder;

import io.keepwell.core.account.Slice;
import io.keepwell.core.fact.FactTable;
import io.keepwell.core.fact.FactTables;
import io.keepwell.core.fact.TicketUpdate;
import io.keepwell.core.fact.store.StoredFact;
import io.keepwell.core.ledger.AccountFacts;
import io.keepwell.core.ledger.Ledger;
import io.keepwell.core.ledger.LedgerBuilder;
import io.keepwell.core.ledger.LedgerRows;
import io.keepwell.core.ledger.LedgerRules;
import io.keepwell.core.ledger.Measure;
import io.keepwell.core.setting.HealthPart;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Support tickets: how many, how fast, and which complaints are open. A ticket that nobody reported the
/// opening of counts among those that figures leave out.
@Singleton
final class TicketLedgerBuilder implements LedgerBuilder {
    private static final Set<Measure> OWN = Set.of(
            Measure.TICKETS,
            Measure.TICKETS_RESOLVED,
            Measure.TICKETS_FIRST_CONTACT,
            Measure.TICKETS_SOLVED,
            Measure.TICKETS_SOLVED_BY_ONE_REPLY,
            Measure.TICKETS_SOLVED_BY_NO_REPLY,
            Measure.RESOLUTION_TIME,
            Measure.RESOLUTION_BUSINESS_TIME,
            Measure.FIRST_RESPONSE_TIME,
            Measure.FIRST_RESPONSE_BUSINESS_TIME,
            Measure.FIRST_RESPONSE_SINCE_OPENED,
            Measure.FIRST_RESPONSE_SINCE_OPENED_BUSINESS,
            Measure.FIRST_RESPONSE_AFTER_HANDOVER,
            Measure.FIRST_RESPONSE_AFTER_HANDOVER_BUSINESS,
            Measure.TICKETS_UNOPENED,
            Measure.COMPLAINTS_UNOPENED,
            Measure.ANSWERED_UNOPENED,
            Measure.ANSWERED_BEFORE_OPENING,
            Measure.ANSWERED_BY_PROGRAM,
            Measure.RESOLVED_UNOPENED,
            Measure.RESOLVED_BEFORE_OPENING,
            Measure.RESOLVED_REOPENED,
            Measure.COMPLAINTS,
            Measure.COMPLAINTS_SOLVED,
            Measure.OPEN_COMPLAINT,
            Measure.ASKING,
            Measure.OPEN_TICKET,
            Measure.LATE_TICKET);

    @Override
    public Set<FactTable<?>> reads() {
        return Set.of(FactTables.TICKET_UPDATE);
    }

    @Override
    public Set<Measure> writes() {
        return Stream.concat(OWN.stream(), TicketPromises.MEASURES.stream()).collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public void write(AccountFacts facts, Ledger subscriptions, LedgerRules rules, LedgerRows entries) {
        List<NavigableMap<LocalDate, Boolean>> complaints = new ArrayList<>();
        List<NavigableMap<LocalDate, Boolean>> open = new ArrayList<>();
        List<NavigableMap<LocalDate, Boolean>> late = new ArrayList<>();
        for (Map.Entry<Subjects.Subject, List<StoredFact<TicketUpdate>>> reported : Subjects.group(
                        facts.of(FactTables.TICKET_UPDATE), TicketUpdate::ticketId)
                .entrySet()) {
            String id = reported.getKey().id();
            List<StoredFact<TicketUpdate>> inOrder = TicketHistory.inOrder(reported.getValue());
            Optional<TicketHistory> history = TicketHistory.of(inOrder, rules);
            new UncountedSteps(inOrder, history, id).write(entries);
            history.ifPresent(ticket -> {
                write(ticket, id, entries);
                writeReplies(ticket, inOrder, id, entries);
                Slice standing = subscriptions.sliceKeyOn(ticket.opened().day());
                new TicketPromises(ticket, inOrder, id, standing, rules).write(entries);
                open.add(ticket.openFrom());
                late.add(lateFrom(ticket.openFrom()));
                if (ticket.isComplaint()) {
                    complaints.add(ticket.openFrom());
                }
            });
        }
        entries.switches(Measure.OPEN_COMPLAINT, States.anyFrom(complaints), "");
        entries.switches(Measure.OPEN_TICKET, States.anyFrom(open), "");
        entries.switches(Measure.LATE_TICKET, States.anyFrom(late), "");
    }

    private static void write(TicketHistory ticket, String id, LedgerRows entries) {
        LocalDate openedOn = ticket.opened().day();
        entries.add(Measure.TICKETS, openedOn, 1, id);
        entries.add(Measure.ASKING, openedOn, 1, id);
        if (ticket.firstResolved().isPresent()) {
            entries.add(Measure.TICKETS_RESOLVED, openedOn, 1, id);
        }
        if (ticket.isResolvedAtFirstContact()) {
            entries.add(Measure.TICKETS_FIRST_CONTACT, openedOn, 1, id);
        }
        ticket.answered().ifPresent(answer -> {
            LocalDate day = answer.day();
            add(Measure.FIRST_RESPONSE_TIME, Measure.FIRST_RESPONSE_BUSINESS_TIME, day, answer.waiting(), id, entries);
            add(
                    Measure.FIRST_RESPONSE_SINCE_OPENED,
                    Measure.FIRST_RESPONSE_SINCE_OPENED_BUSINESS,
                    day,
                    answer.sinceOpened(),
                    id,
                    entries);
            add(
                    Measure.FIRST_RESPONSE_AFTER_HANDOVER,
                    Measure.FIRST_RESPONSE_AFTER_HANDOVER_BUSINESS,
                    day,
                    answer.afterHandover(),
                    id,
                    entries);
        });
        ticket.resolved()
                .ifPresent(resolution -> add(
                        Measure.RESOLUTION_TIME,
                        Measure.RESOLUTION_BUSINESS_TIME,
                        resolution.day(),
                        resolution.openTime(),
                        id,
                        entries));
        if (ticket.isComplaint()) {
            entries.add(Measure.COMPLAINTS, openedOn, 1, id);
            if (ticket.resolved().isPresent()) {
                entries.add(Measure.COMPLAINTS_SOLVED, openedOn, 1, id);
            }
        }
    }

    /// @param span in whole seconds, by the clock and in business hours
    private static void add(
            Measure clock, Measure business, LocalDate day, TicketHistory.Span span, String id, LedgerRows entries) {
        entries.add(clock, day, span.time().toSeconds(), id);
        entries.add(business, day, span.businessTime().toSeconds(), id);
    }

    /// How many replies of a person a solved ticket took, from its opening on, as far as that is none or one.
    private static void writeReplies(
            TicketHistory ticket, List<StoredFact<TicketUpdate>> reported, String id, LedgerRows entries) {
        if (ticket.resolved().isEmpty()) {
            return;
        }
        StoredFact<TicketUpdate> opened = ticket.opened();
        entries.add(Measure.TICKETS_SOLVED, opened.day(), 1, id);
        long replies = reported.stream()
                .filter(update -> update.fact().step() == TicketUpdate.Step.REPLIED
                        && !update.fact().bot()
                        && !update.occurredAt().isBefore(opened.occurredAt()))
                .count();
        if (replies <= 1) {
            entries.add(
                    replies == 1 ? Measure.TICKETS_SOLVED_BY_ONE_REPLY : Measure.TICKETS_SOLVED_BY_NO_REPLY,
                    opened.day(),
                    1,
                    id);
        }
    }

    /// From each day on, whether it was open at the end of that day and of so many days before.
    private static NavigableMap<LocalDate, Boolean> lateFrom(NavigableMap<LocalDate, Boolean> openFrom) {
        NavigableMap<LocalDate, Boolean> lateFrom = new TreeMap<>();
        LocalDate since = LocalDate.MAX;
        for (Map.Entry<LocalDate, Boolean> change : openFrom.entrySet()) {
            LocalDate day = change.getKey();
            if (change.getValue()) {
                since = since.isBefore(day) ? since : day;
                lateFrom.put(since.plusDays(HealthPart.LATE_DAYS), true);
            } else if (since.isBefore(day)) {
                lateFrom.tailMap(day, true).clear();
                lateFrom.put(day, false);
                since = LocalDate.MAX;
            }
        }
        return lateFrom;
    }
}
