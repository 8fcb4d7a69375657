package io.keepwell.core.ledger;

import static io.keepwell.core.TestPlatform.EUR;
import static io.keepwell.core.TestPlatform.USD;
import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.core.RandomStories;
import io.keepwell.core.fact.ExchangeRate;
import io.keepwell.core.fact.FactTables;
import io.keepwell.core.fact.Lead;
import io.keepwell.core.fact.Payment;
import io.keepwell.core.fact.SubscriptionChange;
import io.keepwell.core.fact.store.StoredFact;
import io.keepwell.core.fact.store.Story;
import io.keepwell.core.ledger.builder.FreePlanLedgerBuilder;
import io.keepwell.core.money.Money;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LifecycleTest {
    private static final int PARTNER = 1;

    @Test
    void account_goes_from_lead_over_trial_and_free_plan_to_customer_leaves_and_comes_back() {
        Lifecycle lifecycle = lifecycle(story().on("2026-01-05")
                .send(lead("l1", Lead.State.CREATED))
                .on("2026-01-12")
                .send(trial("main", "2026-02-12"))
                .on("2026-02-01")
                .starts("0.00")
                .on("2026-03-01")
                .changesTo("100.00")
                .on("2026-03-15")
                .changesTo("120.00")
                .on("2026-05-01")
                .ends()
                .on("2026-06-01")
                .starts("100.00"));

        assertThat(stretches(lifecycle))
                .containsExactly(
                        "2026-01-05 lead: l1 CREATED of 2026-01-05",
                        "2026-01-12 trial: main TRIAL of 2026-01-12",
                        "2026-02-01 free: main START of 2026-02-01",
                        "2026-03-01 customer: main CHANGE of 2026-03-01",
                        "2026-05-01 left: main END of 2026-05-01",
                        "2026-06-01 back: main START of 2026-06-01");
    }

    @Test
    void stretch_goes_on_until_the_next_and_the_last_one_still_holds() {
        Lifecycle lifecycle = lifecycle(
                story().on("2026-01-05").starts("100.00").on("2026-03-05").ends());

        assertThat(lifecycle.on(LocalDate.parse("2026-01-04"))).isEmpty();
        assertThat(lifecycle.on(LocalDate.parse("2026-01-05")))
                .hasValueSatisfying(stretch -> assertThat(stretch.to()).isEqualTo("2026-03-05"));
        assertThat(lifecycle.on(LocalDate.parse("2026-03-04")).map(Lifecycle.Span::state))
                .contains(Lifecycle.State.CUSTOMER);
        assertThat(lifecycle.on(LocalDate.parse("2026-03-05")))
                .hasValueSatisfying(stretch -> assertThat(stretch.to()).isEqualTo(Ledger.END));
    }

    @Test
    void trial_that_runs_out_has_left_on_the_day_it_named_and_who_pays_later_is_a_customer_not_back() {
        Lifecycle lifecycle = lifecycle(story().on("2026-01-05")
                .send(trial("main", "2026-02-05"))
                .on("2026-04-01")
                .starts("100.00"));

        assertThat(stretches(lifecycle))
                .containsExactly(
                        "2026-01-05 trial: main TRIAL of 2026-01-05",
                        "2026-02-05 left: main TRIAL of 2026-01-05",
                        "2026-04-01 customer: main START of 2026-04-01");
    }

    @Test
    void trial_without_an_end_goes_on_until_it_is_ended() {
        Lifecycle lifecycle = lifecycle(story().on("2026-01-05")
                .send(new SubscriptionChange(
                        "main", SubscriptionChange.Step.TRIAL, Optional.empty(), Optional.empty(), ""))
                .on("2026-09-01")
                .ends());

        assertThat(stretches(lifecycle))
                .containsExactly(
                        "2026-01-05 trial: main TRIAL of 2026-01-05", "2026-09-01 left: main END of 2026-09-01");
    }

    @Test
    void customer_that_goes_to_a_free_plan_or_a_trial_has_not_left_and_is_back_when_it_pays_again() {
        assertThat(stretches(lifecycle(story().on("2026-01-05")
                        .starts("100.00")
                        .on("2026-02-05")
                        .changesTo("0.00")
                        .on("2026-03-05")
                        .changesTo("50.00"))))
                .containsExactly(
                        "2026-01-05 customer: main START of 2026-01-05",
                        "2026-02-05 free: main CHANGE of 2026-02-05",
                        "2026-03-05 back: main CHANGE of 2026-03-05");
        assertThat(stretches(lifecycle(story().on("2026-01-05")
                        .starts("100.00")
                        .on("2026-02-05")
                        .ends()
                        .withSubscription("other")
                        .send(trial("other", "2026-03-01"))
                        .on("2026-02-20")
                        .starts("70.00"))))
                .containsExactly(
                        "2026-01-05 customer: main START of 2026-01-05",
                        "2026-02-05 trial: other TRIAL of 2026-02-05",
                        "2026-02-20 back: other START of 2026-02-20");
    }

    @Test
    void pause_of_the_only_subscription_is_leaving_and_its_resumption_coming_back() {
        assertThat(stretches(lifecycle(story().on("2026-01-05")
                        .starts("100.00")
                        .on("2026-02-05")
                        .pauses()
                        .on("2026-03-05")
                        .resumes())))
                .containsExactly(
                        "2026-01-05 customer: main START of 2026-01-05",
                        "2026-02-05 left: main PAUSE of 2026-02-05",
                        "2026-03-05 back: main RESUME of 2026-03-05");
    }

    @Test
    void paused_trial_has_left_and_is_a_trial_again_when_resumed() {
        assertThat(stretches(lifecycle(story().on("2026-01-05")
                        .send(trial("main", "2026-03-01"))
                        .on("2026-01-10")
                        .pauses()
                        .on("2026-01-20")
                        .resumes())))
                .containsExactly(
                        "2026-01-05 trial: main TRIAL of 2026-01-05",
                        "2026-01-10 left: main PAUSE of 2026-01-10",
                        "2026-01-20 trial: main RESUME of 2026-01-20");
    }

    @Test
    void money_that_is_past_due_changes_nothing_until_the_subscription_ends() {
        Payment failed = new Payment(
                "p1", "main", "", new Money(100_000_000, EUR), Payment.Nature.RECURRING, Payment.Result.FAILED);

        assertThat(stretches(lifecycle(story().on("2026-01-05")
                        .starts("100.00")
                        .on("2026-02-05")
                        .send(failed)
                        .on("2026-03-05")
                        .ends())))
                .containsExactly(
                        "2026-01-05 customer: main START of 2026-01-05", "2026-03-05 left: main END of 2026-03-05");
    }

    @Test
    void cancelled_subscription_is_a_customer_until_the_day_it_ends_at_even_one_still_to_come() {
        assertThat(stretches(lifecycle(story().on("2026-01-05")
                        .starts("100.00")
                        .on("2026-02-05")
                        .cancels(LocalDate.parse("2031-01-01"), "budget"))))
                .containsExactly(
                        "2026-01-05 customer: main START of 2026-01-05", "2031-01-01 left: main CANCEL of 2026-02-05");
        assertThat(stretches(lifecycle(story().on("2026-01-05")
                        .starts("100.00")
                        .on("2026-02-05")
                        .cancels(LocalDate.parse("2031-01-01"), "budget")
                        .on("2026-02-20")
                        .resumes())))
                .containsExactly("2026-01-05 customer: main START of 2026-01-05");
    }

    @Test
    void last_subscription_that_costs_something_decides_and_what_ended_it_is_behind() {
        assertThat(stretches(lifecycle(story().on("2026-01-05")
                        .withSubscription("free")
                        .starts("0.00")
                        .withSubscription("one")
                        .starts("10.00")
                        .withSubscription("two")
                        .starts("20.00")
                        .on("2026-02-05")
                        .ends()
                        .withSubscription("one")
                        .on("2026-03-05")
                        .ends()
                        .withSubscription("tried")
                        .on("2026-03-07")
                        .send(trial("tried", "2026-09-01"))
                        .withSubscription("free")
                        .on("2026-04-05")
                        .ends())))
                .containsExactly(
                        "2026-01-05 customer: two START of 2026-01-05",
                        "2026-03-05 free: one END of 2026-03-05",
                        "2026-04-05 trial: free END of 2026-04-05",
                        "2026-09-01 left: tried TRIAL of 2026-03-07");
    }

    @Test
    void what_comes_and_goes_within_one_day_leaves_no_trace() {
        assertThat(stretches(lifecycle(story().on("2026-01-05").starts("100.00").ends())))
                .isEmpty();
        assertThat(stretches(lifecycle(story().on("2026-01-05")
                        .send(lead("l1", Lead.State.CREATED))
                        .send(trial("main", "2026-02-05"))
                        .starts("100.00")
                        .changesTo("90.00"))))
                .containsExactly("2026-01-05 customer: main START of 2026-01-05");
    }

    @Test
    void move_to_another_subscription_or_source_within_a_day_is_no_leaving() {
        assertThat(stretches(lifecycle(story().on("2026-01-05")
                        .starts("100.00")
                        .on("2026-02-05")
                        .ends()
                        .withSubscription("other")
                        .starts("80.00")
                        .on("2026-03-05")
                        .ends()
                        .starts("70.00"))))
                .containsExactly("2026-01-05 customer: main START of 2026-01-05");
    }

    @Test
    void lost_lead_has_left_and_is_a_lead_again_when_another_is_reported() {
        assertThat(stretches(lifecycle(story().on("2026-01-05")
                        .send(lead("l1", Lead.State.CREATED))
                        .on("2026-01-08")
                        .send(lead("l2", Lead.State.CREATED))
                        .on("2026-02-05")
                        .send(lead("l1", Lead.State.LOST))
                        .on("2026-02-07")
                        .send(lead("l2", Lead.State.LOST))
                        .on("2026-08-01")
                        .send(lead("l3", Lead.State.CREATED)))))
                .containsExactly(
                        "2026-01-05 lead: l1 CREATED of 2026-01-05",
                        "2026-02-07 left: l2 LOST of 2026-02-07",
                        "2026-08-01 lead: l3 CREATED of 2026-08-01");
    }

    @Test
    void converted_lead_stays_one_until_a_subscription_is_reported_and_who_left_stays_so_whatever_leads_are_reported() {
        assertThat(stretches(lifecycle(story().on("2026-01-05")
                        .send(lead("l1", Lead.State.CREATED))
                        .on("2026-02-05")
                        .send(lead("l1", Lead.State.CONVERTED))
                        .on("2026-02-10")
                        .starts("100.00")
                        .on("2026-05-01")
                        .send(lead("l1", Lead.State.LOST))
                        .ends()
                        .on("2026-06-01")
                        .send(lead("l2", Lead.State.CREATED)))))
                .containsExactly(
                        "2026-01-05 lead: l1 CREATED of 2026-01-05",
                        "2026-02-10 customer: main START of 2026-02-10",
                        "2026-05-01 left: main END of 2026-05-01");
    }

    @Test
    void money_without_a_rate_makes_no_customer_until_there_is_one() {
        Story story = new Story("acme", USD)
                .on("2026-01-05")
                .send(lead("l1", Lead.State.CREATED))
                .on("2026-01-07")
                .starts("100.00");

        assertThat(stretches(lifecycle(story))).containsExactly("2026-01-05 lead: l1 CREATED of 2026-01-05");
        List<StoredFact<ExchangeRate>> reported = facts(new Story("", EUR)
                        .on("2026-01-06")
                        .send(new ExchangeRate(USD, EUR, 900_000_000))
                        .reported())
                .of(FactTables.EXCHANGE_RATE);
        assertThat(stretches(Lifecycle.of(facts(story.reported()), new ExchangeRates(EUR, 7, reported))))
                .containsExactly(
                        "2026-01-05 lead: l1 CREATED of 2026-01-05", "2026-01-07 customer: main START of 2026-01-07");
    }

    @Test
    void step_reported_late_moves_what_follows_and_the_order_of_telling_changes_nothing() {
        List<Story.SentEvent> reported = new ArrayList<>(story().on("2026-01-05")
                .send(trial("main", "2026-02-05"))
                .on("2026-02-01")
                .starts("100.00")
                .on("2026-05-01")
                .ends()
                .on("2026-06-01")
                .starts("100.00")
                .reported());
        Lifecycle inOrder = Lifecycle.of(facts(reported), rules().rates());
        // The start came in last.
        List<Story.SentEvent> late = new ArrayList<>(reported);
        Collections.swap(late, 1, 3);

        assertThat(stretches(Lifecycle.of(
                        facts(List.of(reported.get(0), reported.get(2), reported.get(3))), rules().rates())))
                .containsExactly(
                        "2026-01-05 trial: main TRIAL of 2026-01-05",
                        "2026-02-05 left: main TRIAL of 2026-01-05",
                        "2026-06-01 customer: main START of 2026-06-01");
        assertThat(Lifecycle.of(facts(late), rules().rates())).isEqualTo(inOrder);
        assertThat(stretches(inOrder)).last().asString().startsWith("2026-06-01 back");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void customers_and_free_customers_of_random_stories_are_those_of_the_ledger(long seed) {
        RandomStories stories = new RandomStories(seed);
        List<Story.SentEvent> all = stories.sendEverything(30, 40);
        Random random = new Random(seed);
        Set<Lifecycle.State> seen = new TreeSet<>();
        Map<String, List<Story.SentEvent>> byAccount = all.stream()
                .collect(Collectors.groupingBy(Story.SentEvent::account, TreeMap::new, Collectors.toList()));
        ExchangeRates rates = new ExchangeRates(EUR, 7, facts(all).of(FactTables.EXCHANGE_RATE));
        LedgerRules plain = rules();
        LedgerRules rules = new LedgerRules(plain.zone(), rates, plain.policies(), plain.partners());
        byAccount.values().forEach(reported -> {
            Collections.shuffle(reported, random);
            Lifecycle lifecycle = Lifecycle.of(facts(reported), rates);
            Ledger ledger = Ledger.of(facts(reported), rules, List.of(new FreePlanLedgerBuilder()));

            lifecycle.stretches().forEach(stretch -> seen.add(stretch.state()));
            assertThat(beginnings(lifecycle, Lifecycle.State.CUSTOMER)).isEqualTo(days(ledger, MovementKind.NEW));
            assertThat(beginnings(lifecycle, Lifecycle.State.BACK)).isEqualTo(days(ledger, MovementKind.REACTIVATION));
            assertThat(ends(lifecycle, Set.of(Lifecycle.State.CUSTOMER, Lifecycle.State.BACK)))
                    .isEqualTo(days(ledger, MovementKind.CHURN));
            assertThat(beginnings(lifecycle, Lifecycle.State.FREE))
                    .isEqualTo(ledger.entries().stream()
                            .filter(entry -> entry.measure() == Measure.FREE_STARTS)
                            .map(LedgerRow::day)
                            .toList());
            assertGapless(lifecycle);
        });
        assertThat(seen).containsExactly(Lifecycle.State.values());
    }

    private static void assertGapless(Lifecycle lifecycle) {
        List<Lifecycle.Span> stretches = lifecycle.stretches();
        for (int i = 0; i < stretches.size(); i++) {
            boolean isLast = i == stretches.size() - 1;
            assertThat(stretches.get(i).to())
                    .isEqualTo(isLast ? Ledger.END : stretches.get(i + 1).from())
                    .isAfter(stretches.get(i).from());
            assertThat(isLast
                            || stretches.get(i).state() != stretches.get(i + 1).state())
                    .isTrue();
        }
    }

    private static List<LocalDate> beginnings(Lifecycle lifecycle, Lifecycle.State state) {
        return lifecycle.stretches().stream()
                .filter(stretch -> stretch.state() == state)
                .map(Lifecycle.Span::from)
                .toList();
    }

    private static List<LocalDate> ends(Lifecycle lifecycle, Set<Lifecycle.State> states) {
        return lifecycle.stretches().stream()
                .filter(stretch ->
                        states.contains(stretch.state()) && !stretch.to().equals(Ledger.END))
                .map(Lifecycle.Span::to)
                .toList();
    }

    private static List<LocalDate> days(Ledger ledger, MovementKind kind) {
        return ledger.movements().stream()
                .filter(movement -> movement.kind() == kind)
                .map(MrrMovement::day)
                .toList();
    }

    private static Story story() {
        return new Story("acme", EUR);
    }

    private static Lead lead(String id, Lead.State state) {
        return new Lead(id, "web", state);
    }

    private static SubscriptionChange trial(String subscription, String endsOn) {
        return new SubscriptionChange(
                subscription,
                SubscriptionChange.Step.TRIAL,
                Optional.empty(),
                Optional.of(LocalDate.parse(endsOn)),
                "");
    }

    private static LedgerRules rules() {
        return LedgerRules.plain(EUR);
    }

    private static Lifecycle lifecycle(Story story) {
        return Lifecycle.of(facts(story.reported()), rules().rates());
    }

    private static AccountFacts facts(List<Story.SentEvent> reported) {
        return OneAccount.facts(OneAccount.kept(PARTNER, reported));
    }

    private static List<String> stretches(Lifecycle lifecycle) {
        return lifecycle.stretches().stream()
                .map(stretch -> stretch.from() + " " + stretch.state().id() + ": " + behind(stretch.behind()))
                .toList();
    }

    private static String behind(StoredFact<?> stored) {
        String what = switch (stored.fact()) {
            case SubscriptionChange change -> change.subscriptionId() + " " + change.step();
            case Lead lead -> lead.leadId() + " " + lead.state();
            default -> throw new AssertionError("neither subscription nor lead: " + stored);
        };
        return what + " of " + stored.day();
    }
}
