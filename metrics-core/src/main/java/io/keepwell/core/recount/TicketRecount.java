package io.keepwell.core.recount;

import io.keepwell.core.fact.TicketUpdate;
import io.keepwell.core.time.BusinessHours;
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
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What became of support tickets, straight from the words.
final class TicketRecount {
    private final Recount all;
    private @Nullable List<TicketStory> reported;
    private @Nullable List<Ticket> tickets;
    private @Nullable Map<Customer, List<Ticket>> byCustomer;
    private final Map<Span, Long> businessMicros = new HashMap<>();

    TicketRecount(Recount all) {
        this.all = all;
    }

    /// All that was reported, and by what it counts.
    Recount all() {
        return all;
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
            return steps.stream().filter(TicketRecount::isReplyOfPerson).findFirst();
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

    long businessMicros(Span span) {
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

    static boolean isReplyOfPerson(Happening<TicketUpdate> step) {
        return step.fact().step() == TicketUpdate.Step.REPLIED && !step.fact().bot();
    }

    static boolean isResolution(Happening<TicketUpdate> step) {
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
                    .filter(TicketRecount::isResolution)
                    .findFirst();
        }
    }

    List<TicketStory> reported() {
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

    static TicketUpdate.Topic topic(List<Happening<TicketUpdate>> updates) {
        return updates.stream()
                .map(update -> update.fact().topic())
                .filter(known -> known != TicketUpdate.Topic.UNKNOWN)
                .findFirst()
                .orElse(TicketUpdate.Topic.UNKNOWN);
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
}
