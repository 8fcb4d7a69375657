package io.keepwell.core.ledger;

import io.keepwell.core.fact.FactTable;
import io.keepwell.core.fact.FactTables;
import io.keepwell.core.fact.StoredFact;
import io.keepwell.core.fact.TicketUpdate;
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

/// Support tickets: how many, how fast, and which complaints are open. A ticket that nobody told the
/// opening of counts among those that figures leave out.
@Singleton
final class TicketBook implements Book {
    @Override
    public Set<FactTable<?>> reads() {
        return Set.of(FactTables.TICKET_UPDATE);
    }

    @Override
    public Set<Quantity> writes() {
        return Set.of(
                Quantity.TICKETS,
                Quantity.TICKETS_RESOLVED,
                Quantity.TICKETS_FIRST_CONTACT,
                Quantity.TICKETS_SOLVED,
                Quantity.TICKETS_SOLVED_BY_ONE_REPLY,
                Quantity.TICKETS_SOLVED_BY_NO_REPLY,
                Quantity.RESOLUTION_TIME,
                Quantity.RESOLUTION_BUSINESS_TIME,
                Quantity.FIRST_RESPONSE_TIME,
                Quantity.FIRST_RESPONSE_BUSINESS_TIME,
                Quantity.FIRST_RESPONSE_SINCE_OPENED,
                Quantity.FIRST_RESPONSE_SINCE_OPENED_BUSINESS,
                Quantity.FIRST_RESPONSE_AFTER_HANDOVER,
                Quantity.FIRST_RESPONSE_AFTER_HANDOVER_BUSINESS,
                Quantity.TICKETS_UNOPENED,
                Quantity.COMPLAINTS_UNOPENED,
                Quantity.ANSWERED_UNOPENED,
                Quantity.ANSWERED_BEFORE_OPENING,
                Quantity.ANSWERED_BY_PROGRAM,
                Quantity.RESOLVED_UNOPENED,
                Quantity.RESOLVED_BEFORE_OPENING,
                Quantity.RESOLVED_REOPENED,
                Quantity.COMPLAINTS,
                Quantity.COMPLAINTS_SOLVED,
                Quantity.OPEN_COMPLAINT,
                Quantity.ASKING,
                Quantity.OPEN_TICKET,
                Quantity.LATE_TICKET);
    }

    @Override
    public void write(AccountFacts facts, Ledger subscriptions, LedgerRules rules, Entries entries) {
        List<NavigableMap<LocalDate, Boolean>> complaints = new ArrayList<>();
        List<NavigableMap<LocalDate, Boolean>> open = new ArrayList<>();
        List<NavigableMap<LocalDate, Boolean>> late = new ArrayList<>();
        for (Map.Entry<Subjects.Subject, List<StoredFact<TicketUpdate>>> told : Subjects.group(
                        facts.of(FactTables.TICKET_UPDATE), TicketUpdate::ticketId)
                .entrySet()) {
            String id = told.getKey().id();
            List<StoredFact<TicketUpdate>> inOrder = TicketHistory.inOrder(told.getValue());
            Optional<TicketHistory> history = TicketHistory.of(inOrder, rules);
            new UncountedSteps(inOrder, history, id).write(entries);
            history.ifPresent(ticket -> {
                write(ticket, id, entries);
                writeReplies(ticket, inOrder, id, entries);
                open.add(ticket.openFrom());
                late.add(lateFrom(ticket.openFrom()));
                if (ticket.isComplaint()) {
                    complaints.add(ticket.openFrom());
                }
            });
        }
        entries.switches(Quantity.OPEN_COMPLAINT, States.anyFrom(complaints), "");
        entries.switches(Quantity.OPEN_TICKET, States.anyFrom(open), "");
        entries.switches(Quantity.LATE_TICKET, States.anyFrom(late), "");
    }

    private static void write(TicketHistory ticket, String id, Entries entries) {
        LocalDate openedOn = ticket.opened().day();
        entries.add(Quantity.TICKETS, openedOn, 1, id);
        entries.add(Quantity.ASKING, openedOn, 1, id);
        if (ticket.firstResolved().isPresent()) {
            entries.add(Quantity.TICKETS_RESOLVED, openedOn, 1, id);
        }
        if (ticket.isResolvedAtFirstContact()) {
            entries.add(Quantity.TICKETS_FIRST_CONTACT, openedOn, 1, id);
        }
        ticket.answered().ifPresent(answer -> {
            LocalDate day = answer.day();
            add(
                    Quantity.FIRST_RESPONSE_TIME,
                    Quantity.FIRST_RESPONSE_BUSINESS_TIME,
                    day,
                    answer.waiting(),
                    id,
                    entries);
            add(
                    Quantity.FIRST_RESPONSE_SINCE_OPENED,
                    Quantity.FIRST_RESPONSE_SINCE_OPENED_BUSINESS,
                    day,
                    answer.sinceOpened(),
                    id,
                    entries);
            add(
                    Quantity.FIRST_RESPONSE_AFTER_HANDOVER,
                    Quantity.FIRST_RESPONSE_AFTER_HANDOVER_BUSINESS,
                    day,
                    answer.afterHandover(),
                    id,
                    entries);
        });
        ticket.resolved()
                .ifPresent(resolution -> add(
                        Quantity.RESOLUTION_TIME,
                        Quantity.RESOLUTION_BUSINESS_TIME,
                        resolution.day(),
                        resolution.openTime(),
                        id,
                        entries));
        if (ticket.isComplaint()) {
            entries.add(Quantity.COMPLAINTS, openedOn, 1, id);
            if (ticket.resolved().isPresent()) {
                entries.add(Quantity.COMPLAINTS_SOLVED, openedOn, 1, id);
            }
        }
    }

    /// @param span in whole seconds, by the clock and in business hours
    private static void add(
            Quantity clock, Quantity business, LocalDate day, TicketHistory.Span span, String id, Entries entries) {
        entries.add(clock, day, span.time().toSeconds(), id);
        entries.add(business, day, span.businessTime().toSeconds(), id);
    }

    /// How many replies of a person a solved ticket took, from its opening on, as far as that is none or one.
    private static void writeReplies(
            TicketHistory ticket, List<StoredFact<TicketUpdate>> told, String id, Entries entries) {
        if (ticket.resolved().isEmpty()) {
            return;
        }
        StoredFact<TicketUpdate> opened = ticket.opened();
        entries.add(Quantity.TICKETS_SOLVED, opened.day(), 1, id);
        long replies = told.stream()
                .filter(update -> update.fact().step() == TicketUpdate.Step.REPLIED
                        && !update.fact().bot()
                        && !update.occurredAt().isBefore(opened.occurredAt()))
                .count();
        if (replies <= 1) {
            entries.add(
                    replies == 1 ? Quantity.TICKETS_SOLVED_BY_ONE_REPLY : Quantity.TICKETS_SOLVED_BY_NO_REPLY,
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
