package io.keepwell.core.access;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.time.LocalDate;

@MappedEntity("event_refusal")
record EventRefusalRow(
        @Id int partnerId,
        @Id LocalDate day,
        @Id String kind,
        @Id String reason,
        @Id String field,
        long events,
        String exampleEventId,
        Instant exampleAt) {
    static EventRefusalRow of(EventRefusal refusal) {
        EventRefusal.Cause cause = refusal.cause();
        return new EventRefusalRow(
                cause.partner(),
                cause.day(),
                cause.kind(),
                cause.reason(),
                cause.field(),
                refusal.events(),
                refusal.example().eventId(),
                refusal.example().at());
    }

    EventRefusal refusal() {
        return new EventRefusal(
                new EventRefusal.Cause(partnerId, day, kind, reason, field),
                events,
                new EventRefusal.Example(exampleEventId, exampleAt));
    }
}
