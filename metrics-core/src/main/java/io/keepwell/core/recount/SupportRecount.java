package io.keepwell.core.recount;

import io.keepwell.core.account.Dimension;
import io.keepwell.core.account.Slice;
import io.keepwell.core.fact.TicketUpdate;
import io.keepwell.core.setting.ServicePromise;
import io.keepwell.core.time.Period;
import java.math.BigDecimal;
import java.time.Instant;
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
                case "support.sla_attainment" -> leaveOutUnpromised(each, !name.endsWith(" resolution"), exclusions);
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

    private void leaveOutUnpromised(
            TicketRecount.TicketStory reported, boolean answer, Map<String, List<Happening<TicketUpdate>>> exclusions) {
        Optional<Happening<TicketUpdate>> early = early(reported, answer);
        if (reported.ticket().isEmpty()) {
            put(
                    exclusions,
                    "tickets whose opening was never sent",
                    reported.updates().getFirst());
        } else if (early.isPresent()) {
            put(
                    exclusions,
                    answer
                            ? "tickets that a person answered before their opening only"
                            : "tickets resolved before their opening only",
                    early.get());
        } else if (promised(reported, answer).isEmpty() && !promise(answer).isNothing()) {
            put(
                    exclusions,
                    "tickets that no time was promised for",
                    reported.ticket().get().opened());
        }
    }

    /// What stands for an answer, or a resolution, where there was one before the ticket's opening and none after it.
    private static Optional<Happening<TicketUpdate>> early(TicketRecount.TicketStory reported, boolean answer) {
        Optional<TicketRecount.Ticket> ticket = reported.ticket();
        return answer
                ? reported.first(TicketRecount::isReplyOfPerson)
                        .filter(_ ->
                                ticket.filter(it -> it.firstReply().isEmpty()).isPresent())
                : reported.lastResolution()
                        .filter(_ -> ticket.filter(
                                        it -> it.stretches().getFirst().end().isEmpty())
                                .isPresent());
    }

    private ServicePromise promise(boolean answer) {
        return answer
                ? all.all().policies().firstResponsePromise()
                : all.all().policies().resolutionPromise();
    }

    /// By the first rule of which both hold: its priority is the last one reported, and the account stood in its
    /// segment when the ticket was opened.
    private Optional<ServicePromise.Time> promised(TicketRecount.TicketStory reported, boolean answer) {
        Happening<TicketUpdate> opened = reported.ticket().orElseThrow().opened();
        String priority = reported.updates().stream()
                .map(step -> step.fact().priority())
                .filter(known -> known != TicketUpdate.Priority.UNKNOWN)
                .reduce(TicketUpdate.Priority.UNKNOWN, (_, later) -> later)
                .name();
        for (ServicePromise.Rule rule : promise(answer).rules()) {
            if (rule.priority().map(priority::equalsIgnoreCase).orElse(true)
                    && rule.segment()
                            .map(name -> opened.customer().stoodIn(Slice.of(Dimension.SEGMENT, name), opened.day()))
                            .orElse(true)) {
                return Optional.of(rule.time());
            }
        }
        return Optional.empty();
    }

    /// When it was decided whether a promise was kept.
    ///
    /// @param waits whether nothing happened, so that it is decided once the day is over
    private record Decision(Customer customer, LocalDate day, boolean kept, boolean waits) {}

    /// Day by day, how long the ticket has been open.
    ///
    /// @param before the first day that doesn't matter any more
    private Optional<Decision> decision(TicketRecount.TicketStory reported, boolean answer, LocalDate before) {
        if (reported.ticket().isEmpty()
                || early(reported, answer).isPresent()
                || promised(reported, answer).isEmpty()) {
            return Optional.empty();
        }
        TicketRecount.Ticket ticket = reported.ticket().get();
        ServicePromise.Time promised = promised(reported, answer).get();
        long micros = promised.length().toSeconds() * 1_000_000;
        Optional<Happening<TicketUpdate>> done =
                answer ? ticket.firstReply() : ticket.stretches().getLast().end();
        if (done.isPresent() && taken(ticket, promised, Instant.MIN, done.get().at()) <= micros) {
            return Optional.of(new Decision(ticket.customer(), done.get().day(), true, false));
        }
        long taken = 0;
        for (LocalDate day = ticket.opened().day(); day.isBefore(before); day = day.plusDays(1)) {
            Instant begin = day.atStartOfDay(ticket.zone()).toInstant();
            Instant end = day.plusDays(1).atStartOfDay(ticket.zone()).toInstant();
            taken += taken(ticket, promised, begin, end);
            if (taken > micros) {
                return Optional.of(new Decision(ticket.customer(), day, false, done.isEmpty()));
            }
        }
        return Optional.empty();
    }

    private long taken(TicketRecount.Ticket ticket, ServicePromise.Time promised, Instant from, Instant to) {
        return ticket.openUntil(to).stream()
                .filter(span -> span.to().isAfter(from))
                .map(span -> new TicketRecount.Span(span.from().isAfter(from) ? span.from() : from, span.to()))
                .mapToLong(span -> promised.business() ? all.businessMicros(span) : span.micros())
                .sum();
    }

    private Optional<BigDecimal> attainment(boolean answer, Period period, Slice slice) {
        List<Decision> due = all.reported().stream()
                .flatMap(each -> decision(each, answer, period.to()).stream())
                .filter(each -> period.contains(each.day())
                        && each.customer().stoodIn(slice, each.day())
                        && !(each.waits() && !each.day().isBefore(all.all().today())))
                .toList();
        return promise(answer).isNothing()
                ? Optional.empty()
                : Arithmetic.share(due.stream().filter(Decision::kept).count(), due.size());
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
        if (metric.equals("support.sla_attainment") && promise(true).isNothing()) {
            return exclusions(metric).isEmpty() || hasExclusions(metric, period.to())
                    ? Recount.Reason.NOT_CONFIGURED
                    : Recount.Reason.NO_DATA;
        }
        return isReported(metric, period.to()) ? Recount.Reason.NO_BASE : Recount.Reason.NO_DATA;
    }

    /// Whether anything that the figure is made of was reported for a day before.
    private boolean isReported(String metric, LocalDate before) {
        return switch (metric) {
            case "support.first_contact_resolution" -> all.isReported(before) || hasExclusions(metric, before);
            case "support.resolution_time" -> all.isAnyResolved(before) || hasExclusions(metric, before);
            case "support.first_response_time" -> all.isAnyAnswered(before) || hasExclusions(metric, before);
            case "support.sla_attainment" ->
                all.reported().stream()
                                .anyMatch(each -> decision(each, true, before)
                                        .filter(decided -> decided.day().isBefore(before))
                                        .isPresent())
                        || hasExclusions(metric, before);
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
            case "support.sla_attainment first_response" -> attainment(true, period, slice);
            case "support.sla_attainment resolution" -> attainment(false, period, slice);
            default -> times.figure(name, period, slice);
        };
    }

    private Optional<BigDecimal> unlessNothingReported(Period period, long count) {
        return all.isReported(period.to()) || hasExclusions("support.complaints", period.to())
                ? Arithmetic.number(count)
                : Optional.empty();
    }
}
