package io.keepwell.deploy.demo;

import io.keepwell.core.fact.Story;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// All that is told of the demo's company, as data.
///
/// @param sentBy by partner: every event once, in the order in which the partner comes to send it
/// @param merges what staff decide beside that
record DemoStory(SortedMap<String, List<Sent>> sentBy, List<StaffMerge> merges) {
    DemoStory {
        SortedMap<String, List<Sent>> copy = new TreeMap<>();
        sentBy.forEach((partner, sent) -> copy.put(partner, List.copyOf(sent)));
        sentBy = Collections.unmodifiableSortedMap(copy);
        merges = List.copyOf(merges);
    }

    /// An event and when it is sent.
    ///
    /// @param on the day in the firm's zone; not before the event happened
    record Sent(Story.Told told, LocalDate on) {}

    /// Two accounts turn out to be one: staff merge them.
    ///
    /// @param account the partner's name of the account that becomes part of the other
    /// @param into the name of that one
    record StaffMerge(LocalDate on, String partner, String account, String intoPartner, String into, String reason) {}

    /// Every event by the name of the partner that tells it.
    SortedMap<String, List<Story.Told>> toldBy() {
        SortedMap<String, List<Story.Told>> told = new TreeMap<>();
        sentBy.forEach((partner, sent) ->
                told.put(partner, new ArrayList<>(sent.stream().map(Sent::told).toList())));
        return told;
    }

    /// How many events there are.
    int size() {
        return sentBy.values().stream().mapToInt(List::size).sum();
    }
}
