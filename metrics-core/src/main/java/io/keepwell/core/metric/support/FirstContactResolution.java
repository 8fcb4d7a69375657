package io.keepwell.core.metric.support;

import io.keepwell.core.ledger.Measure;
import io.keepwell.core.metric.Calculation;
import io.keepwell.core.metric.Calculations;
import io.keepwell.core.metric.Definition;
import io.keepwell.core.metric.DrillThrough;
import io.keepwell.core.metric.Formula;
import io.keepwell.core.metric.Metric;
import io.keepwell.core.metric.MetricId;
import io.keepwell.core.metric.MetricInfo;
import io.keepwell.core.metric.Reads;
import io.keepwell.core.metric.TermId;
import io.keepwell.core.metric.Uncounted;
import io.keepwell.core.metric.Unit;
import io.keepwell.core.rollup.read.MeasureReader;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// support.first_contact_resolution: which tickets were resolved without a second contact.
@Singleton
final class FirstContactResolution implements Metric {
    private static final List<Uncounted> UNOPENED =
            List.of(new Uncounted(Measure.TICKETS_UNOPENED, "tickets whose opening was never sent"));
    private static final Formula.Counted TICKETS =
            new Formula.Counted("T", "tickets opened", "tickets opened", Measure.TICKETS);
    private static final Formula.Counted RESOLVED = new Formula.Counted(
            "R", "tickets opened and resolved", "tickets opened and resolved", Measure.TICKETS_RESOLVED);
    private static final Formula.Counted FIRST_CONTACT = new Formula.Counted(
            "F", "resolved at first contact", "tickets resolved at first contact", Measure.TICKETS_FIRST_CONTACT);
    private static final Formula.Counted SOLVED =
            new Formula.Counted("V", "tickets opened and solved", "tickets opened and solved", Measure.TICKETS_SOLVED);
    private static final Formula.Counted ONE_REPLY = new Formula.Counted(
            "O", "solved with one reply", "tickets solved with one reply", Measure.TICKETS_SOLVED_BY_ONE_REPLY);
    private static final String NONE_SOLVED = "No ticket opened in the period is solved.";

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
                                    "Tickets of the last days may still be resolved or reopened.")
                            .by(firstContact(TICKETS, "No ticket was opened in the period.")),
                    Definition.first(
                                    "resolved_tickets",
                                    "of resolved tickets",
                                    "F ÷ R × 100",
                                    "The same tickets, of those opened in the period that were ever resolved.",
                                    "It judges finished work only.",
                                    "Hard tickets that stay open don't count.")
                            .by(firstContact(RESOLVED, "No ticket opened in the period was resolved.")),
                    Definition.first(
                                    "under_two_replies",
                                    "solved with fewer than two replies",
                                    "(O + Z) ÷ V × 100",
                                    "Tickets opened in the period that are resolved, weren't reopened since and had one public reply of a person or none, of all tickets opened in it that are resolved and weren't reopened since.",
                                    "It is what others show: a figure to compare with.",
                                    "A ticket that was closed without a word counts, however often the customer wrote.")
                            .since(LocalDate.of(2026, 11, 30))
                            .asBy(
                                    "Zendesk Explore counts as one-touch what is solved or closed with fewer than two agent replies.")
                            .by(
                                    Reads.of(
                                            Measure.TICKETS,
                                            Measure.TICKETS_SOLVED,
                                            Measure.TICKETS_SOLVED_BY_ONE_REPLY,
                                            Measure.TICKETS_SOLVED_BY_NO_REPLY,
                                            Measure.TICKETS_UNOPENED),
                                    FirstContactResolution::underTwoReplies),
                    Definition.first(
                                    "one_reply",
                                    "solved with one reply",
                                    "O ÷ V × 100",
                                    "Tickets opened in the period that are resolved, weren't reopened since and had exactly one public reply of a person, of all tickets opened in it that are resolved and weren't reopened since.",
                                    "Nothing that was closed without an answer counts.",
                                    "A ticket counts, however often the customer wrote before the reply.")
                            .since(LocalDate.of(2026, 11, 30))
                            .asBy(
                                    "The warehouse package dbt_zendesk counts as resolved by one touch what has exactly one public comment of an agent.")
                            .by(new Formula.Share(ONE_REPLY, SOLVED, NONE_SOLVED, false, UNOPENED))));

    @Override
    public MetricInfo info() {
        return INFO;
    }

    private static Formula firstContact(Formula.Counted tickets, String none) {
        return new Formula.WithSetting(
                new Formula.Share(FIRST_CONTACT, tickets, none, false, UNOPENED),
                readings -> Calculations.settingDays(
                        "after its resolution on which a ticket opened again wasn't resolved",
                        readings.policies().reopenDays()));
    }

    private static Calculation underTwoReplies(MeasureReader readings) {
        Set<Measure> counted = Set.of(Measure.TICKETS_SOLVED_BY_ONE_REPLY, Measure.TICKETS_SOLVED_BY_NO_REPLY);
        return Calculations.share(
                Calculations.count(
                        "O + Z",
                        "solved with one reply or none",
                        counted.stream().mapToLong(readings::sum).sum()),
                SOLVED.term(readings),
                SOLVED.words(readings),
                NONE_SOLVED,
                Uncounted.exclusions(UNOPENED, readings),
                new DrillThrough.Entries(new TermId("O + Z"), counted, Set.of(), Optional.empty(), Unit.COUNT));
    }
}
