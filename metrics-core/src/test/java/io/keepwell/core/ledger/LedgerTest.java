package io.keepwell.core.ledger;

import static io.keepwell.core.TestPlatform.EUR;
import static io.keepwell.core.TestPlatform.USD;
import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.core.RandomStories;
import io.keepwell.core.account.Dimension;
import io.keepwell.core.account.Slice;
import io.keepwell.core.fact.SubscriptionChange;
import io.keepwell.core.fact.store.StoredFact;
import io.keepwell.core.fact.store.Story;
import io.keepwell.core.money.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class LedgerTest {
    @Test
    void start_change_and_end_are_new_expansion_contraction_and_churn() {
        Ledger ledger = ledger(story().on("2026-01-05")
                .starts("100.00")
                .on("2026-02-05")
                .changesTo("150.00")
                .on("2026-03-05")
                .changesTo("120.00")
                .on("2026-04-05")
                .ends());

        assertThat(movements(ledger))
                .containsExactly(
                        "2026-01-05 new 100: 0 → 100",
                        "2026-02-05 expansion 50: 100 → 150",
                        "2026-03-05 contraction 30: 150 → 120",
                        "2026-04-05 churn 120: 120 → 0");
        assertThat(periods(ledger))
                .containsExactly(
                        "main 2026-01-05 to 2026-02-05: 100",
                        "main 2026-02-05 to 2026-03-05: 150",
                        "main 2026-03-05 to 2026-04-05: 120");
    }

    @Test
    void pause_of_the_only_subscription_is_churn_and_its_resumption_reactivation() {
        Ledger ledger = ledger(story().on("2026-01-05")
                .starts("100.00")
                .on("2026-02-05")
                .pauses()
                .on("2026-03-05")
                .resumes());

        assertThat(movements(ledger))
                .containsExactly(
                        "2026-01-05 new 100: 0 → 100",
                        "2026-02-05 churn 100: 100 → 0",
                        "2026-03-05 reactivation 100: 0 → 100");
    }

    @Test
    void pause_of_one_of_two_subscriptions_is_contraction_and_its_resumption_expansion() {
        Ledger ledger = ledger(story().on("2026-01-05")
                .starts("100.00")
                .withSubscription("add-on")
                .starts("20.00")
                .on("2026-02-05")
                .pauses()
                .on("2026-03-05")
                .resumes());

        assertThat(movements(ledger))
                .containsExactly(
                        "2026-01-05 new 120: 0 → 120",
                        "2026-02-05 contraction 20: 120 → 100",
                        "2026-03-05 expansion 20: 100 → 120");
    }

    @Test
    void price_changed_during_a_pause_counts_from_the_resumption() {
        Ledger ledger = ledger(story().on("2026-01-05")
                .starts("100.00")
                .on("2026-02-05")
                .pauses()
                .on("2026-02-10")
                .changesTo("80.00")
                .on("2026-03-05")
                .resumes());

        assertThat(movements(ledger))
                .containsExactly(
                        "2026-01-05 new 100: 0 → 100",
                        "2026-02-05 churn 100: 100 → 0",
                        "2026-03-05 reactivation 80: 0 → 80");
    }

    @Test
    void first_of_several_subscriptions_to_end_is_contraction_and_the_last_is_churn() {
        Ledger ledger = ledger(story().on("2026-01-05")
                .starts("100.00")
                .withSubscription("add-on")
                .starts("20.00")
                .on("2026-02-05")
                .ends()
                .withSubscription("main")
                .on("2026-03-05")
                .ends());

        assertThat(movements(ledger))
                .containsExactly(
                        "2026-01-05 new 120: 0 → 120",
                        "2026-02-05 contraction 20: 120 → 100",
                        "2026-03-05 churn 100: 100 → 0");
    }

    @Test
    void cancelled_subscription_counts_until_the_day_it_ends_at_whatever_it_costs_by_then() {
        Ledger ledger = ledger(story().on("2026-01-05")
                .starts("100.00")
                .on("2026-02-05")
                .cancels(LocalDate.parse("2026-04-01"), "budget")
                .on("2026-03-01")
                .changesTo("90.00"));

        assertThat(movements(ledger))
                .containsExactly(
                        "2026-01-05 new 100: 0 → 100",
                        "2026-03-01 contraction 10: 100 → 90",
                        "2026-04-01 churn 90: 90 → 0");
    }

    @Test
    void cancellation_to_a_day_that_has_passed_ends_it_on_its_own_day() {
        Ledger ledger = ledger(
                story().on("2026-01-05").starts("100.00").on("2026-02-05").cancels(LocalDate.parse("2026-01-20"), ""));

        assertThat(movements(ledger)).containsExactly("2026-01-05 new 100: 0 → 100", "2026-02-05 churn 100: 100 → 0");
    }

    @Test
    void cancellation_taken_back_in_time_leaves_no_trace() {
        Ledger ledger = ledger(story().on("2026-01-05")
                .starts("100.00")
                .on("2026-02-05")
                .cancels(LocalDate.parse("2026-04-01"), "")
                .on("2026-03-31")
                .resumes());

        assertThat(movements(ledger)).containsExactly("2026-01-05 new 100: 0 → 100");
        assertThat(periods(ledger)).containsExactly("main 2026-01-05 to 9999-12-31: 100");
    }

    @Test
    void change_after_the_end_counts_for_nothing_until_it_starts_anew() {
        Ledger ledger = ledger(story().on("2026-01-05")
                .starts("100.00")
                .on("2026-02-05")
                .ends()
                .on("2026-02-10")
                .changesTo("500.00")
                .on("2026-03-05")
                .starts("60.00"));

        assertThat(movements(ledger))
                .containsExactly(
                        "2026-01-05 new 100: 0 → 100",
                        "2026-02-05 churn 100: 100 → 0",
                        "2026-03-05 reactivation 60: 0 → 60");
    }

    @Test
    void change_whose_start_is_still_on_the_way_begins_the_subscription() {
        Story story = story().on("2026-01-05").starts("100.00").on("2026-02-05").changesTo("150.00");

        assertThat(movements(ledger(story.reported().subList(1, 2)))).containsExactly("2026-02-05 new 150: 0 → 150");
        assertThat(movements(ledger(story)))
                .containsExactly("2026-01-05 new 100: 0 → 100", "2026-02-05 expansion 50: 100 → 150");
    }

    @Test
    void move_between_plans_or_source_systems_within_a_day_is_one_change() {
        List<StoredFact<?>> facts = new ArrayList<>(OneAccount.kept(
                1,
                story().on("2026-01-05")
                        .starts("100.00")
                        .on("2026-02-05")
                        .ends()
                        .withSubscription("premium")
                        .starts("130.00")
                        .on("2026-03-05")
                        .ends()
                        .reported()));
        facts.addAll(OneAccount.kept(
                2,
                new Story("same account, other system", EUR)
                        .on("2026-03-05")
                        .starts("110.00")
                        .reported()));

        assertThat(movements(of(facts)))
                .containsExactly(
                        "2026-01-05 new 100: 0 → 100",
                        "2026-02-05 expansion 30: 100 → 130",
                        "2026-03-05 contraction 20: 130 → 110");
    }

    @Test
    void what_begins_and_ends_within_a_day_never_was() {
        Ledger ledger = ledger(story().on("2026-01-05").starts("100.00").ends());

        assertThat(ledger.movements()).isEmpty();
        assertThat(ledger.periods()).isEmpty();
    }

    @Test
    void ended_and_begun_anew_within_a_day_is_no_change() {
        Ledger ledger = ledger(story().on("2026-01-05")
                .starts("100.00")
                .on("2026-02-05")
                .ends()
                .starts("100.00"));

        assertThat(movements(ledger)).containsExactly("2026-01-05 new 100: 0 → 100");
    }

    @Test
    void free_subscription_makes_a_customer_only_when_it_is_paid_for() {
        Ledger ledger =
                ledger(story().on("2026-01-05").starts("0.00").on("2026-02-05").changesTo("10.00"));

        assertThat(movements(ledger)).containsExactly("2026-02-05 new 10: 0 → 10");
    }

    @Test
    void money_of_another_currency_is_left_out() {
        Ledger ledger = of(join(
                OneAccount.kept(1, story().on("2026-01-05").starts("100.00").reported()),
                OneAccount.kept(
                        1,
                        new Story("dollars", USD)
                                .withSubscription("abroad")
                                .on("2026-01-06")
                                .starts("900.00")
                                .on("2026-02-06")
                                .ends()
                                .reported())));

        assertThat(movements(ledger)).containsExactly("2026-01-05 new 100: 0 → 100");
    }

    @Test
    void backdated_and_late_changes_give_the_same_ledger_in_whatever_order_they_come() {
        List<Story.SentEvent> reported = new RandomStories(28).send(1, 90);
        Ledger expected = ledger(reported);
        assertThat(expected.movements()).hasSizeGreaterThan(5);

        List<Story.SentEvent> shuffled = new ArrayList<>(reported);
        RandomStories order = new RandomStories(27);
        for (int i = 0; i < 200; i++) {
            Collections.shuffle(shuffled, order.random());
            assertThat(ledger(shuffled)).isEqualTo(expected);
        }
    }

    @Test
    void steps_of_the_same_moment_are_taken_in_the_order_of_a_life() {
        Instant midnight = Instant.parse("2026-01-05T00:00:00Z");
        List<Story.SentEvent> reported = new ArrayList<>();
        for (Story.SentEvent each : story().on("2026-01-05")
                .ends()
                .pauses()
                .changesTo("80.00")
                .starts("100.00")
                .resumes()
                .reported()) {
            reported.add(new Story.SentEvent(each.eventId(), each.account(), midnight, each.fact()));
        }

        // START, CHANGE, PAUSE, RESUME, then END, which wins; without it the changed price.
        assertThat(ledger(reported).movements()).isEmpty();
        assertThat(movements(ledger(reported.subList(1, 5)))).containsExactly("2026-01-05 new 80: 0 → 80");
        assertThat(ledger(reported.reversed())).isEqualTo(ledger(reported));
    }

    @Test
    void subscription_that_runs_ends_before_it_starts_anew_at_the_same_moment() {
        List<Story.SentEvent> reported =
                new ArrayList<>(story().on("2026-01-05").starts("100.00").reported());
        Instant midnight = Instant.parse("2026-02-01T00:00:00Z");
        for (Story.SentEvent each :
                story().on("2026-02-01").starts("150.00").ends().reported()) {
            reported.add(new Story.SentEvent("again " + each.eventId(), each.account(), midnight, each.fact()));
        }

        assertThat(movements(ledger(reported)))
                .containsExactly("2026-01-05 new 100: 0 → 100", "2026-02-01 expansion 50: 100 → 150");
        assertThat(ledger(reported.reversed())).isEqualTo(ledger(reported));
    }

    @Test
    void trial_reported_for_the_moment_of_the_start_is_over_with_it() {
        List<Story.SentEvent> reported = new ArrayList<>();
        for (Story.SentEvent each : story().on("2026-02-01")
                .starts("150.00")
                .send(new SubscriptionChange(
                        "main", SubscriptionChange.Step.TRIAL, Optional.empty(), Optional.empty(), ""))
                .reported()) {
            reported.add(new Story.SentEvent(
                    each.eventId(), each.account(), Instant.parse("2026-02-01T00:00:00Z"), each.fact()));
        }

        assertThat(movements(ledger(reported))).containsExactly("2026-02-01 new 150: 0 → 150");
    }

    @Test
    void change_of_slice_transfers_what_was_paid_before_and_the_rest_counts_in_the_new_slice() {
        Ledger ledger = ledger(story().on("2026-01-05")
                .standsIn(Dimension.OWNER, "Ana")
                .starts("100.00")
                .on("2026-02-05")
                .standsIn(Dimension.OWNER, "Bo")
                .changesTo("130.00"));

        assertThat(movements(ledger))
                .containsExactly(
                        "2026-01-05 new 100: 0 → 100 [Ana]",
                        "2026-02-05 transfer_out 100: 100 → 100 [Ana]",
                        "2026-02-05 transfer_in 100: 100 → 100 [Bo]",
                        "2026-02-05 expansion 30: 100 → 130 [Bo]");
    }

    @Test
    void nothing_is_transferred_when_nothing_is_paid_or_the_slice_is_the_same_by_evening() {
        Ledger nothingPaid = ledger(story().on("2026-01-05")
                .standsIn(Dimension.OWNER, "Ana")
                .on("2026-02-05")
                .standsIn(Dimension.OWNER, "Bo"));
        assertThat(nothingPaid.movements()).isEmpty();
        assertThat(versions(nothingPaid))
                .containsExactly("2026-01-05 to 2026-02-05 Ana", "2026-02-05 to 9999-12-31 Bo");

        Ledger backAgain = ledger(story().on("2026-01-05")
                .standsIn(Dimension.OWNER, "Ana")
                .starts("100.00")
                .on("2026-02-05")
                .standsIn(Dimension.OWNER, "Bo")
                .standsIn(Dimension.OWNER, "Ana")
                .on("2026-03-05")
                .isNamed("Another name"));
        assertThat(movements(backAgain)).containsExactly("2026-01-05 new 100: 0 → 100 [Ana]");
        assertThat(versions(backAgain)).containsExactly("2026-01-05 to 9999-12-31 Ana");
    }

    @Test
    void who_leaves_on_the_day_of_a_move_leaves_from_the_new_slice() {
        Ledger ledger = ledger(story().on("2026-01-05")
                .standsIn(Dimension.OWNER, "Ana")
                .starts("100.00")
                .on("2026-02-05")
                .standsIn(Dimension.OWNER, "Bo")
                .ends());

        assertThat(movements(ledger))
                .containsExactly(
                        "2026-01-05 new 100: 0 → 100 [Ana]",
                        "2026-02-05 transfer_out 100: 100 → 100 [Ana]",
                        "2026-02-05 transfer_in 100: 100 → 100 [Bo]",
                        "2026-02-05 churn 100: 100 → 0 [Bo]");
    }

    @Test
    void account_stands_nowhere_before_its_first_profile() {
        Ledger ledger = ledger(
                story().on("2026-01-05").starts("100.00").on("2026-02-05").standsIn(Dimension.OWNER, "Ana"));

        assertThat(movements(ledger))
                .containsExactly(
                        "2026-01-05 new 100: 0 → 100",
                        "2026-02-05 transfer_out 100: 100 → 100",
                        "2026-02-05 transfer_in 100: 100 → 100 [Ana]");
        assertThat(ledger.sliceKeyOn(LocalDate.parse("2026-02-04"))).isEqualTo(Slice.UNKNOWN);
        assertThat(ledger.sliceKeyOn(LocalDate.parse("2026-02-05")).value(Dimension.OWNER))
                .isEqualTo("Ana");
    }

    @Test
    void facts_reported_by_nobody_make_an_empty_ledger() {
        Ledger ledger = of(List.of());

        assertThat(ledger.versions()).isEmpty();
        assertThat(ledger.periods()).isEmpty();
        assertThat(ledger.movements()).isEmpty();
    }

    private static Story story() {
        return new Story("acme", EUR);
    }

    private static Ledger ledger(Story story) {
        return ledger(story.reported());
    }

    private static Ledger ledger(List<Story.SentEvent> reported) {
        return of(OneAccount.kept(1, reported));
    }

    private static List<StoredFact<?>> join(List<StoredFact<?>> some, List<StoredFact<?>> others) {
        return Stream.concat(some.stream(), others.stream()).toList();
    }

    private static Ledger of(List<StoredFact<?>> facts) {
        return Ledger.of(OneAccount.facts(facts), LedgerRules.plain(EUR), List.of());
    }

    private static List<String> movements(Ledger ledger) {
        return ledger.movements().stream()
                .map(movement -> movement.day() + " " + movement.kind().id() + " " + units(movement.amountMicros())
                        + ": " + units(movement.beforeMicros()) + " → " + units(movement.afterMicros())
                        + owner(movement.sliceKey()))
                .toList();
    }

    private static List<String> periods(Ledger ledger) {
        return ledger.periods().stream()
                .map(period -> period.subscriptionId() + " " + period.from() + " to " + period.to() + ": "
                        + units(period.monthlyMicros()))
                .toList();
    }

    private static List<String> versions(Ledger ledger) {
        return ledger.versions().stream()
                .map(version -> version.from() + " to " + version.to() + " "
                        + version.sliceKey().value(Dimension.OWNER))
                .toList();
    }

    private static String owner(Slice sliceKey) {
        String owner = sliceKey.value(Dimension.OWNER);
        return owner.isEmpty() ? "" : " [" + owner + "]";
    }

    private static String units(long micros) {
        return Money.units(micros).stripTrailingZeros().toPlainString();
    }
}
