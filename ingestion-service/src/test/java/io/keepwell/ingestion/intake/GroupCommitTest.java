package io.keepwell.ingestion.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keepwell.core.suite.Eventually;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
final class GroupCommitTest {
    @AutoClose
    private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();

    private final List<List<Integer>> groups = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch release = new CountDownLatch(1);

    private static final class Numbered extends GroupCommit.Piece<Integer> {
        private final int value;

        Numbered(int value, int size) {
            super(size);
            this.value = value;
        }
    }

    @Test
    void what_comes_in_during_work_is_done_together_and_answered_one_by_one() throws Exception {
        try (GroupCommit<Numbered, Integer> gathering = gathering(this::doubleEach)) {
            List<Future<Integer>> answers = whileTheFirstIsWorkedOn(gathering, 1, 2, 3, 4);

            assertThat(answers).extracting(Future::get).containsExactly(0, 2, 4, 6, 8);
        }
        assertThat(groups).hasSize(2);
        assertThat(groups.getLast()).containsExactlyInAnyOrder(1, 2, 3, 4);
    }

    @Test
    void no_group_is_larger_than_the_most_but_for_a_single_large_piece() throws Exception {
        try (GroupCommit<Numbered, Integer> gathering = gathering(this::doubleEach)) {
            for (Future<Integer> answer : whileTheFirstIsWorkedOn(gathering, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12)) {
                answer.get();
            }
            assertThat(gathering.submit(new Numbered(99, 50))).isEqualTo(198);
        }
        assertThat(groups).allMatch(group -> group.size() <= 10);
        assertThat(groups.stream().mapToInt(List::size).sum()).isEqualTo(14);
    }

    @Test
    void full_line_refuses_at_once_and_loses_nothing_that_is_in_it() throws Exception {
        try (GroupCommit<Numbered, Integer> gathering = gathering(this::doubleEach)) {
            List<Future<Integer>> answers = new ArrayList<>();
            answers.add(callers.submit(() -> gathering.submit(new Numbered(0, 1))));
            begun.await();
            for (int value = 1; value <= 20; value++) {
                int each = value;
                answers.add(callers.submit(() -> gathering.submit(new Numbered(each, 1))));
            }
            awaitWaiting(gathering, 20);

            assertThatThrownBy(() -> gathering.submit(new Numbered(21, 1))).isInstanceOf(BusyException.class);
            release.countDown();
            for (int value = 0; value <= 20; value++) {
                assertThat(answers.get(value).get()).isEqualTo(2 * value);
            }
        }
    }

    @Test
    void failure_of_a_group_is_the_answer_to_its_pieces_only() throws Exception {
        try (GroupCommit<Numbered, Integer> gathering = gathering(group -> {
            if (group.size() > 1) {
                throw new IllegalStateException("the disk is gone");
            }
            doubleEach(group);
        })) {
            List<Future<Integer>> answers = whileTheFirstIsWorkedOn(gathering, 1, 2);

            assertThat(answers.getFirst().get()).isZero();
            for (Future<Integer> answer : answers.subList(1, 3)) {
                assertThatThrownBy(answer::get)
                        .isInstanceOf(ExecutionException.class)
                        .hasRootCauseMessage("the disk is gone");
            }
            assertThat(gathering.submit(new Numbered(5, 1))).isEqualTo(10);
        }
    }

    @Test
    void another_group_is_begun_beside_one_when_enough_waits() throws Exception {
        try (GroupCommit<Numbered, Integer> gathering = blockedBy(0, 2, 3)) {
            Future<Integer> first = callers.submit(() -> gathering.submit(new Numbered(0, 1)));
            begun.await();
            Future<Integer> large = callers.submit(() -> gathering.submit(new Numbered(7, 3)));

            assertThat(large.get(5, TimeUnit.SECONDS)).isEqualTo(14);
            assertThat(first.isDone()).isFalse();
            release.countDown();
            assertThat(first.get()).isZero();
        }
    }

    @Test
    void slow_group_does_not_keep_a_small_piece_waiting_for_long() throws Exception {
        try (GroupCommit<Numbered, Integer> gathering = blockedBy(0, 2, 1_000)) {
            Future<Integer> first = callers.submit(() -> gathering.submit(new Numbered(0, 1)));
            begun.await();
            Future<Integer> small = callers.submit(() -> gathering.submit(new Numbered(7, 1)));

            assertThat(small.get(5, TimeUnit.SECONDS)).isEqualTo(14);
            assertThat(first.isDone()).isFalse();
            release.countDown();
            assertThat(first.get()).isZero();
        }
    }

    @Test
    void closing_does_what_was_taken_and_takes_nothing_more() throws Exception {
        GroupCommit<Numbered, Integer> gathering = gathering(this::doubleEach);
        List<Future<Integer>> answers = whileTheFirstIsWorkedOn(gathering, 1, 2);
        gathering.close();

        assertThat(answers).extracting(Future::get).containsExactly(0, 2, 4);
        assertThatThrownBy(() -> gathering.submit(new Numbered(3, 1))).isInstanceOf(BusyException.class);
    }

    /// Only the group of the value given waits to be released.
    private GroupCommit<Numbered, Integer> blockedBy(int value, int workers, int enough) {
        return new GroupCommit<>("test", workers, 10, 20, enough, group -> {
            if (group.getFirst().value == value) {
                begun.countDown();
                awaitRelease();
            }
            doubleEach(group);
        });
    }

    /// One worker, groups of ten, a line of twenty.
    private GroupCommit<Numbered, Integer> gathering(Consumer<List<Numbered>> work) {
        return new GroupCommit<>("test", 1, 10, 20, 1, group -> {
            begun.countDown();
            awaitRelease();
            groups.add(group.stream().map(piece -> piece.value).toList());
            work.accept(group);
        });
    }

    private void doubleEach(List<Numbered> group) {
        group.forEach(piece -> piece.done(2 * piece.value));
    }

    /// Hands in a zero, then the others while it is being worked on.
    private List<Future<Integer>> whileTheFirstIsWorkedOn(GroupCommit<Numbered, Integer> gathering, int... others)
            throws InterruptedException {
        List<Future<Integer>> answers = new ArrayList<>();
        answers.add(callers.submit(() -> gathering.submit(new Numbered(0, 1))));
        begun.await();
        for (int value : others) {
            answers.add(callers.submit(() -> gathering.submit(new Numbered(value, 1))));
        }
        awaitWaiting(gathering, others.length);
        release.countDown();
        return answers;
    }

    private static void awaitWaiting(GroupCommit<Numbered, Integer> gathering, int size) {
        Eventually.until("the pieces wait", () -> gathering.waiting() >= size);
    }

    private void awaitRelease() {
        try {
            release.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
