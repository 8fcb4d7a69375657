package io.keepwell.ingestion.endpoint;

import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Deadline;
import io.grpc.StatusRuntimeException;
import io.keepwell.core.access.Partner;
import io.keepwell.core.fact.Event;
import io.keepwell.core.fact.FactPreview;
import io.keepwell.core.fact.FactStore;
import io.keepwell.core.setting.Settings;
import io.keepwell.ingestion.intake.Intake;
import io.keepwell.ingestion.mapping.EventMapper;
import io.keepwell.ingestion.mapping.Mapping;
import io.keepwell.ingestion.v1.EventAnswer;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// What every call that takes events does with them: checks, maps, keeps or only judges, answers.
@Singleton
final class EventBatches {
    static final int MOST_EVENTS = 1_000;
    /// Intakes at once; more would only queue inside the database.
    private static final int MOST_INTAKES = 8;

    private static final long LONGEST_WAIT_MILLIS = 5_000;

    private final EventMapper mapper;
    private final Intake intake;
    private final FactPreview preview;
    private final Settings settings;
    private final Semaphore places = new Semaphore(MOST_INTAKES, true);

    EventBatches(EventMapper mapper, Intake intake, FactPreview preview, Settings settings) {
        this.mapper = mapper;
        this.intake = intake;
        this.preview = preview;
        this.settings = settings;
    }

    /// A message with what became of it in mapping.
    record Mapped(String eventId, Mapping mapping) {}

    /// Why the batch as a whole can't be taken.
    static Optional<CallError> problem(List<io.keepwell.ingestion.v1.Event> messages) {
        if (messages.isEmpty()) {
            return Optional.of(CallError.BATCH_EMPTY);
        }
        return messages.size() > MOST_EVENTS ? Optional.of(CallError.BATCH_TOO_LARGE) : Optional.empty();
    }

    List<Mapped> map(List<io.keepwell.ingestion.v1.Event> messages) {
        return messages.stream()
                .map(message -> new Mapped(message.getEventId(), mapper.map(message)))
                .toList();
    }

    /// Keeps what was mapped to events.
    ///
    /// @param mapped at most 1,000
    /// @return one answer for each, in their order, once all is committed
    /// @throws StatusRuntimeException BUSY, where too much is under way; or where nobody waits any more
    List<EventAnswer> keep(Partner partner, List<Mapped> mapped) {
        List<Event> events = events(mapped);
        enter();
        try {
            if (Context.current().isCancelled()) {
                throw Contexts.statusFromCancelled(Context.current()).asRuntimeException();
            }
            return answers(mapped, intake.keep(partner, events));
        } finally {
            places.release();
        }
    }

    /// As `keep` would answer, without keeping anything.
    List<EventAnswer> foresee(Partner partner, List<Mapped> mapped) {
        return answers(mapped, preview.foresee(partner.id(), events(mapped)));
    }

    private static List<Event> events(List<Mapped> mapped) {
        List<Event> events = new ArrayList<>();
        for (Mapped each : mapped) {
            if (each.mapping() instanceof Mapping.Mapped(Event event)) {
                events.add(event);
            }
        }
        return events;
    }

    private List<EventAnswer> answers(List<Mapped> mapped, List<FactStore.Kept> kept) {
        return EventAnswers.of(mapped, kept, settings.firm().currency());
    }

    private void enter() {
        Deadline deadline = Context.current().getDeadline();
        long wait = deadline == null
                ? LONGEST_WAIT_MILLIS
                : Math.clamp(deadline.timeRemaining(TimeUnit.MILLISECONDS), 0, LONGEST_WAIT_MILLIS);
        try {
            if (!places.tryAcquire(wait, TimeUnit.MILLISECONDS)) {
                throw CallError.BUSY.exception();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw CallError.BUSY.exception();
        }
    }
}
