package io.keepwell.deploy.chaos;

import io.keepwell.core.fact.EventKey;
import io.keepwell.core.fact.FactTables;
import io.keepwell.core.fact.Retraction;
import io.keepwell.core.fact.store.Story;
import io.keepwell.deploy.demo.EventMessages;
import io.keepwell.ingestion.v1.Event;
import java.util.HexFormat;
import java.util.Optional;

/// An event that a publisher is about to send.
///
/// @param corrects id of the event of the same kind whose place it takes
record PlannedEvent(Story.SentEvent reported, Optional<String> corrects) {
    Event message() {
        Event event = EventMessages.message(reported);
        return corrects.map(id -> event.toBuilder().setCorrectsEventId(id).build())
                .orElse(event);
    }

    Content content() {
        return Content.of(reported);
    }

    EventSlot place(int partner) {
        return EventSlot.of(partner, reported);
    }

    /// Where the event belongs that counts no more as soon as this one is stored.
    Optional<EventSlot> takesBack(int partner) {
        if (reported.fact() instanceof Retraction(long kindCode, String targetKey, String _)) {
            String kind =
                    FactTables.ofCode(Math.toIntExact(kindCode)).orElseThrow().kind();
            EventKey key = EventKey.ofBytes(HexFormat.of().parseHex(targetKey));
            return Optional.of(new EventSlot(partner, kind, key));
        }
        return corrects.map(id -> new EventSlot(partner, place(partner).kind(), EventKey.of(id)));
    }

    /// The same place with another content, about the same other event.
    PlannedEvent changed() {
        return new PlannedEvent(
                new Story.SentEvent(
                        reported.eventId(),
                        reported.account(),
                        reported.occurredAt().plusSeconds(1),
                        reported.fact()),
                corrects);
    }
}
