package io.keepwell.core.ledger;

import static io.keepwell.core.TestPlatform.EUR;
import static io.keepwell.core.TestPlatform.USD;
import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.core.account.Dimension;
import io.keepwell.core.account.Slice;
import io.keepwell.core.fact.SubscriptionChange;
import io.keepwell.core.fact.store.StoredFact;
import io.keepwell.core.fact.store.Story;
import io.keepwell.core.money.Money;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Which partner an account counts for, day by day.
final class SourceHistoryTest {
    private static final Map<Integer, String> PARTNERS = Map.of(1, "crm", 2, "shop", 3, "billing");
    private static final LedgerRules PLAIN = LedgerRules.plain(EUR);
    private static final LedgerRules RULES = new LedgerRules(PLAIN.zone(), PLAIN.rates(), PLAIN.policies(), PARTNERS);

    @Test
    void account_counts_for_who_tells_its_profile_until_somebody_bills_it() {
        Ledger ledger = ledger(
                reported("crm", story().on("2026-01-05").isNamed("Acme")),
                reported("shop", story().on("2026-01-20").starts("100.00")),
                reported("crm", story().on("2026-02-05").standsIn(Dimension.OWNER, "Ana")));

        assertThat(sources(ledger)).containsExactly("2026-01-05 crm", "2026-01-20 shop", "2026-02-05 shop");
        assertThat(movements(ledger))
                .containsExactly(
                        "2026-01-20 new 100 [shop]",
                        "2026-02-05 transfer_out 100 [shop]",
                        "2026-02-05 transfer_in 100 [shop]");
    }

    @Test
    void newest_profile_decides_while_there_is_no_subscription() {
        assertThat(sources(ledger(
                        reported("crm", story().on("2026-01-05").isNamed("Acme")),
                        reported("shop", story().on("2026-02-05").isNamed("Acme")))))
                .containsExactly("2026-01-05 crm", "2026-02-05 shop");
    }

    @Test
    void subscription_that_brings_nothing_yet_goes_before_profiles_and_behind_bills() {
        SubscriptionChange trial =
                new SubscriptionChange("trial", SubscriptionChange.Step.TRIAL, Optional.empty(), Optional.empty(), "");
        assertThat(sources(ledger(
                        reported("crm", story().on("2026-01-05").isNamed("Acme")),
                        reported("shop", story().on("2026-01-10").send(trial)),
                        reported("crm", story().on("2026-01-15").isNamed("Acme Ltd")),
                        reported("billing", story().on("2026-02-01").starts("0.00")),
                        reported("shop", story().on("2026-02-05").starts("10.00")),
                        reported("billing", story().on("2026-02-10").pauses()))))
                .containsExactly("2026-01-05 crm", "2026-01-10 shop", "2026-02-01 billing", "2026-02-05 shop");
    }

    @Test
    void subscription_whose_money_is_pending_tells_the_source_of_an_account_without_a_profile() {
        Ledger ledger =
                ledger(reported("shop", new Story("acme", USD).on("2026-01-10").starts("10.00")));

        assertThat(ledger.periods()).isEmpty();
        assertThat(sources(ledger)).containsExactly("2026-01-10 shop");
        assertThat(ledger.sliceKeyOn(LocalDate.parse("2026-01-10")))
                .isEqualTo(Slice.UNKNOWN.with(Dimension.SOURCE, "shop"));
    }

    @Test
    void last_biller_keeps_the_account_through_a_pause_and_after_the_end() {
        Ledger ledger = ledger(
                reported(
                        "shop",
                        story().on("2026-01-05")
                                .starts("100.00")
                                .on("2026-02-05")
                                .pauses()
                                .on("2026-03-05")
                                .resumes()
                                .on("2026-04-05")
                                .ends()),
                reported("crm", story().on("2026-05-05").isNamed("Acme")),
                reported(
                        "billing",
                        story().withSubscription("free").on("2026-05-06").starts("0.00")));

        assertThat(sources(ledger)).containsExactly("2026-01-05 shop");
        assertThat(movements(ledger))
                .containsExactly(
                        "2026-01-05 new 100 [shop]",
                        "2026-02-05 churn 100 [shop]",
                        "2026-03-05 reactivation 100 [shop]",
                        "2026-04-05 churn 100 [shop]");
    }

    @Test
    void of_several_billers_the_one_that_bills_most_counts_and_of_equal_ones_the_first_by_name() {
        Ledger ledger = ledger(
                reported(
                        "shop",
                        story().on("2026-01-05")
                                .starts("100.00")
                                .on("2026-04-05")
                                .changesTo("20.00")),
                reported(
                        "billing",
                        story().on("2026-02-05")
                                .starts("60.00")
                                .on("2026-03-05")
                                .changesTo("100.00")),
                reported(
                        "billing",
                        story().withSubscription("more").on("2026-05-05").starts("1.00")));

        assertThat(sources(ledger)).containsExactly("2026-01-05 shop", "2026-03-05 billing");
        assertThat(movements(ledger))
                .containsExactly(
                        "2026-01-05 new 100 [shop]",
                        "2026-02-05 expansion 60 [shop]",
                        "2026-03-05 transfer_out 160 [shop]",
                        "2026-03-05 transfer_in 160 [billing]",
                        "2026-03-05 expansion 40 [billing]",
                        "2026-04-05 contraction 80 [billing]",
                        "2026-05-05 expansion 1 [billing]");
    }

