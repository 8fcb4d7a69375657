package io.keepwell.ingestion.mapping;

import io.keepwell.core.fact.store.Event;

/// What became of an event's message.
public sealed interface FactMapping {
    /// It is an event.
    record Mapped(Event event) implements FactMapping {}

    /// It is none, and this is the first thing that is wrong with it.
    record Rejected(Problem problem) implements FactMapping {}
}
