package io.keepwell.core.rollup.rebuild;

import static io.keepwell.core.TestPlatform.EUR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keepwell.core.RandomStories;
import io.keepwell.core.TestPlatform;
import io.keepwell.core.access.Partner;
import io.keepwell.core.access.PartnerKeys;
import io.keepwell.core.account.Account;
import io.keepwell.core.account.Slice;
import io.keepwell.core.database.Database;
import io.keepwell.core.database.NumberSequence;
import io.keepwell.core.fact.AccountProfile;
import io.keepwell.core.fact.EventKey;
import io.keepwell.core.fact.FactTable;
import io.keepwell.core.fact.FactTables;
import io.keepwell.core.fact.Retraction;
import io.keepwell.core.fact.store.AccountBatches;
import io.keepwell.core.fact.store.Event;
import io.keepwell.core.fact.store.FactStore;
import io.keepwell.core.fact.store.Story;
import io.keepwell.core.identity.Identity;
import io.keepwell.core.ledger.AccountFacts;
import io.keepwell.core.ledger.Ledger;
import io.keepwell.core.ledger.LedgerBuilder;
import io.keepwell.core.ledger.LedgerRows;
import io.keepwell.core.ledger.LedgerRules;
import io.keepwell.core.ledger.LedgerVersion;
import io.keepwell.core.ledger.Measure;
import io.keepwell.core.ledger.MovementKind;
import io.keepwell.core.rollup.cell.Cell;
import io.keepwell.core.rollup.cell.CellSum;
import io.keepwell.core.rollup.cell.SliceHistory;
import io.keepwell.core.rollup.read.AsOfDataFactory;
import io.keepwell.core.rollup.read.CurrentData;
import io.keepwell.core.rollup.read.RecomputedCells;
import io.keepwell.core.rollup.refresh.Refresh;
import io.keepwell.core.rollup.refresh.RefreshStatus;
import io.keepwell.core.rollup.refresh.TestRefresh;
import io.keepwell.core.setting.Settings;
import io.keepwell.core.suite.Slow;
import io.keepwell.core.suite.UsesDatabase;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is made anew is what came about step by step, byte for byte.
@UsesDatabase
@Slow
final class RebuildTest {
    @AutoClose
    private static final TestPlatform platform = TestPlatform.start();

    @BeforeEach
    void forget() {
        platform.forget();
    }

