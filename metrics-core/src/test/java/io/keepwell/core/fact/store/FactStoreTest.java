package io.keepwell.core.fact.store;

import static io.keepwell.core.TestPlatform.EUR;
import static io.keepwell.core.fact.store.FactStore.Kept.CONFLICT;
import static io.keepwell.core.fact.store.FactStore.Kept.DUPLICATE;
import static io.keepwell.core.fact.store.FactStore.Kept.NEW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keepwell.core.RandomStories;
import io.keepwell.core.TestPlatform;
import io.keepwell.core.access.Partner;
import io.keepwell.core.access.PartnerKeys;
import io.keepwell.core.account.Dimension;
import io.keepwell.core.account.Slice;
import io.keepwell.core.database.Database;
import io.keepwell.core.fact.AccountProfile;
import io.keepwell.core.fact.Fact;
import io.keepwell.core.fact.FactTables;
import io.keepwell.core.fact.SurveyAnswer;
import io.keepwell.core.suite.UsesDatabase;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Invariant 1: what is answered is kept, once for ever, and marked for refresh in the same transaction.
@UsesDatabase
final class FactStoreTest {
    private static final Instant MARCH = Instant.parse("2026-03-05T12:00:00Z");

    @AutoClose
    private static final TestPlatform platform = TestPlatform.start();

    @BeforeEach
    void forget() {
        platform.forget();
    }

