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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Support, straight from the words.
final class SupportRecount {
    private static final long HOUR = 3_600;

    private final Recount all;
    private @Nullable List<Ticket> tickets;
    private @Nullable Map<Customer, List<Ticket>> byCustomer;
    private final Map<Span, Long> businessMicros = new HashMap<>();

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
            List<Stretch> stretches) {
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
            return steps.stream()
                    .filter(step -> step.fact().step() == TicketUpdate.Step.REPLIED
                            && !step.fact().bot())
                    .findFirst();
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

    record Stretch(Happening<TicketUpdate> start, Optional<Happening<TicketUpdate>> end) {}

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
        return hours.days().contains(moment.getDayOfWeek())
                && !hours.holidays().contains(moment.toLocalDate())
                && !time.isBefore(hours.opens())
                && (hours.closes().equals(LocalTime.MIDNIGHT) || time.isBefore(hours.closes()));
    }

    List<Ticket> tickets() {
        if (tickets == null) {
            List<Ticket> found = new ArrayList<>();
            for (Customer customer : all.customers()) {
                Recount.byThing(customer.told(TicketUpdate.class), TicketUpdate::ticketId)
                        .forEach(told -> ticket(customer, told).ifPresent(found::add));
            }
            tickets = List.copyOf(found);
        }
        return tickets;
    }

    private Optional<Ticket> ticket(Customer customer, List<Happening<TicketUpdate>> told) {
        List<Happening<TicketUpdate>> updates = told.stream()
                .sorted(Comparator.<Happening<TicketUpdate>, Instant>comparing(Happening::at)
                        .thenComparing(update -> update.fact().step())
                        .thenComparing(Happening::key))
                .toList();
        int first = 0;
        while (first < updates.size() && updates.get(first).fact().step() != TicketUpdate.Step.OPENED) {
            first++;
        }
        if (first == updates.size()) {
            return Optional.empty();
        }
        List<Happening<TicketUpdate>> steps = updates.subList(first, updates.size());
        List<Stretch> stretches = new ArrayList<>(List.of(new Stretch(steps.getFirst(), Optional.empty())));
        for (Happening<TicketUpdate> step : steps) {
            boolean open = stretches.getLast().end().isEmpty();
            if (open && step.fact().step() == TicketUpdate.Step.RESOLVED) {
                stretches.add(new Stretch(stretches.removeLast().start(), Optional.of(step)));
            } else if (!open && step.fact().step() == TicketUpdate.Step.REOPENED) {
                stretches.add(new Stretch(step, Optional.empty()));
            }
        }
        TicketUpdate.Topic topic = updates.stream()
                .map(update -> update.fact().topic())
                .filter(known -> known != TicketUpdate.Topic.UNKNOWN)
                .findFirst()
                .orElse(TicketUpdate.Topic.UNKNOWN);
        return Optional.of(
                new Ticket(customer, all.zone(), all.policies().reopenDays(), topic, steps, List.copyOf(stretches)));
    }

    /// Whether a ticket was ever opened before the day.
    boolean isTold(LocalDate before) {
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
            case "support.complaints received" -> unlessNothingTold(period, complaints.size());
            case "support.complaints solved" -> unlessNothingTold(period, solved);
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
            case "support.first_response_time mean" -> Arithmetic.mean(answered(Span::micros, period, slice), HOUR);
            case "support.first_response_time median" ->
                Arithmetic.quantile(answered(Span::micros, period, slice), 50, HOUR);
            case "support.first_response_time p90" ->
                Arithmetic.quantile(answered(Span::micros, period, slice), 90, HOUR);
            case "support.first_response_time business_mean" ->
                Arithmetic.mean(answered(this::businessMicros, period, slice), HOUR);
            case "support.first_response_time business_median" ->
                Arithmetic.quantile(answered(this::businessMicros, period, slice), 50, HOUR);
            case "support.first_response_time business_p90" ->
                Arithmetic.quantile(answered(this::businessMicros, period, slice), 90, HOUR);
            default -> throw Recount.unknown(name);
        };
    }

    private Optional<BigDecimal> unlessNothingTold(Period period, long count) {
        return isTold(period.to()) ? Arithmetic.number(count) : Optional.empty();
    }

    /// Whole seconds.
    private List<Long> resolved(Function<Span, Long> micros, Period period, Slice slice) {
        return tickets().stream()
                .filter(ticket -> ticket.isResolved()
                        && ticket.stretches().getLast().end().orElseThrow().isIn(period, slice))
                .map(ticket -> ticket.open(micros) / 1_000_000)
                .toList();
    }

    private List<Long> answered(Function<Span, Long> micros, Period period, Slice slice) {
        return tickets().stream()
                .filter(ticket -> ticket.firstReply()
                        .filter(reply -> reply.isIn(period, slice))
                        .isPresent())
                .map(ticket -> micros.apply(new Span(
                                ticket.opened().at(),
                                ticket.firstReply().orElseThrow().at()))
                        / 1_000_000)
                .toList();
    }
}
