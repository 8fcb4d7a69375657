package io.keepwell.core.rollup.cell;

import static io.keepwell.core.TestPlatform.EUR;
import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.core.RandomStories;
import io.keepwell.core.TestPlatform;
import io.keepwell.core.account.Dimension;
import io.keepwell.core.account.SliceDictionary;
import io.keepwell.core.database.Database;
import io.keepwell.core.fact.FactTable;
import io.keepwell.core.fact.FactTables;
import io.keepwell.core.fact.SurveyAnswer;
import io.keepwell.core.fact.store.ChangeLog;
import io.keepwell.core.fact.store.Story;
import io.keepwell.core.ledger.Measure;
import io.keepwell.core.rollup.read.AsOfDataFactory;
import io.keepwell.core.rollup.read.RecomputedCells;
import io.keepwell.core.rollup.refresh.Refresh;
import io.keepwell.core.rollup.refresh.RefreshStatus;
import io.keepwell.core.rollup.refresh.TestRefresh;
import io.keepwell.core.suite.Slow;
import io.keepwell.core.suite.UsesDatabase;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.LongPredicate;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.roaringbitmap.RoaringBitmap;

/// Invariant 2: what is stored is what the facts amount to, byte for byte, however they came in.
@UsesDatabase
@Slow
final class CellsTest {
    @AutoClose
    private static final TestPlatform platform = TestPlatform.start();

