package io.keepwell.ingestion.publish;

import io.keepwell.core.fact.FactTable;
import io.keepwell.core.fact.FactTables;
import io.keepwell.core.fact.store.Event;
import io.keepwell.core.fact.store.FactStore;
import io.keepwell.core.ledger.ExchangeRates;
import io.keepwell.core.time.ReportingZone;
import io.keepwell.ingestion.mapping.FactMapping;
import io.keepwell.ingestion.mapping.Problem;
import io.keepwell.ingestion.v1.Disposition;
import io.keepwell.ingestion.v1.EventAnswer;
import io.keepwell.ingestion.v1.MissingRate;
import io.keepwell.ingestion.v1.ProblemReason;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Answers a partner what became of its events.
final class EventAnswers {
    private EventAnswers() {}

    /// @param kept what became of those that were mapped to events, in their order
    /// @param rates without which foreign money is pending; asked for where there is money
    static List<EventAnswer> of(
            List<EventBatches.Mapped> mapped,
            List<FactStore.Kept> kept,
            ReportingZone zone,
            Supplier<ExchangeRates> rates) {
        Iterator<FactStore.Kept> nextKept = kept.iterator();
        List<EventAnswer> answers = new ArrayList<>(mapped.size());
        for (EventBatches.Mapped each : mapped) {
            answers.add(
                    switch (each.mapping()) {
                        case FactMapping.Mapped(Event event) ->
                            kept(each.eventId(), event, nextKept.next(), zone, rates);
                        case FactMapping.Rejected(Problem problem) ->
                            answer(each.eventId(), Disposition.DISPOSITION_REJECTED, problem.toMessage());
                    });
        }
        return answers;
    }

    private static EventAnswer kept(
            String eventId, Event event, FactStore.Kept kept, ReportingZone zone, Supplier<ExchangeRates> rates) {
        return switch (kept) {
            case NEW ->
                withoutRate(event, zone, rates)
                        .map(problem -> answer(eventId, Disposition.DISPOSITION_PENDING, problem))
                        .orElseGet(() -> answer(eventId, Disposition.DISPOSITION_ACCEPTED));
            case DUPLICATE -> answer(eventId, Disposition.DISPOSITION_DUPLICATE);
            case CONFLICT ->
                answer(
                        eventId,
                        Disposition.DISPOSITION_REJECTED,
                        new Problem(
                                        "event_id",
                                        ProblemReason.PROBLEM_REASON_CONFLICT,
                                        "This id was used before for an event with another content.")
                                .toMessage());
        };
    }

    /// The rate that the event waits for, where its money can't be converted.
    private static Optional<io.keepwell.ingestion.v1.Problem> withoutRate(
            Event event, ReportingZone zone, Supplier<ExchangeRates> rates) {
        LocalDate day = zone.dayOf(event.occurredAt());
        for (FactTable.Amount money : FactTable.Amount.of(event.fact())) {
            Optional<ExchangeRates.Missing> missing =
                    rates.get().missing(money.money().currency(), day);
            if (missing.isPresent()) {
                return Optional.of(noRate(event, money, day, missing.get()));
            }
        }
        return Optional.empty();
    }

    private static io.keepwell.ingestion.v1.Problem noRate(
            Event event, FactTable.Amount money, LocalDate day, ExchangeRates.Missing missing) {
        String known = missing.last()
                .map(last -> "the last one before is of " + last + " and served until "
                        + missing.from().minusDays(1))
                .orElse("there is none of that day or before");
        return new Problem(
                        FactTables.of(event.fact()).kind() + "." + money.field() + ".currency_code",
                        ProblemReason.PROBLEM_REASON_NO_EXCHANGE_RATE,
                        "There is no exchange rate from " + missing.source() + " to the reporting currency "
                                + missing.target() + " for " + day + ": " + known
                                + ". The event counts as soon as an exchange_rate is sent for that day.")
                .toMessage().toBuilder()
                        .setMissingRate(MissingRate.newBuilder()
                                .setSourceCurrency(missing.source().code())
                                .setTargetCurrency(missing.target().code())
                                .setMissingFrom(Reconciling.message(missing.from()))
                                .setNeededOn(Reconciling.message(day)))
                        .build();
    }

    private static EventAnswer answer(String eventId, Disposition disposition) {
        return EventAnswer.newBuilder()
                .setEventId(eventId)
                .setDisposition(disposition)
                .build();
    }

    private static EventAnswer answer(
            String eventId, Disposition disposition, io.keepwell.ingestion.v1.Problem problem) {
        return answer(eventId, disposition).toBuilder().setProblem(problem).build();
    }
}
