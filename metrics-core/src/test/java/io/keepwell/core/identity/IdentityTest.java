package io.keepwell.core.identity;

import static io.keepwell.core.TestPlatform.EUR;
import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.core.RandomStories;
import io.keepwell.core.TestPlatform;
import io.keepwell.core.account.Account;
import io.keepwell.core.account.AccountDirectory;
import io.keepwell.core.account.Dimension;
import io.keepwell.core.account.Slice;
import io.keepwell.core.audit.Audit;
import io.keepwell.core.fact.Usage;
import io.keepwell.core.fact.store.KeptFacts;
import io.keepwell.core.fact.store.StoredFact;
import io.keepwell.core.fact.store.Story;
import io.keepwell.core.ledger.LedgerReader;
import io.keepwell.core.rollup.refresh.Refresh;
import io.keepwell.core.suite.Slow;
import io.keepwell.core.suite.UsesDatabase;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Merging and splitting by staff.
@UsesDatabase
@Slow
final class IdentityTest {
    private static final String WHO = "ana@example.com";

    @AutoClose
    private static final TestPlatform platform = TestPlatform.start();

    private static final Identity identity = platform.get(Identity.class);

    @BeforeEach
    void forget() {
        platform.forget();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void stories_reported_under_several_names_and_merged_at_any_moment_are_the_stories_reported_under_one(long seed) {
        RandomStories random = new RandomStories(seed);
        List<Story.SentEvent> reported = stories(random, 10, 24);
        List<String> names = reported.stream()
                .map(Story.SentEvent::account)
                .distinct()
                .sorted()
                .toList();
        names.forEach(platform::account);
        names.forEach(name -> platform.account(name + "/1"));
        names.forEach(name -> platform.account(name + "/2"));
        keepInOneGo(reported);
        platform.refresh();
        List<String> expected = Kept.everything(platform);
        List<String> expectedFigures = Kept.figures(platform);
        assertThat(expected).hasSizeGreaterThan(200);
        Kept.forgetFacts(platform);

        List<Runnable> merges = new ArrayList<>();
        for (String name : names) {
            boolean chained = random.number(0, 1) == 1;
            merges.add(() -> assertMerged(name, name + "/1"));
            merges.add(() -> assertMerged(chained ? name + "/1" : name, name + "/2"));
        }
        Collections.shuffle(merges, random.random());
        Kept.keepAnyhow(platform, random.random(), underSeveralNames(random, reported), () -> {
            if (!merges.isEmpty()) {
                merges.removeFirst().run();
            }
        });
        merges.forEach(Runnable::run);
        platform.refresh();

        assertThat(Kept.everything(platform)).isEqualTo(expected);
        assertThat(Kept.figures(platform)).isEqualTo(expectedFigures);
        Kept.assertStoredIsRecounted(platform);
    }

    @ParameterizedTest
    @ValueSource(longs = {4, 5})
    void split_gives_back_byte_for_byte_what_was_before(long seed) {
        RandomStories random = new RandomStories(seed);
        List<Story.SentEvent> reported = stories(random, 9, 20);
        keepInOneGo(reported);
        platform.refresh();
        List<List<String>> before = new ArrayList<>();
        List<List<String>> figuresBefore = new ArrayList<>();
        List<String> merged = new ArrayList<>();
        List<String> wholes = new ArrayList<>(reported.stream()
                .map(Story.SentEvent::account)
                .distinct()
                .sorted()
                .toList());
        while (merged.size() < 5) {
            Collections.shuffle(wholes, random.random());
            before.add(Kept.everything(platform));
            figuresBefore.add(Kept.figures(platform));
            merged.add(wholes.removeFirst());
            assertMerged(wholes.getFirst(), merged.getLast());
            platform.refresh();
            assertThat(Kept.everything(platform)).isNotEqualTo(before.getLast());
            Kept.assertStoredIsRecounted(platform);
        }
        for (String last : merged.reversed()) {
            assertThat(identity.split(platform.account(last), WHO, "mistaken"))
                    .isInstanceOf(Identity.Outcome.Done.class);
            platform.refresh();

            assertThat(Kept.everything(platform)).isEqualTo(before.removeLast());
            assertThat(Kept.figures(platform)).isEqualTo(figuresBefore.removeLast());
            Kept.assertStoredIsRecounted(platform);
        }
        assertThat(platform.rows("select * from account_merge")).isEmpty();
    }

    @Test
    void what_was_merged_into_a_part_goes_and_stays_with_it() {
        platform.send(
                new Story("a", EUR).on("2026-02-01").starts("1.00"),
                new Story("b", EUR).on("2026-02-01").withSubscription("of b").starts("10.00"),
                new Story("c", EUR).on("2026-02-01").withSubscription("of c").starts("100.00"));
        assertMerged("b", "a");
        assertMerged("c", "b");
        assertThat(merges()).containsExactly("a→b counts as c", "b→c counts as c");

        assertThat(identity.split(platform.account("b"), WHO, "")).isInstanceOf(Identity.Outcome.Done.class);
        platform.refresh();
        assertThat(merges()).containsExactly("a→b counts as b");
        assertThat(paying()).containsExactly("b 11000000", "c 100000000");

        assertMerged("c", "b");
        assertThat(identity.split(platform.account("a"), WHO, "")).isInstanceOf(Identity.Outcome.Done.class);
        platform.refresh();
        assertThat(merges()).containsExactly("b→c counts as c");
        assertThat(paying()).containsExactly("a 1000000", "c 110000000");
    }

    @Test
    void late_facts_under_the_name_of_a_part_count_for_its_whole() {
        platform.send(
                new Story("crm-1", EUR).on("2026-01-05").isNamed("Acme").standsIn(Dimension.SEGMENT, "Large"),
                new Story("bill-1", EUR).on("2026-02-01").starts("10.00"));
        assertMerged("crm-1", "bill-1");
        platform.refresh();
        platform.send(new Story("bill-1", EUR)
                .on("2026-02-01")
                .starts("10.00")
                .on("2026-02-10")
                .changesTo("25.00")
                .on("2026-02-11")
                .recommends(10)
                .on("2026-02-12")
                .send(new Usage("una", "export", 3, 0)));

        assertThat(paying()).containsExactly("crm-1 25000000");
        Slice large = Slice.of(Dimension.SEGMENT, "Large");
        assertThat(platform.figure("revenue.mrr", "subscriptions", "2026-02-01", "2026-03-01", large)
                        .amount())
                .hasValueSatisfying(amount -> assertThat(amount).isEqualByComparingTo("25"));
        assertThat(platform.rows("select measure, amount from cell_day where day = '2026-02-12' order by measure"))
                .isNotEmpty();
        Kept.assertStoredIsRecounted(platform);
    }

    @Test
    void merge_and_split_reach_days_that_the_refresher_keeps_in_memory() {
        List<Story.SentEvent> reported = new ArrayList<>();
        for (String account : List.of("a", "b")) {
            Story story = new Story(account, EUR).on("2026-03-05");
            for (int i = 0; i < 1_200; i++) {
                story.send(new Usage("user-" + i % 40, "export", 1, 0));
            }
            reported.addAll(story.reported());
        }
        keepInOneGo(reported);
        platform.refresh();
        for (String step : List.of("merge", "split")) {
            platform.send(new Story(step + " before", EUR).on("2026-03-05").send(new Usage("x", "export", 1, 0)));
            if (step.equals("merge")) {
                assertMerged("a", "b");
            } else {
                assertThat(identity.split(platform.account("b"), WHO, "")).isInstanceOf(Identity.Outcome.Done.class);
            }
            platform.refresh();
            platform.send(new Story(step + " after", EUR).on("2026-03-05").send(new Usage("x", "export", 1, 0)));
            Kept.assertStoredIsRecounted(platform);
        }
    }

    @Test
    void part_is_found_as_its_whole_and_by_no_search() {
        platform.send(
                new Story("crm-1", EUR).on("2026-01-05").isNamed("Acme"),
                new Story("bill-1", EUR)
                        .on("2026-02-01")
                        .isNamed("Acme Billing")
                        .starts("10.00"));
        int part = platform.account("bill-1");
        int primary = platform.account("crm-1");
        assertMerged("crm-1", "bill-1");
        platform.refresh();

        AccountDirectory directory = platform.get(AccountDirectory.class);
        assertThat(directory.find(part)).isEqualTo(directory.find(primary)).hasValueSatisfying(account -> {
            assertThat(account.number()).isEqualTo(primary);
            assertThat(account.name()).isEqualTo("Acme Billing");
            assertThat(account.aliases()).extracting(Account.Alias::text).containsExactly("bill-1", "crm-1");
        });
        assertThat(directory.search("Acme", Slice.WHOLE, 0, 10).accounts())
                .extracting(Account::number)
                .containsExactly(primary);
        assertThat(directory.search("Acme", Slice.WHOLE, 0, 10).total()).isEqualTo(1);
        assertThat(platform.get(LedgerReader.class).movements(part)).isEmpty();
        List<StoredFact<?>> timeline = platform.get(KeptFacts.class).timeline(primary, 10);
        assertThat(timeline)
                .hasSize(3)
                .allSatisfy(fact -> assertThat(fact.account()).isEqualTo(primary));
        assertThat(platform.get(KeptFacts.class).timeline(primary, 2)).isEqualTo(timeline.subList(0, 2));
        assertThat(identity.show(part)).isEqualTo(identity.show(primary)).hasValueSatisfying(known -> {
            assertThat(known.merged())
                    .extracting(each -> each.merge().account())
                    .containsExactly(part);
            assertThat(known.decisions()).extracting(Audit.Entry::who).containsExactly(WHO);
        });
    }

    @Test
    void what_makes_no_sense_is_refused_with_its_reason_and_changes_nothing() {
        platform.send(
                new Story("a", EUR).on("2026-01-05").isNamed("A"),
                new Story("b", EUR).on("2026-01-05").isNamed("B"),
                new Story("c", EUR).on("2026-01-05").isNamed("C"));
        int a = platform.account("a");
        int b = platform.account("b");
        int c = platform.account("c");
        assertMerged("a", "b");
        List<String> before = merges();

        assertThat(reason(identity.merge(a, a, WHO, ""))).isEqualTo(Identity.Reason.SAME_ACCOUNT);
        assertThat(reason(identity.merge(a, b, WHO, ""))).isEqualTo(Identity.Reason.SAME_ACCOUNT);
        assertThat(reason(identity.merge(b, a, WHO, ""))).isEqualTo(Identity.Reason.SAME_ACCOUNT);
        assertThat(reason(identity.merge(c, b, WHO, ""))).isEqualTo(Identity.Reason.ALREADY_MERGED);
        assertThat(reason(identity.merge(0, b, WHO, ""))).isEqualTo(Identity.Reason.FIRM);
        assertThat(reason(identity.merge(a, 0, WHO, ""))).isEqualTo(Identity.Reason.FIRM);
        assertThat(reason(identity.merge(a, 99_999_999, WHO, ""))).isEqualTo(Identity.Reason.UNKNOWN_ACCOUNT);
        assertThat(reason(identity.split(a, WHO, ""))).isEqualTo(Identity.Reason.NOT_MERGED);
        assertThat(reason(identity.split(0, WHO, ""))).isEqualTo(Identity.Reason.FIRM);
        assertThat(reason(identity.split(-1, WHO, ""))).isEqualTo(Identity.Reason.UNKNOWN_ACCOUNT);
        assertThat(merges()).isEqualTo(before);
        assertThat(platform.get(Audit.class).newest(10))
                .extracting(Audit.Entry::action)
                .containsExactly("account.merge");
    }

    @Test
    void decision_is_written_down_with_who_and_why() {
        platform.send(
                new Story("a", EUR).on("2026-01-05").isNamed("A"),
                new Story("b", EUR).on("2026-01-05").isNamed("B"));
        int a = platform.account("a");
        int b = platform.account("b");
        assertThat(identity.merge(a, b, WHO, "same register number")).isInstanceOf(Identity.Outcome.Done.class);
        assertThat(identity.split(b, "bo@example.com", "two branches")).isInstanceOf(Identity.Outcome.Done.class);

        assertThat(platform.get(Audit.class).about("account " + b, 10))
                .extracting(entry -> entry.who() + " " + entry.action() + " " + entry.detail())
                .containsExactly(
                        "bo@example.com account.split from account " + a + ": two branches",
                        WHO + " account.merge into account " + a + ": same register number");
    }

    @Test
    void merges_splits_intakes_and_refreshes_at_once_end_in_one_truth() throws Exception {
        RandomStories random = new RandomStories(8);
        List<Story.SentEvent> reported = stories(random, 12, 16);
        Collections.shuffle(reported, random.random());
        List<Integer> accounts = reported.stream()
                .map(Story.SentEvent::account)
                .distinct()
                .map(platform::account)
                .toList();
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Callable<Boolean>> works = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                works.add(() -> mergeAndSplit(accounts));
            }
            works.add(() -> {
                for (int start = 0; start < reported.size(); start += 10) {
                    var _ = platform.keep(
                            platform.partner(), reported.subList(start, Math.min(reported.size(), start + 10)));
                }
                return true;
            });
            works.add(() -> {
                for (int i = 0; i < 40; i++) {
                    platform.refresh();
                }
                return true;
            });
            for (Future<Boolean> work : threads.invokeAll(works)) {
                assertThat(work.get()).isTrue();
            }
        }
        platform.refresh();

