package io.keepwell.ingestion.mapping;

import io.keepwell.core.fact.Event;

/// What became of an event's message.
public sealed interface Mapping {
    /// It is an event.
    record Mapped(Event event) implements Mapping {}

    /// It is none, and this is the first thing that is wrong with it.
    record Rejected(Problem problem) implements Mapping {}
}
