package io.keepwell.core.recount;

import io.keepwell.core.account.Slice;
import io.keepwell.core.fact.TicketUpdate;
import io.keepwell.core.time.BusinessHours;
import io.keepwell.core.time.Period;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Support, straight from the words.
final class SupportRecount {
    private static final long HOUR = 3_600;

    private final Recount all;
    private @Nullable List<TicketStory> reported;
    private @Nullable List<Ticket> tickets;
    private @Nullable Map<Customer, List<Ticket>> byCustomer;
    private final Map<Span, Long> businessMicros = new HashMap<>();
    private final Map<String, Map<String, List<Happening<TicketUpdate>>>> exclusionsByMetric = new HashMap<>();

    SupportRecount(Recount all) {
        this.all = all;
    }

    /// @param steps from the opening on
    /// @param stretches during which it was open, the last one without end where it is open still
    record Ticket(
            Customer customer,
            ZoneId zone,
            int reopenDays,
            TicketUpdate.Topic topic,
            List<Happening<TicketUpdate>> steps,
            List<OpenSpan> stretches) {
        Happening<TicketUpdate> opened() {
            return steps.getFirst();
        }

        boolean isComplaint() {
            return topic == TicketUpdate.Topic.COMPLAINT;
        }

        boolean isResolved() {
            return stretches.getLast().end().isPresent();
        }

        boolean isOpenWhenBegins(LocalDate day) {
            Instant begin = day.atStartOfDay(zone).toInstant();
            return stretches.stream()
                    .anyMatch(stretch -> stretch.start().at().isBefore(begin)
                            && !stretch.end()
                                    .map(end -> end.at().isBefore(begin))
                                    .orElse(false));
        }

        Optional<Happening<TicketUpdate>> firstReply() {
            return steps.stream().filter(SupportRecount::isReplyOfPerson).findFirst();
        }

        /// The stretches during which it was open until a moment.
        List<Span> openUntil(Instant moment) {
            return stretches.stream()
                    .filter(stretch -> stretch.start().at().isBefore(moment))
                    .map(stretch -> new Span(
                            stretch.start().at(),
                            stretch.end()
                                    .map(Happening::at)
                                    .filter(moment::isAfter)
                                    .orElse(moment)))
                    .toList();
        }

        /// The last thing before a step that a program did, or the reopening, if that came later; the
        /// opening where there was neither.
        Instant handover(Happening<TicketUpdate> until) {
            return steps.subList(0, steps.indexOf(until)).stream()
                    .filter(step -> step.fact().bot()
                            || stretches.stream()
                                    .anyMatch(stretch -> stretch.start().equals(step)))
                    .map(Happening::at)
                    .max(Comparator.naturalOrder())
                    .orElse(opened().at());
        }

        long replies() {
            return steps.stream()
                    .filter(step -> step.fact().step() == TicketUpdate.Step.REPLIED
                            && !step.fact().bot())
                    .count();
        }

        boolean isResolvedAtFirstContact() {
            Optional<Happening<TicketUpdate>> resolution = stretches.getFirst().end();
            if (resolution.isEmpty()) {
                return false;
            }
            boolean contacted = steps.subList(0, steps.indexOf(resolution.get())).stream()
                    .anyMatch(step -> step.fact().step() == TicketUpdate.Step.CONTACTED);
            boolean reopened = steps.subList(steps.indexOf(resolution.get()), steps.size()).stream()
                    .anyMatch(step -> step.fact().step() == TicketUpdate.Step.REOPENED
                            && ChronoUnit.DAYS.between(resolution.get().day(), step.day()) <= reopenDays);
            return !contacted && !reopened;
        }

        long open(Function<Span, Long> measured) {
            return stretches.stream()
                    .mapToLong(stretch -> measured.apply(new Span(
                            stretch.start().at(), stretch.end().orElseThrow().at())))
                    .sum();
        }
    }

    record OpenSpan(Happening<TicketUpdate> start, Optional<Happening<TicketUpdate>> end) {}

    record Span(Instant from, Instant to) {
        long micros() {
            return ChronoUnit.MICROS.between(from, to);
        }
    }

