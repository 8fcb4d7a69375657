package io.keepwell.core.metric;

import io.keepwell.core.ledger.Measure;
import io.keepwell.core.rollup.MeasureReader;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
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
            "Share of tickets resolved without the customer having to ask again.",
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
                            "Hard tickets that stay open don't count."),
                    Definition.first(
                                    "under_two_replies",
                                    "solved with fewer than two replies",
                                    "(O + Z) ÷ V × 100",
                                    "Tickets opened in the period that are resolved, weren't reopened since and had one public reply of a person or none, of all tickets opened in it that are resolved and weren't reopened since.",
                                    "It is what others show: a figure to compare with.",
                                    "A ticket that was closed without a word counts, however often the customer wrote.")
                            .since(LocalDate.of(2026, 11, 30))
                            .asBy(
                                    "Zendesk Explore counts as one-touch what is solved or closed with fewer than two agent replies."),
                    Definition.first(
                                    "one_reply",
                                    "solved with one reply",
                                    "O ÷ V × 100",
                                    "Tickets opened in the period that are resolved, weren't reopened since and had exactly one public reply of a person, of all tickets opened in it that are resolved and weren't reopened since.",
                                    "Nothing that was closed without an answer counts.",
                                    "A ticket counts, however often the customer wrote before the reply.")
                            .since(LocalDate.of(2026, 11, 30))
                            .asBy(
                                    "The warehouse package dbt_zendesk counts as resolved by one touch what has exactly one public comment of an agent.")));

    private static final TicketTimes.Uncounted UNOPENED =
            new TicketTimes.Uncounted(Measure.TICKETS_UNOPENED, "tickets whose opening was never sent");

    @Override
    public MetricInfo info() {
        return INFO;
    }

    @Override
    public Set<Measure> needs() {
        return Set.of(
                Measure.TICKETS,
                Measure.TICKETS_RESOLVED,
                Measure.TICKETS_FIRST_CONTACT,
                Measure.TICKETS_SOLVED,
                Measure.TICKETS_SOLVED_BY_ONE_REPLY,
                Measure.TICKETS_SOLVED_BY_NO_REPLY,
                Measure.TICKETS_UNOPENED);
    }

    @Override
    public Calculation calculate(DefinitionId definition, MeasureReader readings) {
        return switch (definition.id()) {
            case "all_tickets" ->
                share(
                        Calculations.count("T", "tickets opened", readings.sum(Measure.TICKETS)),
                        "No ticket was opened in the period.",
                        readings);
            case "resolved_tickets" ->
                share(
                        Calculations.count("R", "tickets opened and resolved", readings.sum(Measure.TICKETS_RESOLVED)),
                        "No ticket opened in the period was resolved.",
                        readings);
            case "under_two_replies" ->
                replies(
                        "O + Z",
                        "solved with one reply or none",
                        Set.of(Measure.TICKETS_SOLVED_BY_ONE_REPLY, Measure.TICKETS_SOLVED_BY_NO_REPLY),
                        readings);
            case "one_reply" ->
                replies("O", "solved with one reply", Set.of(Measure.TICKETS_SOLVED_BY_ONE_REPLY), readings);
            default -> throw new IllegalArgumentException("first contact resolution has no definition " + definition);
        };
    }

    private static Calculation share(Term tickets, String none, MeasureReader readings) {
        Term reopening = Calculations.settingDays(
                "after its resolution on which a ticket opened again wasn't resolved",
                readings.policies().reopenDays());
        return Calculations.share(
                        Calculations.count(
                                "F", "resolved at first contact", readings.sum(Measure.TICKETS_FIRST_CONTACT)),
                        tickets,
                        Calculations.written(tickets) + " " + tickets.name(),
                        none,
                        List.of(UNOPENED.in(readings)),
                        new DrillThrough.Entries("F", Measure.TICKETS_FIRST_CONTACT, Unit.COUNT))
                .with(reopening);
    }

    private static Calculation replies(String symbol, String name, Set<Measure> counted, MeasureReader readings) {
        Term solved = Calculations.count("V", "tickets opened and solved", readings.sum(Measure.TICKETS_SOLVED));
        return Calculations.share(
                Calculations.count(
                        symbol, name, counted.stream().mapToLong(readings::sum).sum()),
                solved,
                Calculations.written(solved) + " " + solved.name(),
                "No ticket opened in the period is solved.",
                List.of(UNOPENED.in(readings)),
                new DrillThrough.Entries(symbol, counted, Set.of(), Optional.empty(), Unit.COUNT));
    }
}
