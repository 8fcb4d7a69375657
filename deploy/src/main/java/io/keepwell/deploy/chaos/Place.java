package io.keepwell.deploy.chaos;

import io.keepwell.core.fact.EventKey;
import io.keepwell.core.fact.FactTables;
import io.keepwell.core.fact.Story;

/// Where an event belongs: there is room for one.
///
/// @param partner the partner's number
record Place(int partner, String kind, EventKey key) {
    static Place of(int partner, Story.Told told) {
        return new Place(partner, FactTables.of(told.fact()).kind(), EventKey.of(told.eventId()));
    }

    @Override
    public String toString() {
        return kind + " " + key.hex() + " of partner " + partner;
    }
}
