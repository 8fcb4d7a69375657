package io.keepwell.deploy.chaos;

import io.keepwell.deploy.chaos.SendHistory.Attempt;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Holds what is stored against what was sent and answered.
final class HistoryCheck {
    private static final int MOST_EXAMPLES = 20;

    private final Map<Wrong, Long> counts = new LinkedHashMap<>();
    private final List<String> examples = new ArrayList<>();

    /// What can be wrong.
    enum Wrong {
        /// Answered as kept, and not stored.
        LOST,
        /// Stored twice, or answered as newly kept twice.
        DOUBLE,
        /// Sent together with others, and stored without them or in another transaction.
        PARTIAL,
        /// Stored, but nobody sent it there.
        FOREIGN,
        /// Stored with another content than it was answered for.
        ALTERED,
        /// Refused as a conflict with something that isn't there, or isn't different.
        MISJUDGED,
        /// Counts though it was taken back, or doesn't count though nobody took it back.
        MISCOUNTED
    }

    /// What was found.
    ///
    /// @param counts of every kind, also of those that didn't happen
    /// @param examples sentences about the first ones
    record Verdict(long stored, Map<Wrong, Long> counts, List<String> examples) {
        Verdict {
            counts = Map.copyOf(counts);
            examples = List.copyOf(examples);
        }

        boolean isWell() {
            return counts.values().stream().allMatch(count -> count == 0);
        }

        long count(Wrong wrong) {
            return counts.getOrDefault(wrong, 0L);
        }
    }

    private HistoryCheck() {}

    /// @param stored everything that is stored, when all senders have come to an end
    static Verdict of(SendHistory history, Collection<Stored> stored) {
        HistoryCheck check = new HistoryCheck();
        for (Wrong wrong : Wrong.values()) {
            check.counts.put(wrong, 0L);
        }
        Map<EventSlot, Stored> byPlace = new HashMap<>();
        for (Stored each : stored) {
            if (byPlace.putIfAbsent(each.place(), each) != null) {
                check.found(Wrong.DOUBLE, each.place() + " is stored more than once");
            }
            if (!history.attempts().containsKey(each.place())) {
                check.found(Wrong.FOREIGN, each.place() + " is stored, and was never sent");
            }
        }
        history.attempts().forEach((place, attempts) -> check.place(place, attempts, byPlace));
        history.batches().forEach(places -> check.batch(places, byPlace));
        check.counting(history.targets(), byPlace);
        return new Verdict(stored.size(), check.counts, check.examples);
    }

    private void place(EventSlot place, Collection<Attempt> attempts, Map<EventSlot, Stored> byPlace) {
        Stored stored = byPlace.get(place);
        if (attempts.stream().filter(attempt -> attempt.outcome().isNew()).count() > 1) {
            found(Wrong.DOUBLE, place + " was answered as new more than once: " + SendHistory.outcomes(attempts));
        }
        if (stored == null) {
            if (attempts.stream().anyMatch(attempt -> attempt.outcome().isKept())) {
                found(Wrong.LOST, place + " isn't stored, and was answered: " + SendHistory.outcomes(attempts));
            } else if (attempts.stream().anyMatch(attempt -> attempt.outcome() == SendHistory.Outcome.CONFLICT)) {
                found(Wrong.MISJUDGED, place + " was refused as a conflict, and nothing is stored there");
            }
            return;
        }
        if (attempts.stream().noneMatch(attempt -> attempt.content().equals(stored.content()))) {
            boolean kept =
                    attempts.stream().anyMatch(attempt -> attempt.outcome().isKept());
            found(kept ? Wrong.ALTERED : Wrong.FOREIGN, place + " is stored with a content that was never sent there");
            return;
        }
        for (Attempt attempt : attempts) {
            boolean same = attempt.content().equals(stored.content());
            switch (attempt.outcome()) {
                case ACCEPTED, PENDING, DUPLICATE -> {
                    if (!same) {
                        found(Wrong.ALTERED, place + " is stored with another content than was answered as kept");
                    }
                }
                case CONFLICT, REJECTED -> {
                    if (same) {
                        found(Wrong.MISJUDGED, place + " is stored, and was answered " + attempt.outcome());
                    }
                }
                case UNANSWERED -> {
                    // It may be stored or not.
                }
            }
        }
    }

    private void batch(List<EventSlot> places, Map<EventSlot, Stored> byPlace) {
        Set<Long> intakes = new HashSet<>();
        int missing = 0;
        for (EventSlot place : places) {
            Stored stored = byPlace.get(place);
            if (stored == null) {
                missing++;
            } else {
                intakes.add(stored.batch());
            }
        }
        if (intakes.size() > 1 || (!intakes.isEmpty() && missing > 0)) {
            found(
                    Wrong.PARTIAL,
                    "of " + places.size() + " events that were sent together, the first of them " + places.getFirst()
                            + ", " + missing + " are missing; the others were stored by " + intakes.size()
                            + " transactions");
        }
    }

    private void counting(Map<EventSlot, EventSlot> targets, Map<EventSlot, Stored> byPlace) {
        Set<EventSlot> takenBack = new HashSet<>();
        targets.forEach((place, target) -> {
            if (byPlace.containsKey(place)) {
                takenBack.add(target);
            }
        });
        for (Stored stored : byPlace.values()) {
            if (stored.counts() == takenBack.contains(stored.place())) {
                found(
                        Wrong.MISCOUNTED,
                        stored.place()
                                + (stored.counts()
                                        ? " counts, and was taken back"
                                        : " doesn't count, and nobody took it back"));
            }
        }
    }

    private void found(Wrong wrong, String sentence) {
        counts.merge(wrong, 1L, Long::sum);
        if (examples.size() < MOST_EXAMPLES) {
            examples.add(wrong + ": " + sentence);
        }
    }
}