    /// One and nineteen rows go in by INSERT, more by LOAD DATA.
    @ParameterizedTest
    @ValueSource(ints = {1, 19, 20, 333, 1_000})
    void repeat_of_a_batch_is_duplicate_and_changes_nothing(int size) {
        List<Story.SentEvent> reported = answers(size, 9);

        assertThat(keep(reported)).containsOnly(NEW).hasSize(size);
        List<String> facts = facts();
        List<String> marks = marks();
        assertThat(keep(reported)).containsOnly(DUPLICATE).hasSize(size);
        assertThat(facts()).isEqualTo(facts).hasSize(size);
        assertThat(marks()).as("a repeat marks nothing").isEqualTo(marks).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 19, 20, 333})
    void same_id_with_another_content_is_conflict_and_changes_nothing(int size) {
        keep(answers(size, 9));
        List<String> facts = facts();
        List<String> marks = marks();

        assertThat(keep(answers(size, 3))).containsOnly(CONFLICT).hasSize(size);
        assertThat(facts()).isEqualTo(facts);
        assertThat(marks()).isEqualTo(marks);
    }

    @Test
    void any_difference_of_content_is_a_conflict() {
        Fact fact = new SurveyAnswer(SurveyAnswer.Kind.NPS, 0, 10, 9, "ann", "why?", "good");
        keep(List.of(new Story.SentEvent("id", "acme", MARCH, fact)));

        assertThat(keep(List.of(new Story.SentEvent("id", "acme", MARCH, fact))))
                .containsExactly(DUPLICATE);
        assertThat(keep(List.of(new Story.SentEvent("id", "other", MARCH, fact))))
                .containsExactly(CONFLICT);
        assertThat(keep(List.of(new Story.SentEvent("id", "acme", MARCH.plusNanos(1_000), fact))))
                .containsExactly(CONFLICT);
        for (Fact other : List.<Fact>of(
                new SurveyAnswer(SurveyAnswer.Kind.CSAT, 0, 10, 9, "ann", "why?", "good"),
                new SurveyAnswer(SurveyAnswer.Kind.NPS, 1, 10, 9, "ann", "why?", "good"),
                new SurveyAnswer(SurveyAnswer.Kind.NPS, 0, 11, 9, "ann", "why?", "good"),
                new SurveyAnswer(SurveyAnswer.Kind.NPS, 0, 10, 8, "ann", "why?", "good"),
                new SurveyAnswer(SurveyAnswer.Kind.NPS, 0, 10, 9, "Ann", "why?", "good"),
                new SurveyAnswer(SurveyAnswer.Kind.NPS, 0, 10, 9, "ann", "", "why?good"),
                new SurveyAnswer(SurveyAnswer.Kind.NPS, 0, 10, 9, "ann", "why?", "good "))) {
            assertThat(keep(List.of(new Story.SentEvent("id", "acme", MARCH, other))))
                    .as(other.toString())
                    .containsExactly(CONFLICT);
        }
    }

    @Test
    void repeat_and_conflict_inside_of_one_batch_are_reported_from_its_first_event() {
        Story.SentEvent first = answers(1, 9).getFirst();
        Story.SentEvent changed = answers(1, 3).getFirst();

        assertThat(keep(List.of(first, first, changed, first))).containsExactly(NEW, DUPLICATE, CONFLICT, DUPLICATE);
        assertThat(keep(List.of(changed, first))).containsExactly(CONFLICT, DUPLICATE);
        assertThat(facts()).hasSize(1);
    }

    @Test
    void batch_of_new_repeated_and_changed_events_tells_each_apart() {
        List<Story.SentEvent> nine = answers(60, 9);
        List<Story.SentEvent> three = answers(60, 3);
        keep(nine.subList(0, 40));

        List<Story.SentEvent> batch = new ArrayList<>();
        List<FactStore.Kept> expected = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            boolean changed = i % 3 == 0;
            batch.add(changed ? three.get(i) : nine.get(i));
            expected.add(i >= 40 ? NEW : changed ? CONFLICT : DUPLICATE);
        }
        assertThat(keep(batch)).isEqualTo(expected);
        assertThat(facts()).hasSize(60);
    }

    @Test
    void same_id_is_another_event_for_another_partner_or_another_kind() {
        Story.SentEvent answer = answers(1, 9).getFirst();
        Fact profile = new AccountProfile("Acme", Slice.NO_PROFILE.with(Dimension.OWNER, "Ana"));
        Story.SentEvent sameId = new Story.SentEvent(answer.eventId(), answer.account(), answer.occurredAt(), profile);
        Partner other = platform.get(PartnerKeys.class).partner("help desk");

        assertThat(keep(List.of(answer, sameId))).containsExactly(NEW, NEW);
        assertThat(platform.keep(other, List.of(answer, sameId))).containsExactly(NEW, NEW);
        assertThat(platform.rows("select count(distinct account) from account_alias where alias = 'acme'"))
                .as("partners' names of accounts are their own")
                .containsExactly("2");
    }

    @Test
    void nothing_is_kept_and_nothing_is_marked_when_the_transaction_fails() {
        Event event = answers(1, 9).getFirst().event();
        FactStore.Intake intake = new FactStore.Intake(
                platform.partner().id(),
                999,
                MARCH,
                List.of(new FactStore.Arrival(event, platform.account("acme"), LocalDate.parse("2026-03-05"))));

        assertThatThrownBy(() -> platform.get(Database.class).run(connection -> {
                    assertThat(platform.get(FactStore.class).keep(connection, intake))
                            .containsExactly(NEW);
                    throw new IllegalStateException("the machine stops here");
                }))
                .hasMessage("the machine stops here");

        assertThat(facts()).isEmpty();
        assertThat(marks()).isEmpty();
    }

    @Test
    void work_repeated_after_a_commit_whose_answer_was_lost_is_new_and_marked() {
        Event event = answers(1, 9).getFirst().event();
        FactStore.Intake intake = new FactStore.Intake(
                platform.partner().id(),
                999,
                MARCH,
                List.of(new FactStore.Arrival(event, platform.account("acme"), LocalDate.parse("2026-03-05"))));
        for (int attempt = 1; attempt <= 2; attempt++) {
            assertThat(platform.get(Database.class)
                            .<List<FactStore.Kept>>transaction(
                                    connection -> platform.get(FactStore.class).keep(connection, intake)))
                    .containsExactly(NEW);
        }
        assertThat(facts()).hasSize(1);
        assertThat(marks()).hasSize(1);
    }

    @Test
    void each_kept_fact_has_a_mark_for_its_account_day_and_kind() {
        List<Story.SentEvent> reported = new RandomStories(11).send(20, 20);
        keep(reported);

        List<ChangeLog.Entry> entries =
                platform.get(Database.class).transaction(connection -> ChangeLog.oldest(connection, 1_000));
        assertThat(entries).extracting(ChangeLog.Entry::table).contains(Optional.of(FactTables.ACCOUNT_PROFILE));
        for (ChangeLog.Entry entry : entries) {
            String facts =
                    " from " + entry.table().orElseThrow().table() + " where batch = " + entry.batch() + " order by 1";
            assertThat(platform.rows("select distinct account" + facts))
                    .isEqualTo(entry.accounts().stream()
                            .mapToObj(Integer::toString)
                            .toList());
            assertThat(platform.rows("select distinct day" + facts))
                    .isEqualTo(entry.days().stream()
                            .mapToObj(day -> LocalDate.ofEpochDay(day).toString())
                            .toList());
        }
        assertThat(platform.rows("""
                select distinct batch from (
                    select batch from fact_account_profile
                    union all select batch from fact_subscription_change
                    union all select batch from fact_survey_answer
                ) facts
                order by batch
                """)).isEqualTo(platform.rows("select distinct batch from change_log order by batch"));
    }

    @Test
    void of_several_who_send_the_same_batch_at_once_exactly_one_keeps_each_event() throws Exception {
        List<Story.SentEvent> reported = answers(200, 9);
        platform.account("acme");
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int round = 0; round < 5; round++) {
                int from = round * 40;
                List<Callable<List<FactStore.Kept>>> senders = new ArrayList<>();
                for (int sender = 0; sender < 4; sender++) {
                    List<Story.SentEvent> mine =
                            new ArrayList<>(reported.subList(from, from + (round % 2 == 0 ? 10 : 40)));
                    Collections.shuffle(mine, new RandomStories(sender).random());
                    senders.add(() -> keep(mine));
                }
                int kept = 0;
                for (var answer : threads.invokeAll(senders)) {
                    kept += Collections.frequency(answer.get(), NEW);
                    assertThat(answer.get()).doesNotContain(CONFLICT);
                }
                assertThat(kept).isEqualTo(round % 2 == 0 ? 10 : 40);
            }
        }
        assertThat(facts()).hasSize(3 * 10 + 2 * 40);
    }

    @Test
    void fact_is_read_as_it_was_reported() {
        Story story = new Story("acme", EUR)
                .on("2026-03-05")
                .isNamed("Åcme 🚀 'quoted' \\ ‏اسم")
                .standsIn(Dimension.REGION, "São Paulo")
                .starts(
                        "12.345678",
                        3,
                        new io.keepwell.core.money.BillingInterval(2, io.keepwell.core.money.BillingInterval.Unit.WEEK))
                .cancels(LocalDate.parse("2199-12-31"), "too\\dear; drop table")
                .recommends(7, "line one\nline two\ttab \"quoted\" \\N 🎉\r\n");
        keep(story.reported());

        Set<Fact> reported = new HashSet<>();
        story.reported().forEach(each -> reported.add(each.fact()));
        Set<Fact> read = new HashSet<>();
        platform.get(KeptFacts.class).timeline(platform.account("acme"), 10).forEach(stored -> {
            read.add(stored.fact());
            assertThat(stored.day()).isEqualTo(LocalDate.parse("2026-03-05"));
            assertThat(stored.receivedAt()).isEqualTo(platform.clock().instant());
        });
        assertThat(read).isEqualTo(reported);
    }

    @Test
    void facts_received_later_than_a_moment_are_not_read_for_it() {
        keep(answers(1, 9));
        Instant between = platform.clock().instant();
        platform.clock().advance(Duration.ofSeconds(1));
        keep(answers(30, 9));

        List<Fact> read = new ArrayList<>();
        platform.get(Database.class)
                .run(connection -> FactReader.all(
                        connection, FactTables.SURVEY_ANSWER, Optional.of(between), stored -> read.add(stored.fact())));
        assertThat(read).hasSize(1);
    }

    private static List<FactStore.Kept> keep(List<Story.SentEvent> reported) {
        return platform.keep(platform.partner(), reported);
    }

    private static List<Story.SentEvent> answers(int count, int score) {
        Story story = new Story("acme", EUR).on("2026-03-05");
        for (int i = 0; i < count; i++) {
            story.recommends(score);
        }
        return story.reported();
    }

    private static List<String> facts() {
        return platform.rows("select * from fact_survey_answer order by partner_id, event_key");
    }

    private static List<String> marks() {
        return platform.rows("select * from change_log order by batch, kind");
    }
}