    @Test
    void made_anew_is_what_came_about_step_by_step_with_merges_corrections_and_retractions() {
        sendManyThings();
        List<String> expected = everythingStored();
        assertThat(expected).hasSizeGreaterThan(500);
        assertStoredIsRecounted();

        rebuild();
        assertStored(expected);

        forgetLedgersAndCells();
        rebuild();
        assertStored(expected);

        spoilLedgersAndCells();
        rebuild();
        assertStored(expected);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 10, 60})
    void made_anew_is_the_same_however_few_facts_are_read_at_once(int mostFacts) {
        sendManyThings();
        List<String> expected = everythingStored();
        Refresh refresh = TestRefresh.reading(platform, mostFacts);

        forgetLedgersAndCells();
        rebuild(refresh);
        assertStored(expected);

        spoilLedgersAndCells();
        rebuild(refresh);
        assertStored(expected);
    }

    @Test
    void
            accounts_of_more_than_one_piece_get_their_ledgers_and_names_and_merged_ones_count_for_primary_ones_of_other_pieces() {
        List<Story> stories = new ArrayList<>();
        for (int i = 0; i < 2_100; i++) {
            stories.add(new Story("customer " + i, EUR)
                    .on("2026-01-10")
                    .isNamed("Customer " + i)
                    .on("2026-02-01")
                    .withSubscription("of " + i)
                    .starts("10.00")
                    .recommends(9));
        }
        platform.send(stories.toArray(Story[]::new));
        merge("customer 3", "customer 2099");
        merge("customer 2050", "customer 4");
        platform.refresh();
        List<String> expected = everythingStored();

        forgetLedgersAndCells();
        platform.get(Database.class).run(connection -> {
            try (var statement = connection.createStatement()) {
                statement.executeUpdate("update account set name = 'nobody', stub = 1 where account <> 0");
            }
        });
        rebuild();
        assertStored(expected);
        assertThat(platform.rows("select count(*) from account where name like 'Customer%' and stub = 0"))
                .containsExactly("2098");
    }

    @Test
    void rebuild_that_breaks_off_leaves_what_was_there_and_is_done_by_the_next_turn() {
        sendManyThings();
        List<String> before = everythingStored();
        spoilLedgersAndCells();
        List<String> spoilt = everythingStored();
        Refresh unwilling = TestRefresh.of(platform, List.of(new Unwilling()), AccountBatches.MOST_FACTS);
        unwilling.askForRebuild();

        assertThatThrownBy(() -> unwilling.once()).hasMessageContaining("unwilling");
        assertStored(spoilt);

        assertThat(platform.get(Refresh.class).once()).isEqualTo(Refresh.Step.WORKED);
        assertStored(before);
        assertThat(platform.get(Refresh.class).once()).isEqualTo(Refresh.Step.IDLE);
    }

    @Test
    void what_an_older_build_made_is_made_anew_without_being_asked_for() {
        sendManyThings();
        List<String> expected = everythingStored();
        spoilLedgersAndCells();
        execute("update refresher_lease set ledger_version = " + (LedgerVersion.CURRENT - 1));

        assertThat(platform.get(Refresh.class).once()).isEqualTo(Refresh.Step.WORKED);
        assertStored(expected);
        assertThat(platform.rows("select rebuild, ledger_version from refresher_lease"))
                .containsExactly("0 " + LedgerVersion.CURRENT);
        assertThat(platform.get(Refresh.class).once()).isEqualTo(Refresh.Step.IDLE);
    }

    @Test
    void what_a_newer_build_made_is_left_alone_until_this_one_is_current_again() {
        sendManyThings();
        execute("update refresher_lease set ledger_version = " + (LedgerVersion.CURRENT + 1));
        var _ = platform.keep(
                platform.partner(),
                new Story("newcomer", EUR).on("2026-02-01").recommends(9).reported());
        List<String> before = everythingStored();

        assertThat(platform.get(Refresh.class).once()).isEqualTo(Refresh.Step.ELSEWHERE);
        assertStored(before);

        execute("update refresher_lease set ledger_version = " + LedgerVersion.CURRENT);
        assertThat(platform.get(Refresh.class).once()).isEqualTo(Refresh.Step.WORKED);
        assertThat(everythingStored()).isNotEqualTo(before);
    }

    @Test
    void rebuild_works_off_more_of_the_log_than_a_turn_that_follows_it() {
        Story story = new Story("acme", EUR).on("2026-02-01").starts("100.00");
        for (int answer = 0; answer < 505; answer++) {
            story.recommends(answer % 11);
        }
        story.reported().forEach(reported -> platform.keep(platform.partner(), List.of(reported)));
        Refresh refresh = platform.get(Refresh.class);
        refresh.askForRebuild();

        assertThat(refresh.once()).isEqualTo(Refresh.Step.WORKED);
        assertThat(platform.get(RefreshStatus.class).waiting()).isZero();
        assertThat(refresh.once()).isEqualTo(Refresh.Step.IDLE);
        assertThat(platform.rows("select count(*) from mrr_movement")).containsExactly("1");
    }

    @Test
    void what_comes_in_before_and_while_all_is_made_anew_counts_once() {
        platform.send(new Story("acme", EUR).on("2026-02-01").starts("100.00").recommends(9));
        platform.get(Refresh.class).askForRebuild();
        // Waits in the log, as everything that came since the last turn does.
        platform.keep(
                platform.partner(),
                new Story("late", EUR)
                        .on("2026-02-02")
                        .starts("7.00")
                        .recommends(2)
                        .reported());
        platform.refresh();

        assertStoredIsRecounted();
        assertThat(platform.get(RefreshStatus.class).waiting()).isZero();
    }

    @Test
    void spool_gives_back_more_of_a_month_than_its_buffer_holds() {
        LocalDate day = LocalDate.of(2026, 2, 28);
        try (LedgerSpool spool = LedgerSpool.open()) {
            CellSum expected = new CellSum();
            for (int account = 1; account <= 5_000; account++) {
                spool.addMovement(day, MovementKind.NEW, 3, account, account);
                spool.addEntry(Measure.ORDERS, day.minusMonths(account % 3), 4, 5, 1, account);
                expected.addMovement(day, MovementKind.NEW, 3, account, account);
                expected.add(Measure.ORDERS, day.minusMonths(account % 3), 4, 5, 1, account);
            }
            List<Cell> cells = new ArrayList<>();
            spool.months().forEach(month -> cells.addAll(spool.sum(month).cells()));
            cells.sort(Cell.ORDER);
            assertThat(cells).isEqualTo(expected.cells());
        }
    }

    @Test
    void account_stands_in_the_last_slice_that_began() {
        SliceHistory history = new SliceHistory(9);
        history.add(4, LocalDate.of(2026, 1, 1), 1);
        history.add(4, LocalDate.of(2026, 3, 1), 2);
        history.add(6, LocalDate.of(1999, 1, 1), 3);

        assertThat(history.slice(4, LocalDate.of(2025, 12, 31))).isEqualTo(9);
        assertThat(history.slice(4, LocalDate.of(2026, 1, 1))).isEqualTo(1);
        assertThat(history.slice(4, LocalDate.of(2026, 2, 28))).isEqualTo(1);
        assertThat(history.slice(4, LocalDate.of(2026, 3, 1))).isEqualTo(2);
        assertThat(history.slice(5, LocalDate.of(2026, 3, 1))).isEqualTo(9);
        assertThat(history.slice(6, LocalDate.of(1998, 12, 31))).isEqualTo(9);
        assertThat(history.slice(6, LocalDate.of(2026, 3, 1))).isEqualTo(3);
        assertThat(history.slice(3, LocalDate.of(2026, 3, 1))).isEqualTo(9);
    }

    /// Refuses to write about anybody.
    private static final class Unwilling implements LedgerBuilder {
        @Override
        public Set<FactTable<?>> reads() {
            return Set.of();
        }

        @Override
        public Set<Measure> writes() {
            return Set.of();
        }

        @Override
        public void write(AccountFacts facts, Ledger subscriptions, LedgerRules rules, LedgerRows entries) {
            if (facts.account() != Account.FIRM) {
                throw new IllegalStateException("unwilling");
            }
        }
    }

    /// All kinds of facts, some taken back, some corrected, some accounts merged, by staff and by
    /// aliases, and one of them split again.
    private static void sendManyThings() {
        RandomStories stories = new RandomStories(7);
        List<Story.SentEvent> reported = stories.sendEverything(24, 20);
        platform.keep(platform.partner(), reported.subList(0, 480));
        platform.keep(platform.partner(), reported.subList(480, reported.size()));
        platform.refresh();
        List<FactStore.Arrival> takenBack = new ArrayList<>();
        for (int i = 0; i < reported.size(); i += 7) {
            takenBack.add(i % 2 == 0 ? retraction(reported.get(i)) : correction(reported.get(i)));
        }
        NumberSequence batches = new NumberSequence(platform.get(Database.class), "batch", 10);
        var _ = platform.get(Database.class)
                .transaction(connection -> platform.get(FactStore.class)
                        .keep(
                                connection,
                                new FactStore.Intake(
                                        platform.partner().id(),
                                        batches.next(),
                                        platform.clock().instant(),
                                        takenBack)));
        platform.refresh();
        merge("account-3", "account-17");
        merge("account-20", "account-5");
        merge("account-20", "account-6");
        platform.refresh();
        var _ = platform.get(Identity.class).split(platform.account("account-6"), "ana@example.com", "not the same");
        Partner crm = platform.get(PartnerKeys.class).partner("crm");
        platform.keep(
                crm,
                new Story("c-8", EUR)
                        .on("2026-01-25")
                        .send(new AccountProfile(
                                "Eight",
                                Slice.NO_PROFILE,
                                List.of(),
                                List.of(new AccountProfile.Alias("billing", "silent"))))
                        .reported());
        platform.keep(
                platform.partner(),
                new Story("silent", EUR).on("2026-02-20").starts("12.00").reported());
        platform.refresh();
    }

    private static void merge(String into, String account) {
        var _ = platform.get(Identity.class)
                .merge(platform.account(into), platform.account(account), "ana@example.com", "the same");
    }

    private static FactStore.Arrival retraction(Story.SentEvent reported) {
        Retraction retraction =
                Retraction.of(FactTables.of(reported.fact()), EventKey.of(reported.eventId()), "reported by mistake");
        return arrival(new Event(
                EventKey.of("retraction of " + reported.eventId()),
                reported.account(),
                reported.occurredAt(),
                retraction));
    }

    /// It was a day later.
    private static FactStore.Arrival correction(Story.SentEvent reported) {
        return arrival(new Event(
                EventKey.of("correction of " + reported.eventId()),
                reported.account(),
                reported.occurredAt().plus(Duration.ofDays(1)),
                reported.fact(),
                Optional.of(EventKey.of(reported.eventId()))));
    }

    private static FactStore.Arrival arrival(Event event) {
        return new FactStore.Arrival(
                event,
                platform.account(event.accountAlias()),
                platform.get(Settings.class).firm().zone().dayOf(event.occurredAt()));
    }

    private static void rebuild() {
        rebuild(platform.get(Refresh.class));
    }

    private static void rebuild(Refresh refresh) {
        refresh.askForRebuild();
        refresh.untilIdle();
    }

    private static void forgetLedgersAndCells() {
        for (String table : List.of(
                "account_version", "subscription_period", "mrr_movement", "ledger_row", "cell_day", "cell_month")) {
            execute("delete from " + table);
        }
    }

    private static void spoilLedgersAndCells() {
        execute("delete from account_version where account % 3 = 0");
        execute("update account_version set slice = slice + 1 where account % 3 = 1");
        execute("update subscription_period set monthly_micros = monthly_micros + 1 where account % 2 = 0");
        execute("delete from mrr_movement where account % 4 = 0");
        execute("update mrr_movement set amount_micros = 1 where account % 4 = 1");
        execute("update ledger_row set amount = amount + 1 where account % 2 = 1");
        execute("update cell_day set amount = amount + 1 where slice % 2 = 0");
        execute("delete from cell_month where slice % 2 = 1");
    }

    private static void execute(String sql) {
        platform.get(Database.class).run(connection -> {
            try (var statement = connection.createStatement()) {
                statement.executeUpdate(sql);
            }
        });
    }

    private static List<String> everythingStored() {
        List<String> everything = new ArrayList<>();
        for (String sql : List.of(
                "select * from cell_day order by measure, day, slice, custom_value",
                "select * from cell_month order by measure, month, slice, custom_value",
                "select * from mrr_movement order by account, day, kind",
                "select * from ledger_row order by account, measure, day, number",
                "select * from account_version order by account, from_day",
                "select * from subscription_period order by account, partner_id, subscription_id, from_day",
                "select account, name, stub from account where account not in (select account from account_merge) "
                        + "order by account")) {
            String table = sql.substring(sql.indexOf("from ") + 5).split(" ", -1)[0];
            platform.rows(sql).forEach(row -> everything.add(table + ": " + row));
        }
        return everything;
    }

    /// Tells what differs, since all of it is long.
    private static void assertStored(List<String> expected) {
        List<String> stored = everythingStored();
        List<String> surplus = new ArrayList<>(stored);
        surplus.removeAll(new HashSet<>(expected));
        List<String> missing = new ArrayList<>(expected);
        missing.removeAll(new HashSet<>(stored));
        assertThat(surplus).as("missing: " + missing).isEmpty();
        assertThat(stored).isEqualTo(expected);
    }

    private static void assertStoredIsRecounted() {
        RecomputedCells recount = platform.get(AsOfDataFactory.class).recount();
        CurrentData stored = platform.get(CurrentData.class);
        assertThat(stored.dayCells()).isEqualTo(recount.dayCells());
        assertThat(stored.monthCells()).isEqualTo(recount.monthCells());
    }
}
