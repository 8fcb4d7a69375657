package io.keepwell.deploy.chaos;

import io.keepwell.ingestion.v1.EventAnswer;
import io.keepwell.ingestion.v1.ProblemReason;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/// What was sent and what was answered. Safe for use by several threads.
final class SendHistory {
    private final Map<EventSlot, Queue<Attempt>> attempts = new ConcurrentHashMap<>();
    private final Map<EventSlot, EventSlot> targets = new ConcurrentHashMap<>();
    private final Queue<List<EventSlot>> batches = new ConcurrentLinkedQueue<>();
    private final AtomicLong answers = new AtomicLong();

    /// What became of an event, as far as its sender knows.
    enum Outcome {
        ACCEPTED,
        PENDING,
        DUPLICATE,
        /// Rejected, since something else has its id.
        CONFLICT,
        /// Rejected for another reason.
        REJECTED,
        /// No answer came, and the sender has given up.
        UNANSWERED;

        /// Whether the answer says that the event is stored.
        boolean isKept() {
            return switch (this) {
                case ACCEPTED, PENDING, DUPLICATE -> true;
                case CONFLICT, REJECTED, UNANSWERED -> false;
            };
        }

        /// Whether the answer says that this very attempt stored it.
        boolean isNew() {
            return this == ACCEPTED || this == PENDING;
        }

        static Outcome of(EventAnswer answer) {
            return switch (answer.getDisposition()) {
                case DISPOSITION_ACCEPTED -> ACCEPTED;
                case DISPOSITION_PENDING -> PENDING;
                case DISPOSITION_DUPLICATE -> DUPLICATE;
                case DISPOSITION_REJECTED ->
                    answer.getProblem().getReason() == ProblemReason.PROBLEM_REASON_CONFLICT ? CONFLICT : REJECTED;
                case DISPOSITION_UNSPECIFIED, UNRECOGNIZED ->
                    throw new IllegalArgumentException("not an answer: " + answer);
            };
        }
    }

    /// An event that was handed to a client once, however often that sent it.
    final class Attempt {
        private final Content content;
        private volatile Outcome outcome = Outcome.UNANSWERED;

        private Attempt(Content content) {
            this.content = content;
        }

        Content content() {
            return content;
        }

        Outcome outcome() {
            return outcome;
        }

        void answered(Outcome answer) {
            outcome = answer;
            answers.incrementAndGet();
        }
    }

    /// Notes an event that is about to be sent.
    Attempt sending(EventSlot place, Content content) {
        Attempt attempt = new Attempt(content);
        attempts.computeIfAbsent(place, _ -> new ConcurrentLinkedQueue<>()).add(attempt);
        return attempt;
    }

    /// Notes that an event, whenever it is stored, takes another one back.
    void takesBack(EventSlot place, EventSlot target) {
        targets.put(place, target);
    }

    /// What is taken back by each event that takes something back.
    Map<EventSlot, EventSlot> targets() {
        return targets;
    }

    /// Notes that these events only ever go together, so that all of them are stored or none.
    void together(Collection<EventSlot> places) {
        batches.add(List.copyOf(places));
    }

    /// How many answers came so far.
    long answers() {
        return answers.get();
    }

    Map<EventSlot, Queue<Attempt>> attempts() {
        return attempts;
    }

    Collection<List<EventSlot>> batches() {
        return batches;
    }

    /// How many attempts ended how.
    Map<Outcome, Long> outcomes() {
        Map<Outcome, Long> counts = new TreeMap<>();
        attempts.values().forEach(each -> each.forEach(attempt -> counts.merge(attempt.outcome(), 1L, Long::sum)));
        return counts;
    }

    /// The outcomes at a place, for a message.
    static String outcomes(Collection<Attempt> attempts) {
        List<String> names = new ArrayList<>();
        attempts.forEach(attempt -> names.add(attempt.outcome().name()));
        return String.join(", ", names);
    }
}
