package io.keepwell.core.recount;

import io.keepwell.core.account.Slice;
import io.keepwell.core.fact.TicketUpdate;
import io.keepwell.core.time.Period;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Support, straight from the words.
final class SupportRecount {
    private final TicketRecount all;
    private final TicketTimesRecount times;
    private final Map<String, Map<String, List<Happening<TicketUpdate>>>> exclusionsByName = new HashMap<>();

    SupportRecount(TicketRecount all) {
        this.all = all;
        this.times = new TicketTimesRecount(all);
    }

    /// What stands for each ticket that a definition leaves out, by reason.
    ///
    /// @param name of the metric and the definition
    private Map<String, List<Happening<TicketUpdate>>> exclusions(String name) {
        return exclusionsByName.computeIfAbsent(name, this::findExclusions);
    }

    private Map<String, List<Happening<TicketUpdate>>> findExclusions(String name) {
        String metric = name.replaceFirst(" .*", "");
        Map<String, List<Happening<TicketUpdate>>> exclusions = new LinkedHashMap<>();
        for (TicketRecount.TicketStory each : all.reported()) {
            switch (metric) {
                case "support.first_contact_resolution" ->
                    unopened(each).ifPresent(step -> put(exclusions, "tickets whose opening was never sent", step));
                case "support.complaints" ->
                    unopened(each)
                            .filter(_ -> TicketRecount.topic(each.updates()) == TicketUpdate.Topic.COMPLAINT)
                            .ifPresent(step -> put(exclusions, "complaints whose opening was never sent", step));
                case "support.first_response_time" -> TicketTimesRecount.leaveOutUnanswered(each, exclusions);
                case "support.resolution_time" -> TicketTimesRecount.leaveOutUnresolved(each, exclusions);
                default -> throw Recount.unknown(metric);
            }
        }
        return exclusions;
    }

    private static Optional<Happening<TicketUpdate>> unopened(TicketRecount.TicketStory reported) {
        return reported.ticket().isPresent()
                ? Optional.empty()
                : Optional.of(reported.updates().getFirst());
    }

    static void put(
            Map<String, List<Happening<TicketUpdate>>> exclusions, String reason, Happening<TicketUpdate> step) {
        exclusions.computeIfAbsent(reason, _ -> new ArrayList<>()).add(step);
    }

    /// How many tickets a definition leaves out in a period and slice, by reason.
    ///
    /// @param name of the metric and the definition
    Map<String, Long> exclusions(String name, Period period, Slice slice) {
        Map<String, Long> counts = new TreeMap<>();
        exclusions(name).forEach((reason, steps) -> {
            long count = steps.stream().filter(step -> step.isIn(period, slice)).count();
            if (count > 0) {
                counts.put(reason, count);
            }
        });
        return counts;
    }

    /// Whether a metric left out anything before the day.
    private boolean hasExclusions(String metric, LocalDate before) {
        return exclusions(metric).values().stream()
                .flatMap(List::stream)
                .anyMatch(step -> step.day().isBefore(before));
    }

    /// Why a metric has no figure by its default definition, where it has none.
    Recount.Reason reason(String metric, Period period) {
        return isReported(metric, period.to()) ? Recount.Reason.NO_BASE : Recount.Reason.NO_DATA;
    }

    /// Whether anything that the figure is made of was reported for a day before.
    private boolean isReported(String metric, LocalDate before) {
        return switch (metric) {
            case "support.first_contact_resolution" -> all.isReported(before) || hasExclusions(metric, before);
            case "support.resolution_time" -> all.isAnyResolved(before) || hasExclusions(metric, before);
            case "support.first_response_time" -> all.isAnyAnswered(before) || hasExclusions(metric, before);
            // It counts, and has a figure wherever there is anything to count.
            case "support.complaints" -> false;
            default -> throw Recount.unknown(metric);
        };
    }

    Optional<BigDecimal> figure(String name, Period period, Slice slice) {
        List<TicketRecount.Ticket> opened = all.tickets().stream()
                .filter(ticket -> ticket.opened().isIn(period, slice))
                .toList();
        List<TicketRecount.Ticket> atFirstContact = opened.stream()
                .filter(TicketRecount.Ticket::isResolvedAtFirstContact)
                .toList();
        List<TicketRecount.Ticket> complaints =
                opened.stream().filter(TicketRecount.Ticket::isComplaint).toList();
        long solved =
                complaints.stream().filter(TicketRecount.Ticket::isResolved).count();
        return switch (name) {
            case "support.first_contact_resolution all_tickets" ->
                Arithmetic.share(atFirstContact.size(), opened.size());
            case "support.first_contact_resolution resolved_tickets" ->
                Arithmetic.share(
                        atFirstContact.size(),
                        opened.stream()
                                .filter(ticket ->
                                        ticket.stretches().getFirst().end().isPresent())
                                .count());
            case "support.first_contact_resolution under_two_replies" ->
                Arithmetic.share(
                        opened.stream()
                                .filter(ticket -> ticket.isResolved() && ticket.replies() < 2)
                                .count(),
                        opened.stream().filter(TicketRecount.Ticket::isResolved).count());
            case "support.first_contact_resolution one_reply" ->
                Arithmetic.share(
                        opened.stream()
                                .filter(ticket -> ticket.isResolved() && ticket.replies() == 1)
                                .count(),
                        opened.stream().filter(TicketRecount.Ticket::isResolved).count());
            case "support.complaints received" -> unlessNothingReported(period, complaints.size());
            case "support.complaints solved" -> unlessNothingReported(period, solved);
            case "support.complaints share_solved" -> Arithmetic.share(solved, complaints.size());
            default -> times.figure(name, period, slice);
        };
    }

    private Optional<BigDecimal> unlessNothingReported(Period period, long count) {
        return all.isReported(period.to()) || hasExclusions("support.complaints", period.to())
                ? Arithmetic.number(count)
                : Optional.empty();
    }
}
