package io.keepwell.deploy.chaos;

import io.keepwell.core.fact.EventKey;
import io.keepwell.core.fact.FactTables;
import io.keepwell.core.fact.store.Story;

/// Where an event belongs: there is room for one.
///
/// @param partner the partner's number
record EventSlot(int partner, String kind, EventKey key) {
    static EventSlot of(int partner, Story.SentEvent reported) {
        return new EventSlot(partner, FactTables.of(reported.fact()).kind(), EventKey.of(reported.eventId()));
    }

    @Override
    public String toString() {
        return kind + " " + key.hex() + " of partner " + partner;
    }
}
