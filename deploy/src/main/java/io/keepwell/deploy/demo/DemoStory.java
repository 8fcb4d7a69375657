package io.keepwell.deploy.demo;

import io.keepwell.core.fact.store.Story;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// All that is reported for the demo's company, as data.
///
/// @param sentBy by partner: every event once, in the order in which the partner comes to send it
/// @param merges what staff decide beside that
record DemoStory(SortedMap<String, List<Outgoing>> sentBy, List<StaffMerge> merges) {
    DemoStory {
        SortedMap<String, List<Outgoing>> copy = new TreeMap<>();
        sentBy.forEach((partner, outgoing) -> copy.put(partner, List.copyOf(outgoing)));
        sentBy = Collections.unmodifiableSortedMap(copy);
        merges = List.copyOf(merges);
    }

    /// An event and when it is outgoing.
    ///
    /// @param on the day in the firm's zone; not before the event happened
    record Outgoing(Story.SentEvent event, LocalDate on) {}

    /// Two accounts turn out to be one: staff merge them.
    ///
    /// @param account the partner's name of the account that is merged into the other
    /// @param into the name of that one
    record StaffMerge(LocalDate on, String partner, String account, String intoPartner, String into, String reason) {}

    /// Every event by the name of the partner that sends it.
    SortedMap<String, List<Story.SentEvent>> eventsByPartner() {
        SortedMap<String, List<Story.SentEvent>> events = new TreeMap<>();
        sentBy.forEach((partner, outgoing) -> events.put(
                partner, new ArrayList<>(outgoing.stream().map(Outgoing::event).toList())));
        return events;
    }

    /// How many events there are.
    int size() {
        return sentBy.values().stream().mapToInt(List::size).sum();
    }
}
