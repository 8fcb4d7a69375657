package io.keepwell.core.recount;

import io.keepwell.core.account.Slice;
import io.keepwell.core.fact.TicketUpdate;
import io.keepwell.core.time.Period;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// How long support tickets take, straight from the words.
final class TicketTimesRecount {
    private static final long HOUR = 3_600;

    private final TicketRecount all;

    TicketTimesRecount(TicketRecount all) {
        this.all = all;
    }

    static void leaveOutUnanswered(
            TicketRecount.TicketStory reported, Map<String, List<Happening<TicketUpdate>>> exclusions) {
        Optional<Happening<TicketUpdate>> byPerson = reported.first(TicketRecount::isReplyOfPerson);
        Optional<Happening<TicketUpdate>> byAnybody =
                reported.first(step -> step.fact().step() == TicketUpdate.Step.REPLIED);
        if (reported.ticket().isEmpty()) {
            byPerson.ifPresent(step -> SupportRecount.put(
                    exclusions, "tickets that a person answered and whose opening was never sent", step));
        } else if (reported.ticket().get().firstReply().isEmpty()) {
            if (byPerson.isPresent()) {
                SupportRecount.put(
                        exclusions, "tickets that a person answered before their opening only", byPerson.get());
            } else if (byAnybody.isPresent()) {
                SupportRecount.put(exclusions, "tickets that a program answered and no person so far", byAnybody.get());
            }
        }
    }

    static void leaveOutUnresolved(
            TicketRecount.TicketStory reported, Map<String, List<Happening<TicketUpdate>>> exclusions) {
        if (reported.ticket().isEmpty()) {
            reported.lastResolution()
                    .ifPresent(step ->
                            SupportRecount.put(exclusions, "resolved tickets whose opening was never sent", step));
            return;
        }
        List<TicketRecount.OpenSpan> stretches = reported.ticket().get().stretches();
        if (stretches.getFirst().end().isEmpty()) {
            reported.lastResolution()
                    .ifPresent(
                            step -> SupportRecount.put(exclusions, "tickets resolved before their opening only", step));
        } else if (stretches.getLast().end().isEmpty()) {
            SupportRecount.put(
                    exclusions,
                    "tickets resolved and open again since",
                    stretches.get(stretches.size() - 2).end().orElseThrow());
        }
    }