    private long businessMicros(Span span) {
        return businessMicros.computeIfAbsent(span, this::countBusinessMicros);
    }

    /// Quarter of an hour by quarter of an hour: business hours begin and end with one.
    private long countBusinessMicros(Span span) {
        long micros = 0;
        Instant quarter = span.from().truncatedTo(ChronoUnit.HOURS);
        while (quarter.isBefore(span.to())) {
            Instant next = quarter.plus(15, ChronoUnit.MINUTES);
            if (isBusinessTime(quarter.atZone(all.zone()))) {
                Instant begin = quarter.isBefore(span.from()) ? span.from() : quarter;
                Instant end = next.isAfter(span.to()) ? span.to() : next;
                micros += Math.max(0, ChronoUnit.MICROS.between(begin, end));
            }
            quarter = next;
        }
        return micros;
    }

    private boolean isBusinessTime(ZonedDateTime moment) {
        BusinessHours hours = all.policies().businessHours();
        LocalTime time = moment.toLocalTime();
        return !hours.holidays().contains(moment.toLocalDate())
                && hours.week().getOrDefault(moment.getDayOfWeek(), List.of()).stream()
                        .anyMatch(stretch -> !time.isBefore(stretch.from())
                                && (stretch.to().equals(LocalTime.MIDNIGHT) || time.isBefore(stretch.to())));
    }

    private static boolean isReplyOfPerson(Happening<TicketUpdate> step) {
        return step.fact().step() == TicketUpdate.Step.REPLIED && !step.fact().bot();
    }

    private static boolean isResolution(Happening<TicketUpdate> step) {
        return step.fact().step() == TicketUpdate.Step.RESOLVED;
    }

    /// @param updates all that was reported for it, in order
    /// @param ticket empty where it was never opened
    record TicketStory(List<Happening<TicketUpdate>> updates, Optional<Ticket> ticket) {
        Optional<Happening<TicketUpdate>> first(Predicate<Happening<TicketUpdate>> wanted) {
            return updates.stream().filter(wanted).findFirst();
        }

        Optional<Happening<TicketUpdate>> lastResolution() {
            return updates.reversed().stream()
                    .filter(SupportRecount::isResolution)
                    .findFirst();
        }
    }

    private List<TicketStory> reported() {
        if (reported == null) {
            List<TicketStory> found = new ArrayList<>();
            for (Customer customer : all.customers()) {
                for (List<Happening<TicketUpdate>> ofTicket :
                        Recount.byThing(customer.reported(TicketUpdate.class), TicketUpdate::ticketId)) {
                    List<Happening<TicketUpdate>> updates = ofTicket.stream()
                            .sorted(Comparator.<Happening<TicketUpdate>, Instant>comparing(Happening::at)
                                    .thenComparing(update -> update.fact().step())
                                    .thenComparing(update -> !update.fact().bot())
                                    .thenComparing(Happening::key))
                            .toList();
                    found.add(new TicketStory(updates, ticket(customer, updates)));
                }
            }
            reported = List.copyOf(found);
        }
        return reported;
    }

    List<Ticket> tickets() {
        if (tickets == null) {
            tickets =
                    reported().stream().flatMap(each -> each.ticket().stream()).toList();
        }
        return tickets;
    }

    private Optional<Ticket> ticket(Customer customer, List<Happening<TicketUpdate>> updates) {
        int first = 0;
        while (first < updates.size() && updates.get(first).fact().step() != TicketUpdate.Step.OPENED) {
            first++;
        }
        if (first == updates.size()) {
            return Optional.empty();
        }
        List<Happening<TicketUpdate>> steps = updates.subList(first, updates.size());
        List<OpenSpan> stretches = new ArrayList<>(List.of(new OpenSpan(steps.getFirst(), Optional.empty())));
        for (Happening<TicketUpdate> step : steps) {
            boolean open = stretches.getLast().end().isEmpty();
            if (open && step.fact().step() == TicketUpdate.Step.RESOLVED) {
                stretches.add(new OpenSpan(stretches.removeLast().start(), Optional.of(step)));
            } else if (!open && step.fact().step() == TicketUpdate.Step.REOPENED) {
                stretches.add(new OpenSpan(step, Optional.empty()));
            }
        }
        return Optional.of(new Ticket(
                customer, all.zone(), all.policies().reopenDays(), topic(updates), steps, List.copyOf(stretches)));
    }

