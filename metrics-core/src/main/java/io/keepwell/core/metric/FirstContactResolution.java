package io.keepwell.core.metric;

import io.keepwell.core.ledger.Quantity;
import io.keepwell.core.rollup.Readings;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;

/// support.first_contact_resolution: which tickets were resolved without a second contact.
@Singleton
final class FirstContactResolution implements Metric {
    private static final MetricInfo INFO = new MetricInfo(
            new MetricId("support.first_contact_resolution"),
            "First contact resolution",
            "Support",
            MetricInfo.Kind.PROCESS,
            Unit.PERCENT,
            MetricInfo.Better.HIGHER,
            "Which share of tickets was resolved without the customer having to ask again.",
            List.of(
                    Definition.first(
                            "all_tickets",
                            "of all tickets",
                            "F ÷ T × 100",
                            "Tickets opened in the period and resolved at first contact, of all tickets opened in it. Resolved at first contact means that the customer didn't write or call again between opening and first resolution, and that the ticket wasn't reopened on that day or the 7 days after it (a setting).",
                            "Tickets still open count against it.",
                            "Tickets of the last days may still be resolved or reopened."),
                    Definition.first(
                            "resolved_tickets",
                            "of resolved tickets",
                            "F ÷ R × 100",
                            "The same tickets, of those opened in the period that were ever resolved.",
                            "It judges finished work only.",
                            "Hard tickets that stay open don't count.")));

    private static final TicketTimes.Uncounted UNOPENED =
            new TicketTimes.Uncounted(Quantity.TICKETS_UNOPENED, "tickets whose opening was never sent");

    @Override
    public MetricInfo info() {
        return INFO;
    }

    @Override
    public Set<Quantity> needs() {
        return Set.of(
                Quantity.TICKETS, Quantity.TICKETS_RESOLVED, Quantity.TICKETS_FIRST_CONTACT, Quantity.TICKETS_UNOPENED);
    }

    @Override
    public Calculation calculate(DefinitionId definition, Readings readings) {
        return switch (definition.id()) {
            case "all_tickets" ->
                share(
                        Calculations.count("T", "tickets opened", readings.sum(Quantity.TICKETS)),
                        "No ticket was opened in the period.",
                        readings);
            case "resolved_tickets" ->
                share(
                        Calculations.count("R", "tickets opened and resolved", readings.sum(Quantity.TICKETS_RESOLVED)),
                        "No ticket opened in the period was resolved.",
                        readings);
            default -> throw new IllegalArgumentException("first contact resolution has no definition " + definition);
        };
    }

    private static Calculation share(Term tickets, String none, Readings readings) {
        Term reopening = Calculations.settingDays(
                "after its resolution on which a ticket opened again wasn't resolved",
                readings.policies().reopenDays());
        return Calculations.share(
                        Calculations.count(
                                "F", "resolved at first contact", readings.sum(Quantity.TICKETS_FIRST_CONTACT)),
                        tickets,
                        Calculations.written(tickets) + " " + tickets.name(),
                        none,
                        List.of(UNOPENED.in(readings)),
                        new Behind.Entries("F", Quantity.TICKETS_FIRST_CONTACT, Unit.COUNT))
                .with(reopening);
    }
}
