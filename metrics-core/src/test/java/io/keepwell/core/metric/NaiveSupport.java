package io.keepwell.core.metric;

import io.keepwell.core.account.Slice;
import io.keepwell.core.fact.TicketUpdate;
import io.keepwell.core.metric.NaiveCalculation.Customer;
import io.keepwell.core.metric.NaiveCalculation.Happening;
import io.keepwell.core.time.Period;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Support, straight from the words: with 7 days for a reopening, and business hours from 9 to 17 on
/// weekdays.
final class NaiveSupport {
    private static final long HOUR = 3_600;
    private static final int REOPEN_DAYS = 7;

    private final NaiveCalculation all;
    private @Nullable List<Ticket> tickets;

    NaiveSupport(NaiveCalculation all) {
        this.all = all;
    }

    /// @param steps from the opening on
    /// @param stretches during which it was open, the last one without end where it is open still
    record Ticket(
            Customer customer,
            ZoneId zone,
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

        boolean isResolvedAtFirstContact() {
            Optional<Happening<TicketUpdate>> resolution = stretches.getFirst().end();
            if (resolution.isEmpty()) {
                return false;
            }
            boolean contacted = steps.subList(0, steps.indexOf(resolution.get())).stream()
                    .anyMatch(step -> step.fact().step() == TicketUpdate.Step.CONTACTED);
            boolean reopened = steps.subList(steps.indexOf(resolution.get()), steps.size()).stream()
                    .anyMatch(step -> step.fact().step() == TicketUpdate.Step.REOPENED
                            && ChronoUnit.DAYS.between(resolution.get().day(), step.day()) <= REOPEN_DAYS);
            return !contacted && !reopened;
        }

        long open(Function<Span, Long> measured) {
            return stretches.stream()
                    .mapToLong(stretch -> measured.apply(new Span(
                            stretch.start().at(), stretch.end().orElseThrow().at(), zone)))
                    .sum();
        }
    }

    record Stretch(Happening<TicketUpdate> start, Optional<Happening<TicketUpdate>> end) {}

    record Span(Instant from, Instant to, ZoneId zone) {
        long micros() {
            return ChronoUnit.MICROS.between(from, to);
        }

        /// Hour by hour; nothing in these stories happens within a business hour but on the hour.
        long businessMicros() {
            long hours = 0;
            ZonedDateTime hour = from.plusNanos(3_599_999_999_999L).atZone(zone).truncatedTo(ChronoUnit.HOURS);
            while (hour.toInstant().isBefore(to)) {
                boolean weekday = hour.getDayOfWeek() != DayOfWeek.SATURDAY && hour.getDayOfWeek() != DayOfWeek.SUNDAY;
                hours += weekday && hour.getHour() >= 9 && hour.getHour() < 17 ? 1 : 0;
                hour = hour.plusHours(1);
            }
            return Duration.ofHours(hours).toNanos() / 1_000;
        }
    }

    List<Ticket> tickets() {
        if (tickets == null) {
            List<Ticket> found = new ArrayList<>();
            for (Customer customer : all.customers()) {
                NaiveCalculation.byThing(customer.told(TicketUpdate.class), TicketUpdate::ticketId)
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
        return Optional.of(new Ticket(customer, all.zone(), topic, steps, List.copyOf(stretches)));
    }

    /// Whether a ticket was ever opened before the day.
    boolean isTold(LocalDate before) {
        return tickets().stream().anyMatch(ticket -> ticket.opened().day().isBefore(before));
    }

    boolean hasOpenComplaint(Customer customer, LocalDate day) {
        return tickets().stream()
                .anyMatch(ticket ->
                        ticket.customer() == customer && ticket.isComplaint() && ticket.isOpenWhenBegins(day));
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
                NaiveCalculation.share(atFirstContact.size(), opened.size());
            case "support.first_contact_resolution resolved_tickets" ->
                NaiveCalculation.share(
                        atFirstContact.size(),
                        opened.stream()
                                .filter(ticket ->
                                        ticket.stretches().getFirst().end().isPresent())
                                .count());
            case "support.complaints received" -> unlessNothingTold(period, complaints.size());
            case "support.complaints solved" -> unlessNothingTold(period, solved);
            case "support.complaints share_solved" -> NaiveCalculation.share(solved, complaints.size());
            case "support.resolution_time mean" -> NaiveCalculation.mean(resolved(Span::micros, period, slice), HOUR);
            case "support.resolution_time median" ->
                NaiveCalculation.quantile(resolved(Span::micros, period, slice), 50, HOUR);
            case "support.resolution_time p90" ->
                NaiveCalculation.quantile(resolved(Span::micros, period, slice), 90, HOUR);
            case "support.resolution_time business_mean" ->
                NaiveCalculation.mean(resolved(Span::businessMicros, period, slice), HOUR);
            case "support.resolution_time business_median" ->
                NaiveCalculation.quantile(resolved(Span::businessMicros, period, slice), 50, HOUR);
            case "support.resolution_time business_p90" ->
                NaiveCalculation.quantile(resolved(Span::businessMicros, period, slice), 90, HOUR);
            case "support.first_response_time mean" ->
                NaiveCalculation.mean(answered(Span::micros, period, slice), HOUR);
            case "support.first_response_time median" ->
                NaiveCalculation.quantile(answered(Span::micros, period, slice), 50, HOUR);
            case "support.first_response_time p90" ->
                NaiveCalculation.quantile(answered(Span::micros, period, slice), 90, HOUR);
            case "support.first_response_time business_mean" ->
                NaiveCalculation.mean(answered(Span::businessMicros, period, slice), HOUR);
            case "support.first_response_time business_median" ->
                NaiveCalculation.quantile(answered(Span::businessMicros, period, slice), 50, HOUR);
            case "support.first_response_time business_p90" ->
                NaiveCalculation.quantile(answered(Span::businessMicros, period, slice), 90, HOUR);
            default -> throw new AssertionError("say here in plain words what " + name + " is");
        };
    }

    private Optional<BigDecimal> unlessNothingTold(Period period, long count) {
        return isTold(period.to()) ? NaiveCalculation.number(count) : Optional.empty();
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
                                ticket.firstReply().orElseThrow().at(),
                                all.zone()))
                        / 1_000_000)
                .toList();
    }
}
