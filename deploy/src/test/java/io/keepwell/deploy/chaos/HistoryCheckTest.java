package io.keepwell.deploy.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.core.fact.EventKey;
import io.keepwell.deploy.chaos.HistoryCheck.Verdict;
import io.keepwell.deploy.chaos.HistoryCheck.Wrong;
import io.keepwell.deploy.chaos.SendHistory.Outcome;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Made-up histories: whatever can go wrong is found, and what is all right isn't.
class HistoryCheckTest {
    private static final Content FIRST = new Content(1, 1);
    private static final Content OTHER = new Content(2, 2);

    private final SendHistory history = new SendHistory();
    private final List<Stored> stored = new ArrayList<>();

    @Test
    void nothing_is_wrong_when_every_answered_event_is_stored_once() {
        sent("a", FIRST, Outcome.ACCEPTED);
        sent("a", FIRST, Outcome.DUPLICATE);
        sent("a", OTHER, Outcome.CONFLICT);
        stored("a", 7, FIRST);
        sent("b", FIRST, Outcome.PENDING);
        stored("b", 8, FIRST);
        sent("refused", Content.REFUSED, Outcome.REJECTED);

        assertThat(verdict().isWell()).isTrue();
    }

    @Test
    void unanswered_events_may_be_stored_or_not() {
        sent("a", FIRST, Outcome.UNANSWERED);
        stored("a", 7, FIRST);
        sent("b", FIRST, Outcome.UNANSWERED);

        assertThat(verdict().isWell()).isTrue();
    }

    @Test
    void answered_events_that_are_not_stored_are_lost() {
        sent("a", FIRST, Outcome.ACCEPTED);
        sent("b", FIRST, Outcome.DUPLICATE);
        sent("b", FIRST, Outcome.UNANSWERED);
        sent("c", FIRST, Outcome.PENDING);

        assertFound(Map.of(Wrong.LOST, 3L));
    }

    @Test
    void an_event_that_is_stored_twice_or_answered_as_new_twice_is_double() {
        sent("a", FIRST, Outcome.ACCEPTED);
        stored("a", 7, FIRST);
        stored("a", 8, FIRST);
        sent("b", FIRST, Outcome.ACCEPTED);
        sent("b", FIRST, Outcome.ACCEPTED);
        stored("b", 9, FIRST);

        assertFound(Map.of(Wrong.DOUBLE, 2L));
    }

    @Test
    void events_sent_together_are_partial_when_some_are_missing_or_came_in_apart() {
        sentTogether("a", "b");
        stored("a", 7, FIRST);
        sentTogether("c", "d");
        stored("c", 8, FIRST);
        stored("d", 9, FIRST);
        sentTogether("e", "f");
        sentTogether("g", "h");
        stored("g", 10, FIRST);
        stored("h", 10, FIRST);

        assertFound(Map.of(Wrong.PARTIAL, 2L));
    }

    @Test
    void what_nobody_sent_there_is_foreign() {
        sent("a", FIRST, Outcome.ACCEPTED);
        stored("a", 7, FIRST);
        stored.add(new Stored(new EventSlot(2, "order", EventKey.of("a")), 7, FIRST, true));
        sent("b", FIRST, Outcome.UNANSWERED);
        stored("b", 7, OTHER);
        sent("refused", Content.REFUSED, Outcome.UNANSWERED);
        stored("refused", 7, FIRST);

        assertFound(Map.of(Wrong.FOREIGN, 3L));
    }

    @Test
    void an_event_is_altered_when_another_content_is_stored_than_was_answered() {
        sent("a", FIRST, Outcome.ACCEPTED);
        sent("a", OTHER, Outcome.UNANSWERED);
        stored("a", 7, OTHER);

        assertFound(Map.of(Wrong.ALTERED, 1L));
    }

    @Test
    void a_refusal_is_misjudged_when_nothing_stands_there_or_the_very_same_does() {
        sent("a", FIRST, Outcome.CONFLICT);
        sent("b", FIRST, Outcome.REJECTED);
        stored("b", 7, FIRST);

        assertFound(Map.of(Wrong.MISJUDGED, 2L));
    }

    @Test
    void an_event_is_miscounted_when_it_counts_though_it_was_taken_back_or_the_other_way_round() {
        sent("taken back", FIRST, Outcome.ACCEPTED);
        stored.add(new Stored(place("taken back"), 7, FIRST, false));
        sent("still counts", FIRST, Outcome.ACCEPTED);
        stored("still counts", 7, FIRST);
        sent("lost sight of", FIRST, Outcome.ACCEPTED);
        stored.add(new Stored(place("lost sight of"), 7, FIRST, false));
        sent("spared", FIRST, Outcome.ACCEPTED);
        stored("spared", 7, FIRST);
        for (String each : List.of("taken back", "still counts")) {
            sent("takes back " + each, FIRST, Outcome.ACCEPTED);
            stored("takes back " + each, 8, FIRST);
            history.takesBack(place("takes back " + each), place(each));
        }
        // Never stored, so it takes nothing back.
        sent("tries", FIRST, Outcome.UNANSWERED);
        history.takesBack(place("tries"), place("spared"));

        assertFound(Map.of(Wrong.MISCOUNTED, 2L));
    }

    private void sent(String id, Content content, Outcome outcome) {
        SendHistory.Attempt attempt = history.sending(place(id), content);
        if (outcome != Outcome.UNANSWERED) {
            attempt.answered(outcome);
        }
    }

    private void sentTogether(String... ids) {
        Arrays.stream(ids).forEach(id -> sent(id, FIRST, Outcome.UNANSWERED));
        history.together(Arrays.stream(ids).map(HistoryCheckTest::place).toList());
    }

    private void stored(String id, long batch, Content content) {
        stored.add(new Stored(place(id), batch, content, true));
    }

    private static EventSlot place(String id) {
        return new EventSlot(1, "order", EventKey.of(id));
    }

    private Verdict verdict() {
        return HistoryCheck.of(history, stored);
    }

    private void assertFound(Map<Wrong, Long> expected) {
        Verdict verdict = verdict();
        for (Wrong wrong : Wrong.values()) {
            assertThat(verdict.count(wrong))
                    .as(wrong + ": " + verdict.examples())
                    .isEqualTo(expected.getOrDefault(wrong, 0L));
        }
        assertThat(verdict.isWell()).isFalse();
        assertThat(verdict.examples())
                .hasSize(expected.values().stream().mapToInt(Long::intValue).sum());
    }
}
