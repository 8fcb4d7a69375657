package io.keepwell.ingestion.endpoint;

import io.keepwell.core.fact.Event;
import io.keepwell.core.fact.FactMoney;
import io.keepwell.core.fact.FactStore;
import io.keepwell.core.fact.FactTables;
import io.keepwell.core.ledger.ExchangeRates;
import io.keepwell.core.time.ReportingZone;
import io.keepwell.ingestion.mapping.Mapping;
import io.keepwell.ingestion.mapping.Problem;
import io.keepwell.ingestion.v1.Disposition;
import io.keepwell.ingestion.v1.EventAnswer;
import io.keepwell.ingestion.v1.ProblemReason;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/// Tells a partner what became of its events.
final class EventAnswers {
    private EventAnswers() {}

    /// @param kept what became of those that were mapped to events, in their order
    /// @param rates without which foreign money is held back
    static List<EventAnswer> of(
            List<EventBatches.Mapped> mapped, List<FactStore.Kept> kept, ReportingZone zone, ExchangeRates rates) {
        Iterator<FactStore.Kept> nextKept = kept.iterator();
        List<EventAnswer> answers = new ArrayList<>(mapped.size());
        for (EventBatches.Mapped each : mapped) {
            answers.add(
                    switch (each.mapping()) {
                        case Mapping.Mapped(Event event) -> kept(each.eventId(), event, nextKept.next(), zone, rates);
                        case Mapping.Rejected(Problem problem) ->
                            answer(each.eventId(), Disposition.DISPOSITION_REJECTED, problem);
                    });
        }
        return answers;
    }

    private static EventAnswer kept(
            String eventId, Event event, FactStore.Kept kept, ReportingZone zone, ExchangeRates rates) {
        return switch (kept) {
            case NEW ->
                withoutRate(event, zone, rates)
                        .map(money -> answer(eventId, Disposition.DISPOSITION_HELD_BACK, noRate(event, money)))
                        .orElseGet(() -> answer(eventId, Disposition.DISPOSITION_ACCEPTED));
            case DUPLICATE -> answer(eventId, Disposition.DISPOSITION_DUPLICATE);
            case CONFLICT ->
                answer(
                        eventId,
                        Disposition.DISPOSITION_REJECTED,
                        new Problem(
                                "event_id",
                                ProblemReason.PROBLEM_REASON_CONFLICT,
                                "This id was used before for an event with another content."));
        };
    }

    /// The event's money, where it can't be converted.
    private static Optional<FactMoney> withoutRate(Event event, ReportingZone zone, ExchangeRates rates) {
        return FactMoney.of(event.fact()).stream()
                .filter(found -> rates.convert(found.money(), zone.dayOf(event.occurredAt()))
                        .isEmpty())
                .findFirst();
    }

    private static Problem noRate(Event event, FactMoney money) {
        return new Problem(
                FactTables.of(event.fact()).kind() + "." + money.field() + ".currency_code",
                ProblemReason.PROBLEM_REASON_NO_EXCHANGE_RATE,
                "There is no exchange rate from " + money.money().currency()
                        + " to the reporting currency for the event's day. It counts as soon as one is told.");
    }

    private static EventAnswer answer(String eventId, Disposition disposition) {
        return EventAnswer.newBuilder()
                .setEventId(eventId)
                .setDisposition(disposition)
                .build();
    }

    private static EventAnswer answer(String eventId, Disposition disposition, Problem problem) {
        return answer(eventId, disposition).toBuilder()
                .setProblem(io.keepwell.ingestion.v1.Problem.newBuilder()
                        .setField(problem.field())
                        .setReason(problem.reason())
                        .setMessage(problem.message()))
                .build();
    }
}