    private static TicketUpdate.Topic topic(List<Happening<TicketUpdate>> updates) {
        return updates.stream()
                .map(update -> update.fact().topic())
                .filter(known -> known != TicketUpdate.Topic.UNKNOWN)
                .findFirst()
                .orElse(TicketUpdate.Topic.UNKNOWN);
    }

    /// What stands for each ticket that a metric leaves out, by reason.
    private Map<String, List<Happening<TicketUpdate>>> exclusions(String metric) {
        return exclusionsByMetric.computeIfAbsent(metric, this::findExclusions);
    }

    private Map<String, List<Happening<TicketUpdate>>> findExclusions(String metric) {
        Map<String, List<Happening<TicketUpdate>>> exclusions = new LinkedHashMap<>();
        for (TicketStory each : reported()) {
            switch (metric) {
                case "support.first_contact_resolution" ->
                    unopened(each).ifPresent(step -> put(exclusions, "tickets whose opening was never sent", step));
                case "support.complaints" ->
                    unopened(each)
                            .filter(_ -> topic(each.updates()) == TicketUpdate.Topic.COMPLAINT)
                            .ifPresent(step -> put(exclusions, "complaints whose opening was never sent", step));
                case "support.first_response_time" -> leaveOutUnanswered(each, exclusions);
                case "support.resolution_time" -> leaveOutUnresolved(each, exclusions);
                default -> throw Recount.unknown(metric);
            }
        }
        return exclusions;
    }

    private static Optional<Happening<TicketUpdate>> unopened(TicketStory reported) {
        return reported.ticket().isPresent()
                ? Optional.empty()
                : Optional.of(reported.updates().getFirst());
    }

    private static void put(
            Map<String, List<Happening<TicketUpdate>>> exclusions, String reason, Happening<TicketUpdate> step) {
        exclusions.computeIfAbsent(reason, _ -> new ArrayList<>()).add(step);
    }

    private static void leaveOutUnanswered(
            TicketStory reported, Map<String, List<Happening<TicketUpdate>>> exclusions) {
        Optional<Happening<TicketUpdate>> byPerson = reported.first(SupportRecount::isReplyOfPerson);
        Optional<Happening<TicketUpdate>> byAnybody =
                reported.first(step -> step.fact().step() == TicketUpdate.Step.REPLIED);
        if (reported.ticket().isEmpty()) {
            byPerson.ifPresent(
                    step -> put(exclusions, "tickets that a person answered and whose opening was never sent", step));
        } else if (reported.ticket().get().firstReply().isEmpty()) {
            if (byPerson.isPresent()) {
                put(exclusions, "tickets that a person answered before their opening only", byPerson.get());
            } else if (byAnybody.isPresent()) {
                put(exclusions, "tickets that a program answered and no person so far", byAnybody.get());
            }
        }
    }

    private static void leaveOutUnresolved(
            TicketStory reported, Map<String, List<Happening<TicketUpdate>>> exclusions) {
        if (reported.ticket().isEmpty()) {
            reported.lastResolution()
                    .ifPresent(step -> put(exclusions, "resolved tickets whose opening was never sent", step));
            return;
        }
        List<OpenSpan> stretches = reported.ticket().get().stretches();
        if (stretches.getFirst().end().isEmpty()) {
            reported.lastResolution()
                    .ifPresent(step -> put(exclusions, "tickets resolved before their opening only", step));
        } else if (stretches.getLast().end().isEmpty()) {
            put(
                    exclusions,
                    "tickets resolved and open again since",
                    stretches.get(stretches.size() - 2).end().orElseThrow());
        }
    }

    /// How many tickets a metric leaves out in a period and slice, by reason.
    Map<String, Long> exclusions(String metric, Period period, Slice slice) {
        Map<String, Long> counts = new TreeMap<>();
        exclusions(metric).forEach((reason, steps) -> {
            long count = steps.stream().filter(step -> step.isIn(period, slice)).count();
            if (count > 0) {
                counts.put(reason, count);
            }
        });
        return counts;
    }

