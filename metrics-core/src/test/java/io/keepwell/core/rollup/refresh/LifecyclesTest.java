package io.keepwell.core.rollup.refresh;

import static io.keepwell.core.TestPlatform.EUR;
import static io.keepwell.core.TestPlatform.USD;
import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.core.TestPlatform;
import io.keepwell.core.access.Partner;
import io.keepwell.core.access.PartnerKeys;
import io.keepwell.core.account.Account;
import io.keepwell.core.account.AccountNumbers;
import io.keepwell.core.fact.EventKey;
import io.keepwell.core.fact.ExchangeRate;
import io.keepwell.core.fact.FactTables;
import io.keepwell.core.fact.Lead;
import io.keepwell.core.fact.Retraction;
import io.keepwell.core.fact.SubscriptionChange;
import io.keepwell.core.fact.store.Story;
import io.keepwell.core.identity.Identity;
import io.keepwell.core.suite.UsesDatabase;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@UsesDatabase
final class LifecyclesTest {
    @AutoClose
    private static final TestPlatform platform = TestPlatform.start();

    @BeforeEach
    void forget() {
        platform.forget();
    }

    private static List<String> now(int account) {
        return states(account, Optional.empty());
    }

    private static List<String> asOf(int account, Instant moment) {
        return states(account, Optional.of(moment));
    }

    private static List<String> states(int account, Optional<Instant> asOf) {
        return platform.get(Lifecycles.class).of(account, asOf).stretches().stream()
                .map(stretch -> stretch.from() + " " + stretch.state().id())
                .toList();
    }

    private static Story story(String account) {
        return new Story(account, EUR);
    }

    private static void keep(String eventId, Story story, String corrects) {
        Story.SentEvent reported = story.reported().getFirst();
        var _ = platform.keep(
                platform.partner(),
                List.of(new Story.SentEvent(
                        eventId,
                        reported.account(),
                        reported.occurredAt(),
                        reported.fact(),
                        Optional.of(corrects).filter(id -> !id.isEmpty()))));
    }

    @Test
    void account_of_which_neither_lead_nor_subscription_was_reported_has_none() {
        platform.send(story("acme").on("2026-01-05").isNamed("Acme").recommends(9));

        assertThat(now(platform.account("acme"))).isEmpty();
    }

    @Test
    void what_partners_call_one_account_is_one_lifecycle_once_it_is_merged_and_two_after_a_split() {
        Partner crm = platform.get(PartnerKeys.class).partner("crm");
        var _ = platform.keep(
                crm,
                story("acme")
                        .on("2026-01-05")
                        .send(new Lead("l1", "web", Lead.State.CREATED))
                        .reported());
        platform.send(story("4711")
                .on("2026-02-05")
                .send(new SubscriptionChange(
                        "main",
                        SubscriptionChange.Step.TRIAL,
                        Optional.empty(),
                        Optional.of(LocalDate.parse("2026-03-05")),
                        ""))
                .on("2026-03-01")
                .starts("10.00"));
        int whole = Objects.requireNonNull(platform.get(AccountNumbers.class)
                .resolve(crm.id(), List.of("acme"))
                .get("acme"));
        int part = platform.account("4711");
        assertThat(now(whole)).containsExactly("2026-01-05 lead");

        var _ = platform.get(Identity.class).merge(whole, part, "a test", "the same firm");
        assertThat(now(whole)).containsExactly("2026-01-05 lead", "2026-02-05 trial", "2026-03-01 customer");

        var _ = platform.get(Identity.class).split(part, "a test", "a namesake");
        assertThat(now(whole)).containsExactly("2026-01-05 lead");
        assertThat(now(part)).containsExactly("2026-02-05 trial", "2026-03-01 customer");
    }

    @Test
    void correction_and_retraction_change_what_was_and_what_was_known_before_can_still_be_asked() {
        keep("start", story("acme").on("2026-02-05").starts("10.00"), "");
        keep("end", story("acme").on("2026-05-05").ends(), "");
        platform.refresh();
        Instant first = platform.clock().instant();
        int account = platform.account("acme");
        assertThat(now(account)).containsExactly("2026-02-05 customer", "2026-05-05 left");

        keep("start again", story("acme").on("2026-03-05").starts("10.00"), "start");
        platform.refresh();
        Instant second = platform.clock().instant();
        assertThat(now(account)).containsExactly("2026-03-05 customer", "2026-05-05 left");

        var _ = platform.keep(
                platform.partner(),
                List.of(new Story.SentEvent(
                        "back",
                        Account.FIRM_NAME,
                        Instant.parse("2026-06-01T00:00:00Z"),
                        Retraction.of(FactTables.SUBSCRIPTION_CHANGE, EventKey.of("end"), ""))));
        platform.refresh();

        assertThat(now(account)).containsExactly("2026-03-05 customer");
        assertThat(asOf(account, second)).containsExactly("2026-03-05 customer", "2026-05-05 left");
        assertThat(asOf(account, first)).containsExactly("2026-02-05 customer", "2026-05-05 left");
    }

    @Test
    void rate_that_comes_later_makes_a_customer_of_whose_money_was_pending() {
        platform.send(new Story("dollar", USD).on("2026-03-12").starts("100.00"));
        int account = platform.account("dollar");
        Instant before = platform.clock().instant();
        assertThat(now(account)).isEmpty();

        platform.send(story(Account.FIRM_NAME).on("2026-03-11").send(new ExchangeRate(USD, EUR, 900_000_000)));

        assertThat(now(account)).containsExactly("2026-03-12 customer");
        assertThat(asOf(account, before)).isEmpty();
    }
}
