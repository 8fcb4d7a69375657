package io.keepwell.ingestion.intake;

import static io.keepwell.core.fact.store.FactStore.Kept.CONFLICT;
import static io.keepwell.core.fact.store.FactStore.Kept.DUPLICATE;
import static io.keepwell.core.fact.store.FactStore.Kept.NEW;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.keepwell.core.TestPlatform;
import io.keepwell.core.access.Partner;
import io.keepwell.core.access.PartnerKeys;
import io.keepwell.core.database.Database;
import io.keepwell.core.fact.EventKey;
import io.keepwell.core.fact.SurveyAnswer;
import io.keepwell.core.fact.store.Event;
import io.keepwell.core.fact.store.FactStore;
import io.keepwell.core.suite.UsesDatabase;
import io.keepwell.ingestion.IngestionService;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

/// Commits that several callers share.
@Timeout(300)
@UsesDatabase
final class IntakeTest {
    private static final int DEADLOCK = 1213;
    private static final Logger RETRIES = (Logger) LoggerFactory.getLogger(Database.class);

    private static final Instant MARCH = Instant.parse("2026-03-05T12:00:00Z");

    @AutoClose
    private static final TestPlatform platform =
            TestPlatform.start(Map.of("keepwell.grpc.port", 0), IngestionService.ENVIRONMENT);

    @AutoClose
    private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();

    private final Intake intake = platform.get(Intake.class);

    @BeforeEach
    void forget() {
        platform.forget();
    }

    @Test
    void single_events_of_many_callers_share_commits_and_each_is_answered_for_itself() throws Exception {
        List<Callable<List<FactStore.Kept>>> calls = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            Event event = answer("single-" + i, 9);
            calls.add(() -> intake.keep(platform.partner(), List.of(event)));
        }
        assertThat(all(calls)).hasSize(400).allMatch(List.of(NEW)::equals);
        assertThat(all(calls)).hasSize(400).allMatch(List.of(DUPLICATE)::equals);
        assertThat(number("select count(*) from fact_survey_answer")).isEqualTo(400);
        assertThat(number("select count(distinct batch) from fact_survey_answer"))
                .as("commits")
                .isLessThan(200);
        assertThat(number("select count(*) from change_log"))
                .as("each commit is marked")
                .isEqualTo(number("select count(distinct batch) from fact_survey_answer"));
    }

    @Test
    void of_callers_who_say_the_same_at_once_one_is_new_and_who_says_otherwise_is_in_conflict() throws Exception {
        for (int round = 0; round < 10; round++) {
            List<Callable<List<FactStore.Kept>>> calls = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                Event event = answer("contested-" + round, i < 10 ? 9 : 3);
                calls.add(() -> intake.keep(platform.partner(), List.of(event)));
            }
            List<FactStore.Kept> kept = all(calls).stream().map(List::getFirst).toList();
            assertThat(Collections.frequency(kept, NEW)).isEqualTo(1);
            assertThat(Collections.frequency(kept, DUPLICATE)).isEqualTo(9);
            assertThat(Collections.frequency(kept, CONFLICT)).isEqualTo(10);
        }
    }

    @Test
    void partners_share_commits_and_keep_their_own_ids_apart() throws Exception {
        Partner other = platform.get(PartnerKeys.class).partner("help desk");
        List<Callable<List<FactStore.Kept>>> calls = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            Partner partner = i % 2 == 0 ? platform.partner() : other;
            Event event = answer("event-" + i / 2, i % 2);
            calls.add(() -> intake.keep(partner, List.of(event)));
        }
        assertThat(all(calls)).allMatch(List.of(NEW)::equals);
        assertThat(all(calls)).allMatch(List.of(DUPLICATE)::equals);
        assertThat(number("select count(*) from fact_survey_answer")).isEqualTo(200);
    }

    @Test
    void large_batches_with_the_same_events_in_other_orders_wait_for_each_other_without_deadlock() throws Exception {
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            events.add(answer("shuffled-" + i, 9));
        }
        List<Callable<List<FactStore.Kept>>> calls = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            List<Event> mine = new ArrayList<>(events);
            Collections.shuffle(mine, new java.util.Random(i));
            calls.add(() -> intake.keep(platform.partner(), mine));
        }
        int fresh = 0;
        ListAppender<ILoggingEvent> retries = new ListAppender<>();
        listen(retries);
        try {
            for (List<FactStore.Kept> kept : all(calls)) {
                fresh += Collections.frequency(kept, NEW);
                assertThat(kept).hasSize(500).doesNotContain(CONFLICT);
            }
        } finally {
            listenNoMore(retries);
        }
        assertThat(fresh).isEqualTo(500);
        assertThat(retries.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .noneMatch(line -> line.contains("code=" + DEADLOCK));
    }

    /// Of what is tried again: the server's own count is of all its schemas.
    private static void listen(ListAppender<ILoggingEvent> retries) {
        retries.start();
        RETRIES.setLevel(Level.DEBUG);
        RETRIES.setAdditive(false);
        RETRIES.addAppender(retries);
    }

    private static void listenNoMore(ListAppender<ILoggingEvent> retries) {
        RETRIES.detachAppender(retries);
        RETRIES.setAdditive(true);
        RETRIES.setLevel(null);
    }

    @Test
    void event_that_can_not_be_kept_spoils_nobody_elses() throws Exception {
        List<Callable<List<FactStore.Kept>>> calls = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            // What mapping would never let through.
            Event event = i % 10 == 7 ? tooLong("bad-" + i) : answer("good-" + i, 9);
            calls.add(() -> intake.keep(platform.partner(), List.of(event)));
        }
        int failed = 0;
        for (Future<List<FactStore.Kept>> call : callers.invokeAll(calls)) {
            try {
                assertThat(call.get()).containsExactly(NEW);
            } catch (ExecutionException refused) {
                failed++;
            }
        }
        assertThat(failed).isEqualTo(10);
        assertThat(number("select count(*) from fact_survey_answer")).isEqualTo(90);
    }

    private List<List<FactStore.Kept>> all(List<Callable<List<FactStore.Kept>>> calls) throws Exception {
        List<List<FactStore.Kept>> kept = new ArrayList<>();
        for (Future<List<FactStore.Kept>> call : callers.invokeAll(calls)) {
            kept.add(call.get());
        }
        return kept;
    }

    private static Event answer(String id, int score) {
        return event(id, new SurveyAnswer(SurveyAnswer.Kind.NPS, 0, 10, score, "", "why?", "good"));
    }

    private static Event tooLong(String id) {
        return event(id, new SurveyAnswer(SurveyAnswer.Kind.NPS, 0, 10, 9, "x".repeat(500), "why?", "good"));
    }

    private static Event event(String id, SurveyAnswer answer) {
        return new Event(EventKey.of(id), "acme", MARCH, answer);
    }

    private static int number(String sql) {
        return Integer.parseInt(platform.rows(sql).getFirst());
    }
}