    /// Whether a metric left out anything before the day.
    boolean hasExclusions(String metric, LocalDate before) {
        return exclusions(metric).values().stream()
                .flatMap(List::stream)
                .anyMatch(step -> step.day().isBefore(before));
    }

    /// Whether a ticket was ever opened before the day.
    boolean isReported(LocalDate before) {
        return tickets().stream().anyMatch(ticket -> ticket.opened().day().isBefore(before));
    }

    boolean isAnyResolved(LocalDate before) {
        return tickets().stream()
                .anyMatch(ticket -> ticket.isResolved()
                        && ticket.stretches()
                                .getLast()
                                .end()
                                .orElseThrow()
                                .day()
                                .isBefore(before));
    }

    boolean isAnyAnswered(LocalDate before) {
        return tickets().stream()
                .anyMatch(ticket -> ticket.firstReply()
                        .filter(reply -> reply.day().isBefore(before))
                        .isPresent());
    }

    List<Ticket> ticketsOf(Customer customer) {
        if (byCustomer == null) {
            byCustomer = tickets().stream().collect(Collectors.groupingBy(Ticket::customer));
        }
        return byCustomer.getOrDefault(customer, List.of());
    }

    boolean hasOpenComplaint(Customer customer, LocalDate day) {
        return ticketsOf(customer).stream().anyMatch(ticket -> ticket.isComplaint() && ticket.isOpenWhenBegins(day));
    }