    Optional<BigDecimal> figure(String name, Period period, Slice slice) {
        return switch (name) {
            case "support.resolution_time mean" ->
                Arithmetic.mean(resolved(TicketRecount.Span::micros, period, slice), HOUR);
            case "support.resolution_time median" ->
                Arithmetic.quantile(resolved(TicketRecount.Span::micros, period, slice), 50, HOUR);
            case "support.resolution_time p90" ->
                Arithmetic.quantile(resolved(TicketRecount.Span::micros, period, slice), 90, HOUR);
            case "support.resolution_time business_mean" ->
                Arithmetic.mean(resolved(all::businessMicros, period, slice), HOUR);
            case "support.resolution_time business_median" ->
                Arithmetic.quantile(resolved(all::businessMicros, period, slice), 50, HOUR);
            case "support.resolution_time business_p90" ->
                Arithmetic.quantile(resolved(all::businessMicros, period, slice), 90, HOUR);
            case "support.first_response_time waiting" ->
                Arithmetic.mean(answeredWaiting(TicketRecount.Span::micros, period, slice), HOUR);
            case "support.first_response_time waiting_median" ->
                Arithmetic.quantile(answeredWaiting(TicketRecount.Span::micros, period, slice), 50, HOUR);
            case "support.first_response_time waiting_p90" ->
                Arithmetic.quantile(answeredWaiting(TicketRecount.Span::micros, period, slice), 90, HOUR);
            case "support.first_response_time waiting_business_mean" ->
                Arithmetic.mean(answeredWaiting(all::businessMicros, period, slice), HOUR);
            case "support.first_response_time waiting_business_median" ->
                Arithmetic.quantile(answeredWaiting(all::businessMicros, period, slice), 50, HOUR);
            case "support.first_response_time waiting_business_p90" ->
                Arithmetic.quantile(answeredWaiting(all::businessMicros, period, slice), 90, HOUR);
            case "support.first_response_time since_opened" ->
                Arithmetic.mean(answeredSinceOpened(TicketRecount.Span::micros, period, slice), HOUR);
            case "support.first_response_time since_opened_median" ->
                Arithmetic.quantile(answeredSinceOpened(TicketRecount.Span::micros, period, slice), 50, HOUR);
            case "support.first_response_time since_opened_p90" ->
                Arithmetic.quantile(answeredSinceOpened(TicketRecount.Span::micros, period, slice), 90, HOUR);
            case "support.first_response_time since_opened_business_mean" ->
                Arithmetic.mean(answeredSinceOpened(all::businessMicros, period, slice), HOUR);
            case "support.first_response_time since_opened_business_median" ->
                Arithmetic.quantile(answeredSinceOpened(all::businessMicros, period, slice), 50, HOUR);
            case "support.first_response_time since_opened_business_p90" ->
                Arithmetic.quantile(answeredSinceOpened(all::businessMicros, period, slice), 90, HOUR);
            case "support.first_response_time after_handover" ->
                Arithmetic.mean(answeredAfterHandover(TicketRecount.Span::micros, period, slice), HOUR);
            case "support.first_response_time after_handover_median" ->
                Arithmetic.quantile(answeredAfterHandover(TicketRecount.Span::micros, period, slice), 50, HOUR);
            case "support.first_response_time after_handover_p90" ->
                Arithmetic.quantile(answeredAfterHandover(TicketRecount.Span::micros, period, slice), 90, HOUR);
            case "support.first_response_time after_handover_business_mean" ->
                Arithmetic.mean(answeredAfterHandover(all::businessMicros, period, slice), HOUR);
            case "support.first_response_time after_handover_business_median" ->
                Arithmetic.quantile(answeredAfterHandover(all::businessMicros, period, slice), 50, HOUR);
            case "support.first_response_time after_handover_business_p90" ->
                Arithmetic.quantile(answeredAfterHandover(all::businessMicros, period, slice), 90, HOUR);
            default -> throw Recount.unknown(name);
        };
    }

    /// Whole seconds.
    private List<Long> resolved(Function<TicketRecount.Span, Long> micros, Period period, Slice slice) {
        return all.tickets().stream()
                .filter(ticket -> ticket.isResolved()
                        && ticket.stretches().getLast().end().orElseThrow().isIn(period, slice))
                .map(ticket -> ticket.open(micros) / 1_000_000)
                .toList();
    }

    /// How long tickets were open until a person answered, in whole seconds.
    private List<Long> answeredWaiting(Function<TicketRecount.Span, Long> micros, Period period, Slice slice) {
        return answered(period, slice).stream()
                .map(ticket ->
                        ticket.openUntil(ticket.firstReply().orElseThrow().at()).stream()
                                        .mapToLong(micros::apply)
                                        .sum()
                                / 1_000_000)
                .toList();
    }

    private List<Long> answeredSinceOpened(Function<TicketRecount.Span, Long> micros, Period period, Slice slice) {
        return answered(period, slice).stream()
                .map(ticket -> micros.apply(new TicketRecount.Span(
                                ticket.opened().at(),
                                ticket.firstReply().orElseThrow().at()))
                        / 1_000_000)
                .toList();
    }

    private List<Long> answeredAfterHandover(Function<TicketRecount.Span, Long> micros, Period period, Slice slice) {
        return answered(period, slice).stream()
                .map(ticket -> {
                    Happening<TicketUpdate> reply = ticket.firstReply().orElseThrow();
                    return micros.apply(new TicketRecount.Span(ticket.handover(reply), reply.at())) / 1_000_000;
                })
                .toList();
    }

    private List<TicketRecount.Ticket> answered(Period period, Slice slice) {
        return all.tickets().stream()
                .filter(ticket -> ticket.firstReply()
                        .filter(reply -> reply.isIn(period, slice))
                        .isPresent())
                .toList();
    }
}