    @Test
    void several_subscriptions_of_a_partner_count_together() {
        assertThat(sources(ledger(
                        reported("shop", story().on("2026-01-05").starts("50.00")),
                        reported("billing", story().on("2026-01-06").starts("30.00")),
                        reported(
                                "billing",
                                story().withSubscription("more")
                                        .on("2026-01-07")
                                        .starts("30.00")))))
                .containsExactly("2026-01-05 shop", "2026-01-07 billing");
    }

    @Test
    void move_from_one_partners_billing_to_anothers_within_a_day_is_one_transfer_and_no_churn() {
        Ledger ledger = ledger(
                reported(
                        "shop",
                        story().on("2026-01-05")
                                .starts("100.00")
                                .on("2026-03-05")
                                .ends()),
                reported("billing", story().on("2026-03-05").starts("120.00")));

        assertThat(sources(ledger)).containsExactly("2026-01-05 shop", "2026-03-05 billing");
        assertThat(movements(ledger))
                .containsExactly(
                        "2026-01-05 new 100 [shop]",
                        "2026-03-05 transfer_out 100 [shop]",
                        "2026-03-05 transfer_in 100 [billing]",
                        "2026-03-05 expansion 20 [billing]");
    }

    @Test
    void move_over_days_is_churn_of_the_one_and_reactivation_of_the_other() {
        Ledger ledger = ledger(
                reported(
                        "shop",
                        story().on("2026-01-05")
                                .starts("100.00")
                                .on("2026-03-05")
                                .ends()),
                reported("billing", story().on("2026-03-07").starts("120.00")));

        assertThat(movements(ledger))
                .containsExactly(
                        "2026-01-05 new 100 [shop]",
                        "2026-03-05 churn 100 [shop]",
                        "2026-03-07 reactivation 120 [billing]");
    }

    @Test
    void cancelled_subscription_counts_until_its_end_and_the_remaining_one_from_then_on() {
        assertThat(sources(ledger(
                        reported(
                                "shop",
                                story().on("2026-01-05")
                                        .starts("100.00")
                                        .on("2026-02-05")
                                        .cancels(LocalDate.parse("2026-06-01"), "")),
                        reported("billing", story().on("2026-01-05").starts("10.00")))))
                .containsExactly("2026-01-05 shop", "2026-06-01 billing");
    }

    @Test
    void account_of_which_neither_subscription_nor_profile_is_reported_has_no_source() {
        Ledger ledger = ledger(reported("shop", story().on("2026-01-05").recommends(9)));

        assertThat(ledger.versions()).isEmpty();
        assertThat(ledger.sliceKeyOn(LocalDate.parse("2026-01-05"))).isEqualTo(Slice.UNKNOWN);
    }

    @Test
    void order_in_which_facts_are_reported_changes_nothing() {
        List<StoredFact<?>> facts = new ArrayList<>();
        facts.addAll(reported(
                "crm", story().on("2026-01-05").isNamed("Acme").on("2026-01-07").isNamed("Acme Ltd")));
        facts.addAll(reported(
                "shop",
                story().on("2026-01-06").starts("100.00").on("2026-03-05").ends()));
        facts.addAll(reported(
                "billing",
                story().on("2026-02-05").starts("100.00").on("2026-02-07").changesTo("50.00")));
        Ledger expected = of(facts);
        for (int i = 0; i < 50; i++) {
            Collections.shuffle(facts, new Random(i));
            assertThat(of(facts)).isEqualTo(expected);
        }
    }

    private static Story story() {
        return new Story("acme", EUR);
    }

    private static List<StoredFact<?>> reported(String partner, Story story) {
        int number = PARTNERS.entrySet().stream()
                .filter(entry -> entry.getValue().equals(partner))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
        return OneAccount.kept(number, story.reported());
    }

    @SafeVarargs
    private static Ledger ledger(List<StoredFact<?>>... reported) {
        List<StoredFact<?>> facts = new ArrayList<>();
        for (List<StoredFact<?>> each : reported) {
            facts.addAll(each);
        }
        return of(facts);
    }

    private static Ledger of(List<StoredFact<?>> facts) {
        return Ledger.of(OneAccount.facts(facts), RULES, List.of());
    }

    private static List<String> sources(Ledger ledger) {
        return ledger.versions().stream()
                .map(version -> version.from() + " " + version.sliceKey().value(Dimension.SOURCE))
                .toList();
    }

    private static List<String> movements(Ledger ledger) {
        return ledger.movements().stream()
                .map(movement -> movement.day() + " " + movement.kind().id() + " "
                        + Money.units(movement.amountMicros())
                                .stripTrailingZeros()
                                .toPlainString() + " ["
                        + movement.sliceKey().value(Dimension.SOURCE) + "]")
                .toList();
    }
}