    Optional<BigDecimal> figure(String name, Period period, Slice slice) {
        List<Ticket> opened = tickets().stream()
                .filter(ticket -> ticket.opened().isIn(period, slice))
                .toList();
        List<Ticket> atFirstContact =
                opened.stream().filter(Ticket::isResolvedAtFirstContact).toList();
        List<Ticket> complaints = opened.stream().filter(Ticket::isComplaint).toList();
        long solved = complaints.stream().filter(Ticket::isResolved).count();
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
                        opened.stream().filter(Ticket::isResolved).count());
            case "support.first_contact_resolution one_reply" ->
                Arithmetic.share(
                        opened.stream()
                                .filter(ticket -> ticket.isResolved() && ticket.replies() == 1)
                                .count(),
                        opened.stream().filter(Ticket::isResolved).count());
            case "support.complaints received" -> unlessNothingReported(period, complaints.size());
            case "support.complaints solved" -> unlessNothingReported(period, solved);
            case "support.complaints share_solved" -> Arithmetic.share(solved, complaints.size());
            case "support.resolution_time mean" -> Arithmetic.mean(resolved(Span::micros, period, slice), HOUR);
            case "support.resolution_time median" ->
                Arithmetic.quantile(resolved(Span::micros, period, slice), 50, HOUR);
            case "support.resolution_time p90" -> Arithmetic.quantile(resolved(Span::micros, period, slice), 90, HOUR);
            case "support.resolution_time business_mean" ->
                Arithmetic.mean(resolved(this::businessMicros, period, slice), HOUR);
            case "support.resolution_time business_median" ->
                Arithmetic.quantile(resolved(this::businessMicros, period, slice), 50, HOUR);
            case "support.resolution_time business_p90" ->
                Arithmetic.quantile(resolved(this::businessMicros, period, slice), 90, HOUR);
            case "support.first_response_time waiting" ->
                Arithmetic.mean(answeredWaiting(Span::micros, period, slice), HOUR);
            case "support.first_response_time waiting_median" ->
                Arithmetic.quantile(answeredWaiting(Span::micros, period, slice), 50, HOUR);
            case "support.first_response_time waiting_p90" ->
                Arithmetic.quantile(answeredWaiting(Span::micros, period, slice), 90, HOUR);
            case "support.first_response_time waiting_business_mean" ->
                Arithmetic.mean(answeredWaiting(this::businessMicros, period, slice), HOUR);
            case "support.first_response_time waiting_business_median" ->
                Arithmetic.quantile(answeredWaiting(this::businessMicros, period, slice), 50, HOUR);
            case "support.first_response_time waiting_business_p90" ->
                Arithmetic.quantile(answeredWaiting(this::businessMicros, period, slice), 90, HOUR);
            case "support.first_response_time since_opened" ->
                Arithmetic.mean(answeredSinceOpened(Span::micros, period, slice), HOUR);
            case "support.first_response_time since_opened_median" ->
                Arithmetic.quantile(answeredSinceOpened(Span::micros, period, slice), 50, HOUR);
            case "support.first_response_time since_opened_p90" ->
                Arithmetic.quantile(answeredSinceOpened(Span::micros, period, slice), 90, HOUR);
            case "support.first_response_time since_opened_business_mean" ->
                Arithmetic.mean(answeredSinceOpened(this::businessMicros, period, slice), HOUR);
            case "support.first_response_time since_opened_business_median" ->
                Arithmetic.quantile(answeredSinceOpened(this::businessMicros, period, slice), 50, HOUR);
            case "support.first_response_time since_opened_business_p90" ->
                Arithmetic.quantile(answeredSinceOpened(this::businessMicros, period, slice), 90, HOUR);
            case "support.first_response_time after_handover" ->
                Arithmetic.mean(answeredAfterHandover(Span::micros, period, slice), HOUR);
            case "support.first_response_time after_handover_median" ->
                Arithmetic.quantile(answeredAfterHandover(Span::micros, period, slice), 50, HOUR);
            case "support.first_response_time after_handover_p90" ->
                Arithmetic.quantile(answeredAfterHandover(Span::micros, period, slice), 90, HOUR);
            case "support.first_response_time after_handover_business_mean" ->
                Arithmetic.mean(answeredAfterHandover(this::businessMicros, period, slice), HOUR);
            case "support.first_response_time after_handover_business_median" ->
                Arithmetic.quantile(answeredAfterHandover(this::businessMicros, period, slice), 50, HOUR);
            case "support.first_response_time after_handover_business_p90" ->
                Arithmetic.quantile(answeredAfterHandover(this::businessMicros, period, slice), 90, HOUR);
            default -> throw Recount.unknown(name);
        };
    }

    private Optional<BigDecimal> unlessNothingReported(Period period, long count) {
        return isReported(period.to()) || hasExclusions("support.complaints", period.to())
                ? Arithmetic.number(count)
                : Optional.empty();
    }

    /// Whole seconds.
    private List<Long> resolved(Function<Span, Long> micros, Period period, Slice slice) {
        return tickets().stream()
                .filter(ticket -> ticket.isResolved()
                        && ticket.stretches().getLast().end().orElseThrow().isIn(period, slice))
                .map(ticket -> ticket.open(micros) / 1_000_000)
                .toList();
    }

    /// How long tickets were open until a person answered, in whole seconds.
    private List<Long> answeredWaiting(Function<Span, Long> micros, Period period, Slice slice) {
        return answered(period, slice).stream()
                .map(ticket ->
                        ticket.openUntil(ticket.firstReply().orElseThrow().at()).stream()
                                        .mapToLong(micros::apply)
                                        .sum()
                                / 1_000_000)
                .toList();
    }

    private List<Long> answeredSinceOpened(Function<Span, Long> micros, Period period, Slice slice) {
        return answered(period, slice).stream()
                .map(ticket -> micros.apply(new Span(
                                ticket.opened().at(),
                                ticket.firstReply().orElseThrow().at()))
                        / 1_000_000)
                .toList();
    }

    private List<Long> answeredAfterHandover(Function<Span, Long> micros, Period period, Slice slice) {
        return answered(period, slice).stream()
                .map(ticket -> {
                    Happening<TicketUpdate> reply = ticket.firstReply().orElseThrow();
                    return micros.apply(new Span(ticket.handover(reply), reply.at())) / 1_000_000;
                })
                .toList();
    }

    private List<Ticket> answered(Period period, Slice slice) {
        return tickets().stream()
                .filter(ticket -> ticket.firstReply()
                        .filter(reply -> reply.isIn(period, slice))
                        .isPresent())
                .toList();
    }
}