    @BeforeEach
    void forget() {
        platform.forget();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void cells_and_ledger_are_the_same_byte_for_byte_in_any_order_repetition_batching_and_refresh(long seed) {
        RandomStories stories = new RandomStories(seed);
        List<Story.SentEvent> reported = stories.send(20, 20);
        nameAccounts(reported);
        keepInOneGo(reported);
        platform.refresh();
        List<String> expected = everythingStored();
        assertThat(expected).hasSizeGreaterThan(100);
        assertStoredIsRecounted();

        for (int round = 0; round < 5; round++) {
            forgetAllButAccounts();
            keepAnyhow(stories, reported, platform.get(Refresh.class));
            platform.refresh();

            assertThat(everythingStored()).as("round " + round).isEqualTo(expected);
            assertThat(platform.get(RefreshStatus.class).waiting()).isZero();
            assertStoredIsRecounted();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 10, 60})
    void cells_and_ledger_are_the_same_byte_for_byte_however_few_facts_are_read_at_once(int mostFacts) {
        RandomStories stories = new RandomStories(7);
        List<Story.SentEvent> reported = stories.sendEverything(10, 10);
        nameAccounts(reported);
        keepInOneGo(reported);
        platform.refresh();
        List<String> expected = everythingStored();
        assertThat(expected).hasSizeGreaterThan(100);

        forgetAllButAccounts();
        Refresh refresh = TestRefresh.reading(platform, mostFacts);
        keepAnyhow(stories, reported, refresh);
        refresh.untilIdle();

        assertThat(everythingStored()).isEqualTo(expected);
    }

    @Test
    void cells_are_right_after_every_single_step_when_refreshed_in_between() {
        RandomStories stories = new RandomStories(4);
        List<Story.SentEvent> reported = stories.send(4, 25);
        nameAccounts(reported);
        Collections.shuffle(reported, stories.random());
        for (Story.SentEvent each : reported) {
            platform.keepOfSeveral(List.of(each));
            platform.refresh();
            assertStoredIsRecounted();
        }
    }

    @Test
    void refreshing_again_what_is_refreshed_changes_nothing() {
        List<Story.SentEvent> reported = new RandomStories(5).send(15, 15);
        keepInOneGo(reported);
        List<ChangeLog.Entry> marks =
                platform.get(Database.class).transaction(connection -> ChangeLog.oldest(connection, 1_000));
        platform.refresh();
        List<String> expected = everythingStored();

        // The same marks once more, as after a crash between the work and the deletion of its marks.
        platform.get(Database.class).run(connection -> {
            for (ChangeLog.Entry entry : marks) {
                ChangeLog.Mark mark = new ChangeLog.Mark(entry.table().orElseThrow());
                entry.accounts()
                        .forEach((int account) ->
                                entry.days().forEach((int day) -> mark.add(account, LocalDate.ofEpochDay(day))));
                ChangeLog.append(connection, entry.batch(), entry.at(), List.of(mark));
            }
        });
        assertThat(platform.get(Refresh.class).once()).isEqualTo(Refresh.Step.WORKED);
        assertThat(everythingStored()).isEqualTo(expected);
        assertThat(platform.get(Refresh.class).once()).isEqualTo(Refresh.Step.IDLE);
    }

    @Test
    void late_profile_moves_answers_and_revenue_of_days_long_past_to_their_slice() {
        platform.send(new Story("acme", EUR)
                .on("2026-02-01")
                .starts("100.00")
                .on("2026-03-05")
                .recommends(9));
        platform.send(new Story("acme late", EUR).on("2026-01-01"));
        Story late = new Story("acme", EUR).on("2026-01-15").standsIn(Dimension.SEGMENT, "Large");
        platform.keep(
                platform.partner(),
                List.of(new Story.SentEvent(
                        "late",
                        "acme",
                        Instant.parse("2026-01-15T12:00:00Z"),
                        late.reported().getFirst().fact())));
        platform.refresh();

        assertStoredIsRecounted();
        assertThat(platform.rows("select measure, day, amount from cell_day where slice = " + Cell.EVERYWHERE
                        + " order by measure"))
                .containsExactly("17 2026-02-01 100000000", "28 2026-03-05 0", "201 2026-03-05 1");
        assertThat(platform.rows("""
                select c.measure, c.day, s.segment, c.amount
                from cell_day c join slice s on s.slice = c.slice
                order by c.day, c.measure
                """))
                .containsExactly(
                        "1 2026-02-01 Large 100000000",
                        "10 2026-02-01 Large 1",
                        "20 2026-03-05 Large 1",
                        "240 2026-03-05 Large 9");
    }

    @Test
    void intake_that_was_read_before_its_turn_came_counts_once() {
        List<Story.SentEvent> answers = new RandomStories(6)
                .send(40, 60).stream()
                        .filter(reported -> reported.event().fact() instanceof SurveyAnswer)
                        .toList();
        int half = answers.size() / 2;
        platform.keep(platform.partner(), answers.subList(0, half));
        platform.keep(platform.partner(), answers.subList(half, answers.size()));
        DirectCells<SurveyAnswer> cells = new DirectCells<>(platform.get(SliceDictionary.class), new AnswerCells());
        platform.get(Database.class).run(connection -> {
            List<ChangeLog.Entry> log = ChangeLog.oldest(connection, 1_000);
            long first = log.getFirst().batch();
            var _ = cells.cells(connection, daysOf(log, batch -> batch == first));
            Map<LocalDate, Set<Long>> all = daysOf(log, _ -> true);

            List<Cell> secondTurn = cells.cells(connection, daysOf(log, batch -> batch != first));

            CellSum recounted = new CellSum();
            cells.addDays(connection, cells.measures(), all.keySet(), recounted);
            List<Cell> expected = recounted.cells(
                    secondTurn.stream().map(Cell::day).distinct().toList());
            assertThat(secondTurn).isNotEmpty();
            assertThat(texts(secondTurn)).isEqualTo(texts(expected));
        });
    }

    private static Map<LocalDate, Set<Long>> daysOf(List<ChangeLog.Entry> log, LongPredicate batches) {
        Map<LocalDate, Set<Long>> days = new TreeMap<>();
        for (ChangeLog.Entry entry : log) {
            if (batches.test(entry.batch()) && entry.table().equals(Optional.of(FactTables.SURVEY_ANSWER))) {
                entry.days()
                        .forEach((int day) -> days.computeIfAbsent(LocalDate.ofEpochDay(day), _ -> new TreeSet<>())
                                .add(entry.batch()));
            }
        }
        return days;
    }

    private static List<String> texts(List<Cell> cells) {
        return cells.stream()
                .map(cell -> cell.measure() + " " + cell.day() + " " + cell.slice() + " " + cell.amount() + " "
                        + HexFormat.of().formatHex(cell.memberBytes()))
                .toList();
    }

    @Test
    void only_one_refresher_works_at_a_time() {
        platform.keep(
                platform.partner(),
                new Story("acme", EUR).on("2026-02-01").starts("1.00").reported());

        platform.get(Database.class).run(connection -> {
            try (var lock = connection.prepareStatement("select lease from refresher_lease for update");
                    var rows = lock.executeQuery()) {
                assertThat(rows.next()).isTrue();
                assertThat(platform.get(Refresh.class).once()).isEqualTo(Refresh.Step.ELSEWHERE);
            }
        });
        assertThat(platform.get(Refresh.class).once()).isEqualTo(Refresh.Step.WORKED);
    }

    @Test
    void figures_are_of_all_events_received_until_the_newest_refreshed() {
        assertThat(platform.get(RefreshStatus.class).refreshedUntil()).isEmpty();
        platform.send(new Story("acme", EUR).on("2026-02-01").starts("1.00"));
        Instant first = platform.clock().instant();
        platform.keep(
                platform.partner(),
                new Story("other", EUR).on("2026-02-01").starts("1.00").reported());

        assertThat(platform.get(RefreshStatus.class).refreshedUntil()).contains(first);
        assertThat(platform.get(RefreshStatus.class).waiting()).isEqualTo(1);
        platform.refresh();
        assertThat(platform.get(RefreshStatus.class).refreshedUntil())
                .contains(platform.clock().instant());
    }

    @Test
    void same_accounts_are_the_same_bytes_however_they_came_together() {
        RandomStories random = new RandomStories(6);
        for (int round = 0; round < 30; round++) {
            List<Integer> accounts = new ArrayList<>();
            int reach = random.one(List.of(100, 9_000, 200_000));
            int next = 0;
            while (next < reach) {
                next += random.one(List.of(1, 1, 1, 2, 17));
                accounts.add(next);
            }
            String expected = bytes(accounts);
            Collections.shuffle(accounts, random.random());
            assertThat(bytes(accounts)).isEqualTo(expected);
        }
    }

    @Test
    void same_accounts_are_the_same_bytes_where_runs_of_them_take_as_much_room_as_single_ones() {
        RoaringBitmap runs = RoaringBitmap.bitmapOfRange(7, 15);
        runs.runOptimize();
        runs.remove(8);
        runs.remove(13);
        RoaringBitmap single = RoaringBitmap.bitmapOf(7, 9, 10, 11, 12, 14);

        assertThat(new Members.Set(runs).bytes()).isEqualTo(new Members.Set(single).bytes());
    }

    /// Goes there by flipping and back, as cells do.
    private static String bytes(List<Integer> accounts) {
        RoaringBitmap day = new RoaringBitmap();
        RoaringBitmap others = new RoaringBitmap();
        for (int i = 0; i < accounts.size(); i++) {
            (i % 2 == 0 ? day : others).flip((long) accounts.get(i), accounts.get(i) + 1L);
        }
        day.xor(others);
        Cell cell = new Cell(Measure.CUSTOMERS, LocalDate.EPOCH, 1, 0, 0, new Members.Set(day));
        return HexFormat.of().formatHex(cell.memberBytes());
    }

    private static void assertStoredIsRecounted() {
        RecomputedCells recount = platform.get(AsOfDataFactory.class).recount();
        assertThat(stored("cell_day", "day")).isEqualTo(lines(recount.dayCells()));
        assertThat(stored("cell_month", "month")).isEqualTo(lines(recount.monthCells()));
    }

    private static List<String> stored(String table, String day) {
        return platform.rows("select measure, " + day + ", slice, custom_value, amount, members from " + table
                + " order by measure, " + day + ", slice, custom_value");
    }

    private static List<String> lines(List<Cell> cells) {
        return cells.stream()
                .map(cell ->
                        cell.measure().code() + " " + cell.day() + " " + cell.slice() + " " + cell.customValue() + " "
                                + cell.amount() + " "
                                + (cell.memberBytes().length == 0
                                        ? "null"
                                        : HexFormat.of().formatHex(cell.memberBytes())))
                .toList();
    }

    private static List<String> everythingStored() {
        List<String> everything = new ArrayList<>(stored("cell_day", "day"));
        everything.addAll(stored("cell_month", "month"));
        everything.addAll(platform.rows("select * from mrr_movement order by account, day, kind"));
        everything.addAll(platform.rows("select * from ledger_row order by account, measure, day, number"));
        everything.addAll(platform.rows("select * from account_version order by account, from_day"));
        everything.addAll(platform.rows(
                "select * from subscription_period order by account, partner_id, subscription_id, from_day"));
        return everything;
    }

    /// Gives every account its number, so that the order of events doesn't.
    private static void nameAccounts(List<Story.SentEvent> reported) {
        platform.mergeAccountsOfPartners(reported);
    }

    private static void forgetAllButAccounts() {
        platform.get(Database.class).run(connection -> {
            try (var statement = connection.createStatement()) {
                for (FactTable<?> table : FactTables.ALL) {
                    statement.executeUpdate("delete from " + table.table());
                }
                for (String table : List.of(
                        "pending_retraction",
                        "account_version",
                        "subscription_period",
                        "mrr_movement",
                        "ledger_row",
                        "cell_day",
                        "cell_month")) {
                    statement.executeUpdate("delete from " + table);
                }
                // What a refresher remembers of them holds no more.
                statement.executeUpdate("update refresher_lease set turn = turn + 1");
            }
        });
    }

    private static void keepInOneGo(List<Story.SentEvent> reported) {
        platform.keepOfSeveral(reported);
    }

    /// In another order, in batches of any size, some of them twice, with refreshes here and there.
    private static void keepAnyhow(RandomStories stories, List<Story.SentEvent> reported, Refresh refresh) {
        List<Story.SentEvent> left = new ArrayList<>(reported);
        Collections.shuffle(left, stories.random());
        left.addAll(left.subList(0, stories.number(0, left.size())));
        while (!left.isEmpty()) {
            List<Story.SentEvent> batch = left.subList(0, Math.min(left.size(), stories.number(1, 60)));
            platform.keepOfSeveral(batch);
            if (stories.number(1, 4) == 1) {
                platform.keepOfSeveral(batch);
            }
            if (stories.number(1, 3) == 1) {
                refresh.once();
            }
            batch.clear();
        }
    }
}