        assertThat(platform.rows("""
                select m.account
                from account_merge m
                join account_merge above on above.account = m.primary_account
                """)).as("wholes are no parts").isEmpty();
        assertThat(platform.rows("""
                select m.account
                from account_merge m
                left join account_merge above on above.account = m.into_account
                where m.primary_account <> coalesce(above.primary_account, m.into_account)
                """))
                .as("every way leads to the primary account")
                .isEmpty();
        Kept.assertStoredIsRecounted(platform);
        List<String> refreshed = Kept.everything(platform);
        platform.get(Refresh.class).askForRebuild();
        platform.refresh();
        assertThat(Kept.everything(platform)).isEqualTo(refreshed);
    }

    private static boolean mergeAndSplit(List<Integer> accounts) {
        for (int i = 0; i < 40; i++) {
            int account = accounts.get(ThreadLocalRandom.current().nextInt(accounts.size()));
            int other = accounts.get(ThreadLocalRandom.current().nextInt(accounts.size()));
            var _ = i % 3 == 2 ? identity.split(account, WHO, "") : identity.merge(other, account, WHO, "");
        }
        return true;
    }

    /// With usage besides what random stories tell.
    private static List<Story.SentEvent> stories(RandomStories random, int accounts, int eventsOfEach) {
        List<Story.SentEvent> reported = new ArrayList<>();
        for (Story.SentEvent each : random.send(accounts, eventsOfEach)) {
            reported.add(each);
            Usage usage = new Usage(random.one(List.of("una", "udo", "")), random.one(List.of("", "export")), 2, 60);
            reported.add(new Story.SentEvent(each.eventId() + "-usage", each.account(), each.occurredAt(), usage));
        }
        return reported;
    }

    private static List<Kept.Event> underSeveralNames(RandomStories random, List<Story.SentEvent> reported) {
        return reported.stream()
                .map(each -> new Story.SentEvent(
                        each.eventId(),
                        each.account() + random.one(List.of("", "/1", "/2")),
                        each.occurredAt(),
                        each.fact()))
                .map(each -> new Kept.Event(platform.partner(), each))
                .toList();
    }

    private static void keepInOneGo(List<Story.SentEvent> reported) {
        for (int start = 0; start < reported.size(); start += 1_000) {
            var _ = platform.keep(
                    platform.partner(), reported.subList(start, Math.min(reported.size(), start + 1_000)));
        }
    }

    private static void assertMerged(String into, String account) {
        assertThat(identity.merge(platform.account(into), platform.account(account), WHO, "the same firm"))
                .isInstanceOf(Identity.Outcome.Done.class);
    }

    private static Identity.Reason reason(Identity.Outcome outcome) {
        return ((Identity.Outcome.Refused) outcome).reason();
    }

    private static List<String> merges() {
        return platform.rows("""
                select concat(a.name, '→', b.name, ' counts as ', w.name)
                from account_merge m
                join account a on a.account = m.account
                join account b on b.account = m.into_account
                join account w on w.account = m.primary_account
                order by a.name
                """);
    }

    private static List<String> paying() {
        return platform.get(LedgerReader.class).balances(LocalDate.of(2026, 3, 1)).stream()
                .map(balance -> platform.get(AccountDirectory.class)
                                .aliases(balance.account())
                                .getFirst()
                                .text() + " " + balance.afterMicros())
                .sorted()
                .toList();
    }
}
