package io.keepwell.ingestion.endpoint;

import io.keepwell.core.fact.Event;
import io.keepwell.core.fact.Fact;
import io.keepwell.core.fact.FactStore;
import io.keepwell.core.fact.SubscriptionChange;
import io.keepwell.core.money.CurrencyCode;
import io.keepwell.ingestion.mapping.Mapping;
import io.keepwell.ingestion.mapping.Problem;
import io.keepwell.ingestion.v1.Disposition;
import io.keepwell.ingestion.v1.EventAnswer;
import io.keepwell.ingestion.v1.ProblemReason;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/// Tells a partner what became of its events.
final class EventAnswers {
    private EventAnswers() {}

    /// @param kept what became of those that were mapped to events, in their order
    /// @param reporting the currency of the figures
    static List<EventAnswer> of(List<EventBatches.Mapped> mapped, List<FactStore.Kept> kept, CurrencyCode reporting) {
        Iterator<FactStore.Kept> nextKept = kept.iterator();
        List<EventAnswer> answers = new ArrayList<>(mapped.size());
        for (EventBatches.Mapped each : mapped) {
            answers.add(
                    switch (each.mapping()) {
                        case Mapping.Mapped(Event event) ->
                            kept(each.eventId(), event.fact(), nextKept.next(), reporting);
                        case Mapping.Rejected(Problem problem) ->
                            answer(each.eventId(), Disposition.DISPOSITION_REJECTED, problem);
                    });
        }
        return answers;
    }

    private static EventAnswer kept(String eventId, Fact fact, FactStore.Kept kept, CurrencyCode reporting) {
        return switch (kept) {
            case NEW ->
                hasRate(fact, reporting)
                        ? answer(eventId, Disposition.DISPOSITION_ACCEPTED)
                        : answer(
                                eventId,
                                Disposition.DISPOSITION_HELD_BACK,
                                new Problem(
                                        "subscription_change.price.currency_code",
                                        ProblemReason.PROBLEM_REASON_NO_EXCHANGE_RATE,
                                        "There is no exchange rate to the reporting currency " + reporting + "."));
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

    private static boolean hasRate(Fact fact, CurrencyCode reporting) {
        return !(fact instanceof SubscriptionChange change)
                || change.terms()
                        .map(terms -> terms.price().currency().equals(reporting))
                        .orElse(true);
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
