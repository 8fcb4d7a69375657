package io.keepwell.ingestion.publish;

import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.StatusRuntimeException;
import io.keepwell.core.access.PartnerKeys.Grant;
import io.keepwell.core.fact.ExchangeRate;
import io.keepwell.core.fact.store.Event;
import io.keepwell.core.fact.store.FactPreview;
import io.keepwell.core.fact.store.FactStore;
import io.keepwell.core.rollup.refresh.CurrentRates;
import io.keepwell.core.setting.Settings;
import io.keepwell.ingestion.admission.CallError;
import io.keepwell.ingestion.admission.Quotas;
import io.keepwell.ingestion.admission.UseCounter;
import io.keepwell.ingestion.intake.BusyException;
import io.keepwell.ingestion.intake.Intake;
import io.keepwell.ingestion.mapping.EventMapper;
import io.keepwell.ingestion.mapping.FactMapping;
import io.keepwell.ingestion.v1.EventAnswer;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/// What every call that takes events does with them: checks, counts, maps, keeps or only judges, answers.
@Singleton
final class EventBatches {
    static final int MOST_EVENTS = 1_000;

    private final EventMapper mapper;
    private final Intake intake;
    private final FactPreview preview;
    private final Settings settings;
    private final CurrentRates rates;
    private final Quotas quotas;
    private final UseCounter use;

    EventBatches(
            EventMapper mapper,
            Intake intake,
            FactPreview preview,
            Settings settings,
            CurrentRates rates,
            Quotas quotas,
            UseCounter use) {
        this.mapper = mapper;
        this.intake = intake;
        this.preview = preview;
        this.settings = settings;
        this.rates = rates;
        this.quotas = quotas;
        this.use = use;
    }

    /// A message with what became of it in mapping.
    record Mapped(String eventId, FactMapping mapping) {}

    /// A batch that was let in.
    ///
    /// @param bytes as it was sent
    record Batch(List<io.keepwell.ingestion.v1.Event> messages, List<Mapped> events, long bytes) {
        Batch {
            messages = List.copyOf(messages);
            events = List.copyOf(events);
        }

        int size() {
            return events.size();
        }
    }

    /// Why the batch as a whole can't be taken.
    static Optional<CallError> problem(List<io.keepwell.ingestion.v1.Event> messages) {
        if (messages.isEmpty()) {
            return Optional.of(CallError.BATCH_EMPTY);
        }
        return messages.size() > MOST_EVENTS ? Optional.of(CallError.BATCH_TOO_LARGE) : Optional.empty();
    }

    /// Takes a batch out of the key's quotas, and maps it.
    ///
    /// @param bytes as it was sent
    /// @throws StatusRuntimeException QUOTA_EXCEEDED
    Batch take(Grant grant, List<io.keepwell.ingestion.v1.Event> messages, long bytes) {
        quotas.take(grant, messages.size(), bytes);
        List<Mapped> events = messages.stream()
                .map(message -> new Mapped(message.getEventId(), mapper.map(message)))
                .toList();
        return new Batch(messages, events, bytes);
    }

    /// Keeps the batches in one go.
    ///
    /// @param together at most 1,000 events
    /// @return for each batch one answer for each event, in their order, once all is committed
    /// @throws StatusRuntimeException BUSY, where too much is under way; or where nobody waits any more
    List<List<EventAnswer>> keep(Grant grant, List<Batch> together) {
        List<Mapped> mapped =
                together.stream().flatMap(batch -> batch.events().stream()).toList();
        List<EventAnswer> answers = keepMapped(grant, mapped);
        List<List<EventAnswer>> each = new ArrayList<>();
        int start = 0;
        for (Batch batch : together) {
            List<EventAnswer> own = answers.subList(start, start + batch.size());
            use.answered(grant, batch.messages(), own, batch.bytes());
            each.add(own);
            start += batch.size();
        }
        return each;
    }

    private List<EventAnswer> keepMapped(Grant grant, List<Mapped> mapped) {
        Context call = Context.current();
        try {
            List<Event> events = events(mapped);
            List<FactStore.Kept> kept = intake.keep(grant.partner(), events, call::isCancelled);
            if (events.stream().anyMatch(event -> event.fact() instanceof ExchangeRate)) {
                // What comes after a rate doesn't wait for it.
                rates.forget();
            }
            return answers(mapped, kept);
        } catch (BusyException busy) {
            throw CallError.BUSY.exception();
        } catch (CancellationException gone) {
            throw Contexts.statusFromCancelled(call).asRuntimeException();
        }
    }

    /// As `keep` would answer, without keeping anything.
    List<EventAnswer> foresee(Grant grant, Batch batch) {
        List<FactStore.Kept> foreseen = preview.foresee(grant.partner().id(), events(batch.events()));
        return answers(batch.events(), foreseen);
    }

    private static List<Event> events(List<Mapped> mapped) {
        List<Event> events = new ArrayList<>();
        for (Mapped each : mapped) {
            if (each.mapping() instanceof FactMapping.Mapped(Event event)) {
                events.add(event);
            }
        }
        return events;
    }

    private List<EventAnswer> answers(List<Mapped> mapped, List<FactStore.Kept> kept) {
        return EventAnswers.of(mapped, kept, settings.firm().zone(), rates::now);
    }
}
