package io.keepwell.core.ledger;

import io.keepwell.core.fact.FactTable;
import io.keepwell.core.fact.FactTables;
import io.keepwell.core.fact.StoredFact;
import io.keepwell.core.fact.TicketUpdate;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/// Support tickets: how many, how fast, and which complaints are open. A ticket that nobody told the
/// opening of counts nowhere.
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
                Quantity.RESOLUTION_TIME,
                Quantity.RESOLUTION_BUSINESS_TIME,
                Quantity.FIRST_RESPONSE_TIME,
                Quantity.FIRST_RESPONSE_BUSINESS_TIME,
                Quantity.COMPLAINTS,
                Quantity.COMPLAINTS_SOLVED,
                Quantity.OPEN_COMPLAINT);
    }

    @Override
    public void write(AccountFacts facts, Ledger subscriptions, LedgerRules rules, Entries entries) {
        List<NavigableMap<LocalDate, Boolean>> complaints = new ArrayList<>();
        for (Map.Entry<Subjects.Subject, List<StoredFact<TicketUpdate>>> told : Subjects.group(
                        facts.of(FactTables.TICKET_UPDATE), TicketUpdate::ticketId)
                .entrySet()) {
            TicketHistory.of(told.getValue(), rules).ifPresent(ticket -> {
                write(ticket, told.getKey().id(), entries);
                if (ticket.isComplaint()) {
                    complaints.add(ticket.openFrom());
                }
            });
        }
        entries.switches(Quantity.OPEN_COMPLAINT, anyOpenFrom(complaints), "");
    }

    private static void write(TicketHistory ticket, String id, Entries entries) {
        LocalDate openedOn = ticket.opened().day();
        entries.add(Quantity.TICKETS, openedOn, 1, id);
        if (ticket.firstResolved().isPresent()) {
            entries.add(Quantity.TICKETS_RESOLVED, openedOn, 1, id);
        }
        if (ticket.isResolvedAtFirstContact()) {
            entries.add(Quantity.TICKETS_FIRST_CONTACT, openedOn, 1, id);
        }
        ticket.answered().ifPresent(answer -> {
            entries.add(
                    Quantity.FIRST_RESPONSE_TIME, answer.day(), answer.time().toSeconds(), id);
            entries.add(
                    Quantity.FIRST_RESPONSE_BUSINESS_TIME,
                    answer.day(),
                    answer.businessTime().toSeconds(),
                    id);
        });
        ticket.resolved().ifPresent(resolution -> {
            entries.add(
                    Quantity.RESOLUTION_TIME,
                    resolution.day(),
                    resolution.time().toSeconds(),
                    id);
            entries.add(
                    Quantity.RESOLUTION_BUSINESS_TIME,
                    resolution.day(),
                    resolution.businessTime().toSeconds(),
                    id);
        });
        if (ticket.isComplaint()) {
            entries.add(Quantity.COMPLAINTS, openedOn, 1, id);
            if (ticket.resolved().isPresent()) {
                entries.add(Quantity.COMPLAINTS_SOLVED, openedOn, 1, id);
            }
        }
    }

    private static NavigableMap<LocalDate, Boolean> anyOpenFrom(List<NavigableMap<LocalDate, Boolean>> complaints) {
        NavigableMap<LocalDate, Boolean> anyFrom = new TreeMap<>();
        complaints.stream()
                .flatMap(openFrom -> openFrom.keySet().stream())
                .forEach(day -> anyFrom.put(day, complaints.stream().anyMatch(openFrom -> isOpen(openFrom, day))));
        return anyFrom;
    }

    private static boolean isOpen(NavigableMap<LocalDate, Boolean> openFrom, LocalDate day) {
        Map.Entry<LocalDate, Boolean> last = openFrom.floorEntry(day);
        return last != null && last.getValue();
    }
}
